"""Whether a synthesis states a side fairly: said by who holds it, and first by who wrote it."""

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from debates.actions import fairness as acts
from debates.models import Argument
from debates.pages.finding import the_argument
from debates.pages.forms import Typed
from debates.pages.requests import MemberRequest, PageRequest
from debates.pages.submitting import go, refuse, show_form, submit
from debates.queries.arguments import card_of
from debates.queries.fairness import Stated, fairness_of
from debates.rules import why_not_read_counts
from debates.rules.sides import Held, held_by


class FairnessForm(Typed):
    """A pressed button: yes, no, or none for taking it back."""

    is_fair = forms.ChoiceField(choices=[("yes", ""), ("no", ""), ("none", "")])
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)
    keeps_drafts = False


def fairness_parts(request: PageRequest, synthesis: Argument, held: Held | None) -> dict[str, Any]:
    """What `_fairness.html` shows: every side, and first those that ask the viewer as author."""
    stated = fairness_of(synthesis, request.user, held)
    asked = [
        one
        for one in stated
        if one.author_id == request.user.pk
        and one.why_not is None
        and (one.mine is None or one.my_wording_is_earlier)
    ]
    return {
        "stated": stated,
        "asked_as_author": asked,
        "why_no_counts": why_not_read_counts(synthesis.debate),
    }


@require_http_methods(["GET", "HEAD", "POST"])
def judge_fairness(request: MemberRequest, argument_id: int, side: int) -> HttpResponse:
    """Of one side, by the number of the argument that is reconciled."""
    synthesis = the_argument(request, argument_id)
    card = card_of(synthesis, request.user)
    one = _the_side(request, synthesis, side)
    if card.statement is None:
        raise Http404
    if one.mine is None and request.POST.get("is_fair") != "none":  # Taking back is no answer.
        refuse(request, one.why_not)
    form = FairnessForm(request.POST or None, initial={"version": synthesis.version})
    if request.method == "POST":

        def act() -> str:
            said = form.cleaned_data
            fair, read = said["is_fair"], said["version"]
            if fair == "none":
                acts.take_back_fairness(synthesis, side, by=request.user)
            else:
                acts.judge_fairness(
                    synthesis, side, is_fair=fair == "yes", read=read, by=request.user
                )
            return f"/arguments/{synthesis.pk}/#fairness-{side}"

        if to := submit(request, form, act):
            return go(request, to, _("Your answer is kept."))
    debate = synthesis.debate
    context = {"form": form, "card": card, "one": one, "synthesis": synthesis, "debate": debate}
    return show_form(request, "debates/judge_fairness.html", context)


def _the_side(request: PageRequest, synthesis: Argument, side: int) -> Stated:
    held = held_by(request.user, [synthesis.pk]).get(synthesis.pk)
    for one in fairness_of(synthesis, request.user, held):
        if one.argument == side:
            return one
    raise Http404
