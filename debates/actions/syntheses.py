"""Writing a synthesis: two or three arguments, and the one sentence it keeps of each."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection
from django.utils.translation import gettext as _

from accounts import limits
from accounts.models import User
from debates import text
from debates.actions.acting import act
from debates.actions.arguments import (
    REASONING,
    STATEMENT,
    keep_links,
    linked_from,
    locked,
    reword,
)
from debates.actions.fitting import Fitting
from debates.actions.posting import post
from debates.actions.recording import tell
from debates.models import Argument, Concession, Debate, Kind, Notice
from debates.rules import (
    Stale,
    refuse_if,
    why_not_edit,
    why_not_post,
    why_not_reconcile,
    why_not_reconcile_together,
    why_not_revise,
)

CONCESSION = 300
LEFT_OPEN = 1_000

# Behind the gate, as whoever votes, and before the tally of the debate, which posting moves.
TALLIES = """
SELECT FROM debates_tally WHERE argument_id = ANY(%(reconciled)s) AND pass_gate(%(debate)s)
ORDER BY argument_id FOR NO KEY UPDATE
"""


@dataclass(frozen=True)
class Kept:
    """What a synthesis keeps of one argument, at the version that was read; None: the present."""

    argument: int
    text: str
    version: int | None = None


@act
def post_synthesis(
    debate: Debate,
    statement: str,
    reasoning: str = "",
    *,
    left_open: str = "",
    concessions: Sequence[Kept],
    revises: Argument | None = None,
    by: User,
) -> Argument:
    """Reconciles two or three arguments of the debate; their authors are told.

    `revises` is the synthesis of somebody else, of the same arguments, that this one improves on.
    """
    refuse_if(why_not_post(by, debate))
    if revises:
        refuse_if(why_not_revise(by, revises, debate))
    limits.spend("arguments", by)
    with Fitting() as fit:
        statement = fit.line("statement", statement, most=STATEMENT)
        reasoning = fit.lines("reasoning", reasoning, most=REASONING)
        left_open = fit.line("left_open", left_open, most=LEFT_OPEN, blank=True)
        reconciled = _reconciled(debate, concessions, fit, by=by)
        _refuse_what_supports(concessions, reconciled, fit)
        kept = _fit_concessions(concessions, reconciled, fit)
        if revises:
            _fit_revision(revises, debate, reconciled, fit)
    linked = linked_from(reasoning, by=by)
    html = text.render(reasoning, {target.pk for target in linked})
    _take_turns_with_voters(debate, reconciled)
    synthesis = post(
        Argument(
            debate=debate,
            kind=Kind.SYNTHESIS,
            statement=statement,
            reasoning=reasoning,
            reasoning_html=html,
            excerpt_html=text.excerpt(html),
            left_open=left_open,
            revises=revises,
        ),
        tell=[argument.author_id for argument in reconciled.values()],
        of=Notice.Kind.RECONCILED,
        by=by,
    )
    _keep_concessions(synthesis, kept)
    keep_links(synthesis, linked, by=by)
    if revises and not synthesis.is_hidden:
        tell([revises.author_id], Notice.Kind.REVISED, debate, argument=synthesis, by=by)
    return synthesis


@act
def edit_synthesis(
    synthesis: Argument,
    *,
    statement: str,
    reasoning: str,
    left_open: str,
    concessions: Sequence[Kept],
    read: int | None = None,
    by: User,
) -> Argument:
    """New words for a synthesis. It goes on reconciling the same arguments.

    Raises Stale when there is a newer version than the one that was edited, `read`.
    """
    synthesis = locked(synthesis)
    refuse_if(why_not_edit(by, synthesis, synthesis.debate))
    if read is not None and read != synthesis.version:
        raise Stale(synthesis)
    limits.spend("arguments", by)
    with Fitting() as fit:
        synthesis.statement = fit.line("statement", statement, most=STATEMENT)
        synthesis.reasoning = fit.lines("reasoning", reasoning, most=REASONING)
        synthesis.left_open = fit.line("left_open", left_open, most=LEFT_OPEN, blank=True)
        reconciled = Argument.objects.in_bulk([kept.argument for kept in concessions])
        kept = _fit_concessions(concessions, reconciled, fit)
        before = _reconciled_by(synthesis)
        if set(reconciled) != before or len(concessions) != len(before):
            why = _(
                "A synthesis goes on reconciling the same arguments. For others, write a new one."
            )
            fit.refuse("concessions", "other_arguments", why)
    synthesis.version += 1  # Also when only a concession has new words; the database counts.
    reword(synthesis, by=by)
    _keep_concessions(synthesis, kept)
    return synthesis


def _reconciled(
    debate: Debate, concessions: Sequence[Kept], fit: Fitting, *, by: User
) -> dict[int, Argument]:
    """The arguments to reconcile, two or three different ones of this debate; else a reason."""
    wanted = [kept.argument for kept in concessions]
    if not 2 <= len(wanted) <= 3:
        fit.refuse(
            "concessions", "two_or_three", _("A synthesis reconciles two or three arguments.")
        )
    elif len(set(wanted)) < len(wanted):
        fit.refuse("concessions", "twice", _("A synthesis reconciles different arguments."))
    found = {
        argument.pk: argument
        for argument in Argument.objects.with_locks()
        .filter(debate=debate, pk__in=wanted)
        .order_by("pk")
        .select_for_update(no_key=True)
    }
    for number, kept in enumerate(concessions):
        argument = found.get(kept.argument)
        if argument is None:
            why = _("There is no such argument in this debate.")
            fit.refuse(f"concessions/{number}/argument", "elsewhere", why)
        elif reason := why_not_reconcile(by, argument, debate):
            fit.refuse(f"concessions/{number}/argument", reason.code, reason.text)
    return found


def _refuse_what_supports(
    concessions: Sequence[Kept], reconciled: dict[int, Argument], fit: Fitting
) -> None:
    """A synthesis reconciles what pulls apart, not an argument with what it supports above it."""
    reasons = why_not_reconcile_together(reconciled)
    for number, kept in enumerate(concessions):
        if reason := reasons.get(kept.argument):
            fit.refuse(f"concessions/{number}/argument", reason.code, reason.text)


def _take_turns_with_voters(debate: Debate, reconciled: dict[int, Argument]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(TALLIES, {"reconciled": list(reconciled), "debate": debate.pk})


def _reconciled_by(synthesis: Argument) -> set[int]:
    first = synthesis.concessions.filter(synthesis_version=1)
    return set(first.values_list("argument", flat=True))


def _fit_revision(
    revised: Argument, debate: Debate, reconciled: dict[int, Argument], fit: Fitting
) -> None:
    """A revision is of the same debate and reconciles the same arguments."""
    if revised.debate_id != debate.pk:
        fit.refuse("revises", "elsewhere", _("There is no such synthesis in this debate."))
    elif set(reconciled) != _reconciled_by(revised):
        why = _("A revision reconciles the same arguments. For others, write a new synthesis.")
        fit.refuse("revises", "other_arguments", why)


def _fit_concessions(
    concessions: Sequence[Kept], reconciled: dict[int, Argument], fit: Fitting
) -> list[Kept]:
    """Each concession as one fit sentence, at a version that there is."""
    fitted = []
    for number, kept in enumerate(concessions):
        sentence = fit.line(f"concessions/{number}/text", kept.text, most=CONCESSION)
        argument = reconciled.get(kept.argument)
        present = argument.version if argument else 1
        version = kept.version or present
        if not 1 <= version <= present:
            why = _("There is no such version.")
            fit.refuse(f"concessions/{number}/version", "no_such_version", why)
        fitted.append(Kept(kept.argument, sentence, version))
    return fitted


def _keep_concessions(synthesis: Argument, concessions: Sequence[Kept]) -> None:
    Concession.objects.bulk_create(
        Concession(
            debate_id=synthesis.debate_id,
            synthesis=synthesis,
            synthesis_version=synthesis.version,
            argument_id=kept.argument,
            argument_version=kept.version or 1,
            text=kept.text,
        )
        for kept in concessions
    )
