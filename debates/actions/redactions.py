"""Redacting: words are sealed for as long as they may be put back, and then destroyed."""

from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from accounts.models import User
from debates import text
from debates.actions.acting import act
from debates.actions.arguments import locked
from debates.actions.fitting import Fitting
from debates.actions.rulings import About, Grounds, make_ruling
from debates.actions.sealing import Words, each_of, put, redacting, seal
from debates.models import (
    Argument,
    Check,
    Debate,
    Evidence,
    Link,
    Question,
    Remark,
    Ruling,
    Sealed,
    Version,
)
from debates.rules import Reason, Refused, refuse_if, why_not_redact
from debates.rules.redactions import (
    CHECK,
    CONCESSION,
    OF_A_VERSION,
    OF_EVIDENCE,
    REDACTED,
    REMARK,
    is_redactable,
)

RENDERED = ("reasoning_html", "excerpt_html")
"""What was made of the reasoning when it was written."""


@act
def redact_version(
    argument: Argument,
    number: int,
    *,
    field: str = "",
    of: int | None = None,
    rule: str,
    because: str,
    by: User,
) -> Version:
    """Takes the words of one field, or all of them, out of one version, wherever it is read.

    A concession is named by the argument `of` which it keeps something.
    """
    with Fitting() as fit:
        fit.choice("field", field, ("", *OF_A_VERSION, CONCESSION))
    argument = locked(argument)
    version = Version.objects.get(argument=argument, number=number)
    words = _words_of(argument, version, field, of)
    refuse_if(why_not_redact(by, each_of(words), argument.debate))
    about = About(
        argument=argument,
        member_id=argument.author_id,
        version=number,
        field=field,
        after={"of": of} if field == CONCESSION else {},
    )
    grounds = Grounds(rule, because)
    ruling = make_ruling(Ruling.Verb.REDACT, grounds, debate=argument.debate, by=by, **about)
    words = _to_seal(argument, version, words)
    seal(ruling, words)
    _write(argument, version, _blacked_out(words))
    return version


@act
def redact_evidence(
    evidence: Evidence, field: str, *, rule: str, because: str, by: User
) -> Evidence:
    """Takes the words of one field out of a piece of evidence."""
    with Fitting() as fit:
        fit.choice("field", field, OF_EVIDENCE)
    debate = evidence.argument.debate
    evidence = _locked_evidence(evidence.pk)
    about = About(evidence=evidence, member_id=evidence.added_by_id, field=field)
    _redact(evidence, about, Grounds(rule, because), debate=debate, by=by)
    return evidence


@act
def redact_check(
    evidence: Evidence, member: User, question: str, *, rule: str, because: str, by: User
) -> Check:
    """Takes out what a member found wrong with a piece of evidence; that they did stays."""
    with Fitting() as fit:
        fit.choice("question", question, Question.values)
    check: Check = _locked_check(evidence.pk, member.pk, question).get()
    after = {"question": question}
    about = About(evidence=evidence, member_id=member.pk, field=CHECK, after=after)
    _redact(check, about, Grounds(rule, because), debate=evidence.argument.debate, by=by)
    return check


@act
def redact_remark(remark: Remark, *, rule: str, because: str, by: User) -> Remark:
    """Takes the words out of a remark; that it was made stays."""
    argument = remark.argument
    remark = Remark.objects.select_for_update(no_key=True).get(pk=remark.pk)
    after = {"remark": remark.pk}
    about = About(argument=argument, member_id=remark.author_id, field=REMARK, after=after)
    _redact(remark, about, Grounds(rule, because), debate=argument.debate, by=by)
    return remark


def unredact(ruling: Ruling, grounds: Grounds, *, by: User) -> Ruling:
    """Puts the sealed words back, unless they are destroyed or somebody wrote others since."""
    sealed = Sealed.objects.filter(pk=ruling.pk).first()
    if sealed is None:
        why = _("These words are destroyed: there is nothing to put back.")
        raise Refused(Reason("destroyed", why))
    if ruling.argument is not None and ruling.debate is not None:
        ruling.argument.debate = ruling.debate
    argument = locked(ruling.argument) if ruling.version and ruling.argument else None
    row = None if argument else _row_of(ruling)
    undone = make_ruling(
        Ruling.Verb.UNREDACT,
        grounds,
        debate=ruling.debate,
        argument=ruling.argument,
        evidence=ruling.evidence,
        member_id=ruling.member_id,
        version=ruling.version,
        field=ruling.field,
        undoes=ruling,
        by=by,
    )
    if argument and ruling.version:
        version = Version.objects.get(argument=argument, number=ruling.version)
        _write(argument, version, sealed.words)
    elif row:
        put(row, sealed.words)
    sealed.delete()
    return undone


