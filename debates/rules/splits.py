"""Splitting a thread off, and joining it again: what goes along, and what stands in the way."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection
from django.utils.translation import gettext as _

from accounts.models import Viewer
from debates.models import Argument, Debate, Ruling
from debates.rules.moderation import why_not_moderate
from debates.rules.reasons import Reason

# What would be of two debates. Each with the argument that it is about.
BETWEEN = """
WITH along (id) AS (SELECT unnest(%(along)s)), spanning (code, argument_id) AS (
    SELECT 'synthesis', synthesis_id FROM debates_concession
    WHERE argument_id IN (TABLE along) AND synthesis_id NOT IN (TABLE along)
    UNION
    SELECT 'crux', CASE WHEN first_id IN (TABLE along) THEN second_id ELSE first_id END
    FROM debates_crux
    WHERE (first_id IN (TABLE along) OR second_id IN (TABLE along))
        AND (first_id NOT IN (TABLE along) OR second_id NOT IN (TABLE along))
    UNION
    SELECT 'left_open', synthesis_id
    FROM debates_leftopen JOIN debates_crux AS crux ON crux.id = crux_id
    WHERE (synthesis_id IN (TABLE along) OR first_id IN (TABLE along))
        AND (synthesis_id NOT IN (TABLE along) OR first_id NOT IN (TABLE along))
    UNION
    SELECT 'revision', id FROM debates_argument
    WHERE (id IN (TABLE along)) <> (revises_id IN (TABLE along)) AND debate_id = %(debate)s
    UNION
    SELECT 'merged', id FROM debates_argument
    WHERE (id IN (TABLE along)) <> (merged_into_id IN (TABLE along)) AND debate_id = %(debate)s
    UNION
    SELECT 'outcome', synthesis_id FROM debates_outcome WHERE synthesis_id IN (TABLE along)
)
SELECT code, argument_id FROM spanning ORDER BY argument_id, code LIMIT 20
"""


@dataclass(frozen=True)
class Obstruction:
    """What keeps a thread in its debate: why, and which argument to look at."""

    reason: Reason
    argument_id: int | None = None


def along_with(argument: Argument) -> list[int]:
    """The argument, all under it, and the syntheses that reconcile only what goes along."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT goes_along(%s)", [argument.pk])
        found: list[int] = cursor.fetchone()[0]
    return found


def what_keeps(along: Sequence[int], debate: Debate) -> list[Obstruction]:
    """What ties these arguments to others of their debate; 20 at most."""
    with connection.cursor() as cursor:
        cursor.execute(BETWEEN, {"along": list(along), "debate": debate.pk})
        return [Obstruction(_tie(code, about), about) for code, about in cursor.fetchall()]


def what_keeps_here(along: Sequence[int], debate: Debate) -> list[Obstruction]:
    """As `what_keeps`; and something has to stay."""
    if Argument.objects.filter(debate=debate).exclude(pk__in=along).exists():
        return what_keeps(along, debate)
    return [Obstruction(Reason("all_of_it", _("Nothing would stay in this debate.")))]


def what_keeps_apart(along: Sequence[int], debate: Debate) -> list[Obstruction]:
    """As `what_keeps`; and what was split off of the thread since is joined to it first."""
    since = Ruling.objects.filter(
        verb=Ruling.Verb.SPLIT, debate=debate, undone_by=None, before__parent__in=list(along)
    )
    text = _("#%(id)d was split off from this thread since. Undo that first.")
    return [
        Obstruction(Reason("split_since", text % {"id": about}), about)
        for about in since.values_list("argument", flat=True)[:20]
        if about is not None
    ] + what_keeps(along, debate)


def why_not_split(viewer: Viewer, argument: Argument, debate: Debate) -> Reason | None:
    """Whether its thread may become a debate of its own; needs `standing` and `locked_in`."""
    if reason := why_not_moderate(viewer, debate):
        return reason
    if argument.debate_id != debate.pk:
        return Reason("moved", _("This was moved to another debate meanwhile."))
    if debate.is_closed:
        return Reason("debate_closed", _("This debate is closed."))
    if argument.is_synthesis:
        return Reason("a_synthesis", _("A synthesis goes where what it reconciles goes."))
    if argument.is_merged:
        return Reason("merged", _("This was merged into another argument."))
    if argument.is_withdrawn:
        return Reason("withdrawn", _("Its author has withdrawn this argument."))
    if argument.is_hidden:
        return Reason("hidden", _("This argument is hidden."))
    if argument.is_locked and argument.locked_in != argument.pk:
        return Reason("thread_locked", _("The thread that this stands in is locked."))
    return None


def why_not_rejoin(ruling: Ruling, argument: Argument, parent: Argument | None) -> Reason | None:
    """Whether a thread can go back to where it was split from."""
    assert ruling.debate is not None
    if ruling.debate.is_closed:
        return Reason("debate_closed", _("The debate that this was split from is closed."))
    if argument.debate_id != ruling.after["debate"] or argument.parent_id is not None:
        return Reason("moved", _("This was moved since. Undo that first."))
    if argument.is_merged:
        return Reason("merged", _("This was merged into another argument. Undo that first."))
    if parent is not None and parent.debate_id != ruling.debate.pk:
        return Reason("parent_moved", _("What this answered was moved since. Undo that first."))
    if parent is not None and parent.is_merged:
        return Reason("parent_merged", _("What this answered was merged since. Undo that first."))
    return None


def _tie(code: str, about: int) -> Reason:
    texts = {
        "synthesis": _("The synthesis #%(id)d reconciles something of this thread with others."),
        "crux": _("A crux lies between this thread and #%(id)d."),
        "left_open": _("The synthesis #%(id)d leaves a crux open that lies elsewhere."),
        "revision": _("The synthesis #%(id)d revises one that would be of another debate."),
        "merged": _("#%(id)d was merged, here or there."),
        "outcome": _("This debate was once closed with the synthesis #%(id)d."),
    }
    return Reason(code, texts[code] % {"id": about})
