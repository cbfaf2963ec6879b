"""Merging an argument into one that says the same: which one, what would change, then why."""

from typing import Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from debates.actions import merges as acts
from debates.models import Argument
from debates.pages.finding import the_argument
from debates.pages.forms import number_in
from debates.pages.merge_forms import IntoForm, MergingForm
from debates.pages.requests import MemberRequest
from debates.pages.resolving import refuse_if_decided
from debates.pages.ruling import rule
from debates.pages.submitting import refuse, show_form
from debates.queries.arguments import card_of
from debates.queries.merges import foresee, named_duplicates
from debates.rules import Reason, why_not_become, why_not_merge_argument


@require_http_methods(["GET", "HEAD", "POST"])
def merge_argument(request: MemberRequest, argument_id: int) -> HttpResponse:
    argument = the_argument(request, argument_id)
    refuse_if_decided(request)
    refuse(request, why_not_merge_argument(request.user, argument, argument.debate))
    named = (request.POST or request.GET).get("into", "")
    kept, why_not = _named(request, named, argument)
    if kept is None or why_not:
        return _choose(request, argument, named, why_not)
    form = MergingForm(request.POST or None, initial={"into": kept.pk, "rule": "duplicate"})

    def act(*, into: str, **said: Any) -> str:
        return f"/arguments/{acts.merge_argument(argument, into=kept, **said).pk}/#merged"

    context = {
        "card": card_of(argument, request.user),
        "into": card_of(kept, request.user),
        "foreseen": foresee(argument, kept),
    }
    return rule(
        request,
        form,
        argument.debate,
        act,
        context,
        template="debates/merge_argument.html",
        done=_("The two are one argument now, and it is in the record."),
    )


def _named(
    request: MemberRequest, words: str, argument: Argument
) -> tuple[Argument | None, Reason | None]:
    """The argument that is to stay, as the viewer sees it, and why it is not fit for that."""
    if not words.strip():
        return None, None
    try:
        number = number_in(words)
        into = the_argument(request, number) if number is not None else None
    except Http404:
        into = None
    if into is None:
        return None, Reason("unknown", _("There is no such argument in this debate."))
    return into, why_not_become(argument, into)


def _choose(
    request: MemberRequest, argument: Argument, named: str, why_not: Reason | None
) -> HttpResponse:
    form = IntoForm({"into": named[:2_000]} if why_not or request.method == "POST" else None)
    if why_not:
        form.add_error("into", why_not.text)
    context = {
        "form": form,
        "card": card_of(argument, request.user),
        "named": named_duplicates(argument, request.user),
        "debate": argument.debate,
    }
    return show_form(request, "debates/choose_merge.html", context)