def _words_of(argument: Argument, version: Version, field: str, of: int | None) -> Words:
    fields = [field] if field in OF_A_VERSION else [] if field else OF_A_VERSION
    words: Words = {name: getattr(version, name) for name in fields}
    if field in ("", CONCESSION):
        kept = argument.concessions.filter(synthesis_version=version.number)
        if field:
            kept = kept.filter(argument=of)
        words["concessions"] = {str(one.argument_id): one.text for one in kept}
    return words


def _to_seal(argument: Argument, version: Version, words: Words) -> Words:
    """Those that there are and that no other ruling keeps, with what was made of them."""
    kept = {at: said for at, said in words.pop("concessions", {}).items() if is_redactable(said)}
    sealed: Words = {name: said for name, said in words.items() if is_redactable(said)}
    if version.number == argument.version and "reasoning" in sealed:
        sealed |= {name: getattr(argument, name) for name in RENDERED}
        sealed["links"] = list(argument.links.values_list("target", flat=True))
    return sealed | ({"concessions": kept} if kept else {})


def _blacked_out(words: Words) -> Words:
    """What stands in place of these words."""
    out: Words = dict.fromkeys(words, REDACTED)
    if "concessions" in words:
        out["concessions"] = dict.fromkeys(words["concessions"], REDACTED)
    if "links" in words:
        out |= {"reasoning_html": text.render(REDACTED), "excerpt_html": "", "links": []}
    return out


def _write(argument: Argument, version: Version, words: Words) -> None:
    """Writes words into a version, and into the locked argument if that is how it reads now."""
    of_the_version = [name for name in OF_A_VERSION if name in words]
    with redacting():
        version.redacted_at = argument.rulings.filter(
            verb=Ruling.Verb.REDACT, version=version.number, undone_by=None
        ).aggregate(at=Max("at"))["at"]
        put(version, {name: words[name] for name in of_the_version}, "redacted_at")
        for of, said in words.get("concessions", {}).items():
            kept = argument.concessions.filter(synthesis_version=version.number, argument=int(of))
            kept.update(text=said)
        if version.number == argument.version and of_the_version:
            shown = [*of_the_version, *(name for name in RENDERED if name in words)]
            put(argument, {name: words[name] for name in shown})
            if "links" in words:
                _link(argument, words["links"])


def _link(argument: Argument, targets: list[int]) -> None:
    argument.links.all().delete()
    Link.objects.bulk_create(
        Link(debate=argument.debate, source=argument, target=target)
        for target in Argument.objects.filter(pk__in=targets)
    )


def _redact(row: Any, about: About, grounds: Grounds, *, debate: Debate, by: User) -> None:
    field = about["field"]
    said = getattr(row, field)
    refuse_if(why_not_redact(by, [said], debate))
    ruling = make_ruling(Ruling.Verb.REDACT, grounds, debate=debate, by=by, **about)
    seal(ruling, {field: said})
    put(row, {field: REDACTED})


def _row_of(ruling: Ruling) -> Any:
    """The evidence, check or remark that still lacks these words, locked."""
    row: Any = None
    if ruling.field == REMARK:
        remarks = Remark.objects.select_for_update(no_key=True)
        row = remarks.filter(pk=ruling.after["remark"]).first()
    elif ruling.field == CHECK:
        at = (ruling.evidence_id, ruling.member_id, ruling.after["question"])
        row = _locked_check(*at).first()
    elif ruling.evidence:
        row = _locked_evidence(ruling.evidence.pk)
    if row is None or getattr(row, ruling.field) != REDACTED:
        why = _("Its author wrote something else in its place since.")
        raise Refused(Reason("moved_on", why))
    return row


def _locked_evidence(evidence_id: int) -> Evidence:
    evidence = Evidence.objects.select_for_update(of=("self",), no_key=True)
    return evidence.select_related("argument").get(pk=evidence_id)


def _locked_check(evidence_id: int | None, member_id: int | None, question: str) -> Any:
    found = Check.objects.filter(evidence=evidence_id, member=member_id, question=question)
    return found.select_for_update(of=("self",), no_key=True)
