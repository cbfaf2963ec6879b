"""Taking words out of versions, evidence, checks and remarks, each with its rule and reason."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from debates.actions import redactions as acts
from debates.models import Argument, Version
from debates.pages.finding import or_404, the_argument, the_evidence, the_remark
from debates.pages.requests import MemberRequest
from debates.pages.resolving import refuse_if_decided
from debates.pages.ruling import rule
from debates.pages.ruling_forms import RedactionForm
from debates.pages.submitting import refuse
from debates.queries.arguments import card_of
from debates.queries.checks import find_check
from debates.queries.history import concessions_of, versions_of
from debates.rules import why_not_redact
from debates.rules.redactions import CONCESSION, OF_A_VERSION, OF_EVIDENCE, is_redactable

Act = Callable[..., object]


def redact_version(request: MemberRequest, argument_id: int, number: int) -> HttpResponse:
    argument = the_argument(request, argument_id)
    version = versions_of(argument, request.user).filter(number=number).first()
    if version is None:
        raise Http404
    words = _words_of(argument, version)

    def act(field: str, **ruling: Any) -> None:
        field, _colon, of = field.partition(":")
        kept = int(of) if of else None
        acts.redact_version(argument, number, field=field, of=kept, **ruling)

    title = _("Redact version %(number)d") % {"number": number}
    fields = {"": _("All of it")} | _labels(words)
    return _redact(request, argument, words, act, title, fields)


def redact_evidence(request: MemberRequest, evidence_id: int) -> HttpResponse:
    evidence = the_evidence(request, evidence_id)
    words = {name: getattr(evidence, name) for name in OF_EVIDENCE}

    def act(field: str, **ruling: Any) -> None:
        acts.redact_evidence(evidence, field or next(iter(fields)), **ruling)

    fields = _labels(words)
    return _redact(request, evidence.argument, words, act, _("Redact evidence"), fields)


def redact_check(
    request: MemberRequest, evidence_id: int, question: str, name: str
) -> HttpResponse:
    evidence = the_evidence(request, evidence_id)
    with or_404():
        check = find_check(evidence, question, name)

    def act(field: str, **ruling: Any) -> None:
        acts.redact_check(evidence, check.member, question, **ruling)

    words = {"because": check.because}
    return _redact(request, evidence.argument, words, act, _("Redact what a “no” says"), {})


def redact_remark(request: MemberRequest, remark_id: int) -> HttpResponse:
    remark = the_remark(request, remark_id)

    def act(field: str, **ruling: Any) -> None:
        acts.redact_remark(remark, **ruling)

    words = {"text": remark.text}
    return _redact(request, remark.argument, words, act, _("Redact a remark"), {})


def _redact(
    request: MemberRequest,
    argument: Argument,
    words: Mapping[str, str],
    verb: Act,
    title: str,
    fields: Mapping[str, Any],
) -> HttpResponse:
    refuse_if_decided(request)
    refuse(request, why_not_redact(request.user, words.values(), argument.debate))
    form = RedactionForm(request.POST or None)
    form.choose_from(fields)

    def act(field: str = "", **ruling: Any) -> str:
        verb(field, **ruling)
        return f"/arguments/{argument.pk}/"

    said = [one for one in words.values() if is_redactable(one)]
    context = {"title": title, "card": card_of(argument, request.user), "said": said}
    return rule(request, form, argument.debate, act, context, template="debates/redact.html")


def _words_of(argument: Argument, version: Version) -> dict[str, str]:
    words = {name: getattr(version, name) for name in OF_A_VERSION}
    kept = concessions_of(argument, version.number)
    return words | {f"{CONCESSION}:{one.argument_id}": one.text for one in kept}


def _labels(words: Mapping[str, str]) -> dict[str, str]:
    """What there is to redact, by its code."""
    names = {
        "statement": _("The statement"),
        "reasoning": _("The reasoning"),
        "left_open": _("What it leaves open"),
        "quote": _("The quote"),
        "locator": _("Where it stands in the source"),
        "shows": _("What it shows"),
    }
    return {
        code: names.get(code) or _("What it keeps of #%(of)s") % {"of": code.partition(":")[2]}
        for code, said in words.items()
        if is_redactable(said)
    }
