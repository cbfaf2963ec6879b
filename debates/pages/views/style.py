"""How the site looks in every state, on local starts: made from real rows."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from debates.pages.drawing import draw_synthesis, frame_of
from debates.pages.requests import PageRequest
from debates.queries.specimens import specimens


@login_not_required
@require_safe
def show_style(request: PageRequest) -> HttpResponse:
    """Every status of a synthesis, as a visitor meets it."""
    if not settings.LOCAL:
        raise Http404
    found = specimens()
    drawn = []
    if found:
        frame = frame_of(request.user, found.debate)._replace(takes_part=False)
        drawn = [draw_synthesis(one, frame, whole=True) for one in found.syntheses]
    return render(request, "debates/style.html", {"drawn": drawn})
