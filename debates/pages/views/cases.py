"""One case after the other: opening it, and deciding it for all who flagged; or many at once."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from debates.actions import casework as acts
from debates.models import Case, Debate, Restriction, Ruling
from debates.pages.finding import the_case
from debates.pages.forms import Typed
from debates.pages.redrawing import back_to
from debates.pages.requests import MemberRequest
from debates.pages.resolving import ways_of
from debates.pages.ruling_forms import DismissalForm, RulingForm
from debates.pages.submitting import go, refuse, show_form, submit
from debates.pages.views.queue import case_parts
from debates.queries.cases import concerned, find_cases, waiting
from debates.queries.casework import flags_on, record_of, thread_of, wordings_of
from debates.rules import is_claimed, refuse_if, rules_of, why_not_decide, why_not_work_on

MOST = 100


@require_safe
def show_case(request: MemberRequest, case_id: int) -> HttpResponse:
    """A case in its context. Looking changes nothing; claiming it is a press."""
    case, viewer = the_case(request, case_id), request.user
    refuse_if(why_not_decide(viewer, case))
    why_not = why_not_work_on(viewer, case)
    thread = thread_of(case, viewer)
    context = case_parts(request, rules_of(case.debate)) | {
        "case": case,
        "debate": case.debate,
        "why_not": why_not,
        "is_mine": is_claimed(case) and case.claimed_by_id == viewer.pk,
        "above": thread[:-1] if case.argument_id else thread,
        "card": thread[-1] if case.argument_id else None,
        "editions": wordings_of(case, viewer),
        "flags": list(flags_on(case)),
        "about": concerned(case),
        "record": record_of(case, viewer),
        "ways": [] if why_not else ways_of(case, viewer),
        "form": DismissalForm(),
        "queue": _queue(case),
        "verbs": dict(Ruling.Verb.choices),
        "kinds": dict(Restriction.Kind.choices),
        "verdicts": dict(Case.Verdict.choices),
    }
    return render(request, "debates/case.html", context)


@require_POST
def claim_case(request: MemberRequest, case_id: int) -> HttpResponse:
    """“Open and claim”: leads to the case."""
    acts.claim_case(the_case(request, case_id), by=request.user)
    return go(request, f"/cases/{case_id}/")


@require_POST
def release_case(request: MemberRequest, case_id: int) -> HttpResponse:
    case = acts.release_case(the_case(request, case_id), by=request.user)
    return go(request, _queue(case), _("Others can work on it now."))


@require_http_methods(["GET", "HEAD", "POST"])
def dismiss_case(request: MemberRequest, case_id: int) -> HttpResponse:
    """From the queue at one press, where the row then says what happened; or with a reason."""
    case = the_case(request, case_id)
    if request.method == "POST" and request.htmx:
        done = acts.dismiss_case(case, by=request.user)
        return render(request, "debates/_case_done.html", {"case": done})
    refuse(request, why_not_work_on(request.user, case))
    form = DismissalForm(request.POST or None)
    if request.method == "POST":

        def act() -> str:
            acts.dismiss_case(case, because=form.cleaned_data["reason"], by=request.user)
            return back_to(request, _queue(case))

        if to := submit(request, form, act):
            return go(request, to, _("No breach found. Everybody who flagged it is told."))
    return _settling(request, [case], form, "")


@require_POST
def dismiss_cases(request: MemberRequest) -> HttpResponse:
    form = DismissalForm(request.POST)

    def settle(cases: list[Case]) -> None:
        acts.dismiss_cases(cases, because=form.cleaned_data["reason"], by=request.user)

    return _settle(request, form, settle)


@require_POST
def hide_cases(request: MemberRequest) -> HttpResponse:
    """Hides all that was chosen by one rule and reason, or nothing."""
    form = RulingForm(request.POST)

    def settle(cases: list[Case]) -> None:
        said = form.cleaned_data
        acts.hide_cases(cases, rule=said["rule"], because=said["reason"], by=request.user)

    return _settle(request, form, settle)


def _settle(
    request: MemberRequest, form: Typed, settle: Callable[[list[Case]], None]
) -> HttpResponse:
    cases = _chosen(request)
    back = back_to(request, _queue(cases[0]) if cases else "/debates/")
    if not cases:
        messages.warning(request, _("Choose some first."))
        return redirect(back)
    if isinstance(form, RulingForm):
        form.name_rules(rules_of(_debate_of(cases)))

    def act() -> str:
        settle(cases)
        return back

    if to := submit(request, form, act):
        many = len(cases)
        said = ngettext("%(many)d case is decided.", "%(many)d cases are decided.", many)
        return go(request, to, said % {"many": many})
    return _settling(request, cases, form, back)


def _settling(request: MemberRequest, cases: list[Case], form: Typed, back: str) -> HttpResponse:
    """The form by itself, with what it is about to decide."""
    debate = _debate_of(cases)
    context = case_parts(request, rules_of(debate)) | {
        "waiting": waiting(cases, request.user, debate),
        "form": form,
        "hides": isinstance(form, RulingForm),
        "back": back or _queue(cases[0]),
    }
    return show_form(request, "debates/settle_cases.html", context)


def _chosen(request: MemberRequest) -> list[Case]:
    """The cases whose boxes are ticked. All are there and judged by the viewer, or it is a 404."""
    sent = request.POST.getlist("case")[:MOST]
    if any(not (one.isdecimal() and len(one) < 19) for one in sent):
        raise Http404
    found = find_cases(request.user, [int(one) for one in sent])
    for case in found.values():
        refuse_if(why_not_decide(request.user, case))
    if len(found) < len(set(sent)):
        raise Http404
    return list(found.values())


def _debate_of(cases: list[Case]) -> Debate | None:
    """The one debate of all these, if it is one."""
    debates = {case.debate_id: case.debate for case in cases}
    return next(iter(debates.values())) if len(debates) == 1 else None


def _queue(case: Case) -> str:
    return f"/debates/{case.debate.slug}/moderation/" if case.debate else "/moderation/"
