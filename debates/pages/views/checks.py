"""What members find when they check evidence, and settling what they found wrong."""

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from debates.actions import checks as acts
from debates.models import Check, Evidence, Question
from debates.pages.finding import or_404, the_evidence
from debates.pages.forms import Typed, words
from debates.pages.requests import MemberRequest, PageRequest
from debates.pages.submitting import go, refuse, show_form, submit
from debates.pages.views.evidence import evidence_parts
from debates.queries.checks import find_check
from debates.rules import (
    why_not_check,
    why_not_read,
    why_not_settle,
    why_not_take_back_check,
)

SAID = {
    "yes": gettext_lazy("Your “yes” is counted."),
    "no": gettext_lazy("Your “no” is counted."),
    "none": gettext_lazy("Your answer is taken back."),
}


class CheckForm(Typed):
    """A pressed button: yes, no, or none for taking it back."""

    answer = forms.ChoiceField(choices=[("yes", ""), ("no", ""), ("none", "")])
    because = words(Check, "because", hint=gettext_lazy("For a “no”: one sentence."))
    because.label = gettext_lazy("What is wrong?")
    keeps_drafts = False


class SettlingForm(Typed):
    because = words(
        Check,
        "settled_because",
        rows=2,
        required=True,
        hint=gettext_lazy("It is shown with the “no”, and stands in the record."),
    )
    keeps_drafts = False


@require_http_methods(["GET", "HEAD", "POST"])
def check_evidence(request: MemberRequest, evidence_id: int, question: str) -> HttpResponse:
    """One question about one piece of evidence, by a page of its own or where it stands."""
    evidence = _the_evidence(request, evidence_id)
    if question not in Question.values:
        raise Http404
    debate = evidence.argument.debate
    if request.POST.get("answer") == "none":
        why_not = why_not_take_back_check(request.user, debate)
    else:
        why_not = why_not_check(request.user, evidence, debate, question)
    if why_not and request.htmx:
        return _item(request, evidence, refusal=why_not.text, status=403)
    refuse(request, why_not)
    form = CheckForm(request.POST or None, auto_id=f"check-{evidence.pk}-{question}-%s")
    if request.method == "POST":
        if to := submit(request, form, lambda: _answer(request, evidence, question, form)):
            said = str(SAID[form.cleaned_data["answer"]])
            return _item(request, evidence, said=said) if request.htmx else go(request, to, said)
        if request.htmx:
            return _item(request, evidence, tried=(question, form), status=400)
    context = evidence_parts(request, evidence.argument, [evidence])
    context |= {"form": form, "one": evidence, "question": question}
    return show_form(request, "debates/check_evidence.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def settle_check(
    request: MemberRequest, evidence_id: int, question: str, name: str
) -> HttpResponse:
    """A moderator says why a no is answered."""
    evidence = _the_evidence(request, evidence_id)
    with or_404():
        check = find_check(evidence, question, name)
    debate = evidence.argument.debate
    refuse(request, why_not_settle(request.user, check, evidence, debate))
    form = SettlingForm(request.POST or None, auto_id=f"settle-{evidence.pk}-%s")
    if request.method == "POST":

        def act() -> str:
            because = form.cleaned_data["because"]
            acts.settle_check(evidence, check.member, question, because=because, by=request.user)
            return _place(evidence)

        if to := submit(request, form, act):
            return go(request, to, _("The “no” is settled."))
    context = evidence_parts(request, evidence.argument, [evidence])
    context |= {"form": form, "one": evidence, "check": check}
    return show_form(request, "debates/settle_check.html", context)


def _the_evidence(request: PageRequest, evidence_id: int) -> Evidence:
    """Evidence that stands, or stood a moment ago, under an argument that is shown."""
    evidence = the_evidence(request, evidence_id)
    argument = evidence.argument
    if why_not_read(request.user, argument, argument.debate):
        raise Http404
    return evidence


def _answer(request: MemberRequest, evidence: Evidence, question: str, form: CheckForm) -> str:
    answer, because = form.cleaned_data["answer"], form.cleaned_data["because"]
    if answer == "none":
        acts.take_back_check(evidence, question, by=request.user)
    else:
        is_yes = answer == "yes"
        acts.check_evidence(evidence, question, is_yes=is_yes, because=because, by=request.user)
    return _place(evidence)


def _place(evidence: Evidence) -> str:
    return f"/arguments/{evidence.argument_id}/#evidence-{evidence.pk}"


def _item(
    request: MemberRequest,
    evidence: Evidence,
    *,
    said: str = "",
    tried: tuple[str, CheckForm] | None = None,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    """For htmx: the evidence, counted anew, where it stood."""
    evidence = the_evidence(request, evidence.pk)
    if tried:
        refusal = " ".join(map(str, tried[1].non_field_errors()))
    context = evidence_parts(request, evidence.argument, [evidence])
    context |= {"one": evidence, "said": said, "tried": tried, "refusal": refusal}
    return render(request, "debates/_evidence_item.html", context, status=status)
