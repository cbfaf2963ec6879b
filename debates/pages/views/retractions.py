"""That a source was retracted or corrected."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from debates.actions import retractions as acts
from debates.models import Retraction, Source
from debates.pages.finding import the_source
from debates.pages.forms import Typed, words
from debates.pages.requests import MemberRequest, PageRequest
from debates.pages.submitting import go, refuse, show_form, submit
from debates.queries.retractions import retractions_of
from debates.rules import why_not_reinstate, why_not_retract


class RetractionForm(Typed):
    kind = forms.ChoiceField(
        label=gettext_lazy("What happened"),
        choices=Source.Standing,
        initial=Source.Standing.RETRACTED,
        widget=forms.RadioSelect,
    )
    url = words(
        Retraction, "url", required=True, hint=gettext_lazy("The notice of its publisher, say.")
    )
    because = words(
        Retraction, "because", rows=2, hint=gettext_lazy("In short; it stands in the record.")
    )
    keeps_drafts = False


def retraction_parts(request: PageRequest, source: Source) -> dict[str, Any]:
    """What `_source_retraction.html` shows."""
    standing, taken_back = retractions_of(source)
    may_mark = not standing and why_not_retract(request.user, source) is None
    return {
        "retraction": standing,
        "taken_back": taken_back,
        "may_reinstate": standing and why_not_reinstate(request.user, source) is None,
        "retraction_form": RetractionForm(auto_id="retraction-%s") if may_mark else None,
    }


@require_http_methods(["GET", "HEAD", "POST"])
def retract_source(request: MemberRequest, source_id: int) -> HttpResponse:
    source = the_source(request, source_id)
    refuse(request, why_not_retract(request.user, source))
    form = RetractionForm(request.POST or None)
    if request.method == "POST":

        def act() -> str:
            said = {name: form.cleaned_data[name] for name in ("kind", "url", "because")}
            acts.retract_source(source, **said, by=request.user)
            return f"/sources/{source.pk}/#retraction"

        if to := submit(request, form, act):
            return go(request, to, _("Every argument that cites it says so now."))
    return show_form(request, "debates/retract_source.html", {"form": form, "source": source})


@require_POST
def reinstate_source(request: MemberRequest, source_id: int) -> HttpResponse:
    source = the_source(request, source_id)
    acts.reinstate_source(source, by=request.user)
    return go(request, f"/sources/{source.pk}/", _("It is taken back."))
