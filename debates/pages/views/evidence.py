"""Evidence: in a debate, and under an argument."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from debates.actions import evidence as acts
from debates.actions.sources import Cited
from debates.models import Argument, Evidence, Question
from debates.pages.evidence_forms import EvidenceForm, keep_sent
from debates.pages.filtering import links_of
from debates.pages.finding import the_argument, the_debate, the_evidence
from debates.pages.paging import newest
from debates.pages.requests import MemberRequest, PageRequest
from debates.pages.sourcing import sourcing_parts
from debates.pages.submitting import go, refuse, show_form, submit, typed_before
from debates.pages.views.debates import debate_head
from debates.queries.arguments import card_of
from debates.queries.checks import checks_of
from debates.queries.evidence import evidence_on
from debates.queries.evidence_filters import evidence_narrowed, filters_in, known_among
from debates.queries.files import held_file
from debates.rules import moderates, why_not_check, why_not_cite, why_not_settle


def evidence_parts(
    request: PageRequest, argument: Argument, found: Sequence[Evidence]
) -> dict[str, Any]:
    """What `_evidence.html` shows of the evidence of one argument, with its checks."""
    for one in found:
        one.argument = argument
    debate, viewer = argument.debate, request.user
    return {
        "debate": debate,
        "moderates": moderates(viewer, debate),
        "evidence": found,
        "checks": checks_of([one.pk for one in found], viewer),
        "why_not_check": {
            one.pk: why_not_check(viewer, one, debate, Question.CLAIM) for one in found
        },
        "may_settle": lambda check, one: why_not_settle(viewer, check, one, debate) is None,
    }


@login_not_required
@require_safe
def all_evidence(request: PageRequest, slug: str) -> HttpResponse:
    """How well each side is sourced, and all evidence by the filters that the address names."""
    debate = the_debate(request, slug)
    chosen = known_among(request.GET.dict())
    shown, before = newest(request, evidence_narrowed(debate, request.user, chosen))
    context = debate_head(request, debate, "evidence") | {
        "evidence": shown,
        "more": before and urlencode({**chosen, "before": before}),
        "chosen": chosen,
        "filters": links_of(filters_in(debate, request.user, chosen), chosen),
    }
    return render(request, "debates/evidence.html", context | sourcing_parts(debate))


@login_not_required
@require_safe
def show_evidence(request: PageRequest, argument_id: int) -> HttpResponse:
    """The evidence of an argument: in place under it for htmx, else where its page shows it."""
    argument = the_argument(request, argument_id)
    if not request.htmx:
        return redirect(f"/arguments/{argument.pk}/#evidence")
    context = evidence_parts(request, argument, list(evidence_on(argument, request.user)))
    context |= {"argument": argument, "chosen": request.GET.get("chosen", "")}
    return render(request, "debates/_evidence_of.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add_evidence(request: MemberRequest, argument_id: int) -> HttpResponse:
    argument = the_argument(request, argument_id)
    refuse(request, why_not_cite(request.user, argument, argument.debate))
    unkept = keep_sent(request, by=request.user)
    form = EvidenceForm(
        request.POST or None,
        unkept=unkept,
        initial=None if request.POST else typed_before(request),
        auto_id=f"cite-{argument.pk}-%s",
    )
    if request.method == "POST":
        said = [_("Your evidence is added.")]

        def act() -> str:
            cited = Cited(**form.cited())
            file = held_file(request.user, form.cleaned_data["attached"])
            made = acts.add_evidence(argument, cited, **form.evidence(), file=file, by=request.user)
            if made.source.title != " ".join(cited.title.split()):
                title = made.source.title
                said.append(_("Its source was known here already, as “%s”.") % title)
            return f"/arguments/{argument.pk}/#evidence-{made.pk}"

        if to := submit(request, form, act):
            return go(request, to, " ".join(said))
    context = {
        "form": form,
        "debate": argument.debate,
        "argument": argument,
        "card": card_of(argument, request.user),
    }
    name, fragment = "debates/add_evidence.html", "debates/_evidence_form.html"
    return show_form(request, name, context, fragment=fragment)


@require_POST
def withdraw_evidence(request: MemberRequest, evidence_id: int) -> HttpResponse:
    found = the_evidence(request, evidence_id)
    acts.withdraw_evidence(found, by=request.user)
    return go(
        request, f"/arguments/{found.argument_id}/#evidence", _("Your evidence is withdrawn.")
    )
