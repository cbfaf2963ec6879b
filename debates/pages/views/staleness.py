"""What a synthesis is out of date with, and saying that it holds still."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from debates.actions import staleness as acts
from debates.models import Argument
from debates.pages.finding import the_argument
from debates.pages.requests import MemberRequest, PageRequest
from debates.pages.submitting import go
from debates.queries.staleness import staleness_of, why_viewer_not_affirm


def staleness_parts(request: PageRequest, synthesis: Argument) -> dict[str, Any]:
    stale = staleness_of(synthesis, request.user)
    why = why_viewer_not_affirm(synthesis, request.user, stale) if stale else None
    return {"stale": stale, "why_not_affirm": why}


@require_POST
def affirm_synthesis(request: MemberRequest, argument_id: int) -> HttpResponse:
    synthesis = the_argument(request, argument_id)
    read = {}
    for name, value in request.POST.items():
        number = name.removeprefix("read_")
        if number != name and number.isdecimal() and str(value).isdecimal():
            read[int(number[:19])] = int(str(value)[:19])
    acts.affirm_synthesis(synthesis, read=read or None, by=request.user)
    return go(request, f"/arguments/{synthesis.pk}/", _("It is up to date again."))
