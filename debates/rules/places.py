"""Moving and reclassifying arguments: what may stand where, and what no longer pulls apart then."""

from typing import NamedTuple

from django.db import connection
from django.utils.translation import gettext as _

from accounts.models import Viewer
from debates.models import Argument, Debate, Kind
from debates.rules.moderation import why_not_moderate
from debates.rules.pulls import Place, Way, signs_between
from debates.rules.reasons import Reason
from debates.rules.standing import Arguable, why_not_bear_on

UNDER = """
WITH RECURSIVE up (id) AS (
    SELECT %(parent)s::bigint
    UNION
    SELECT parent_id FROM debates_argument JOIN up USING (id) WHERE parent_id IS NOT NULL
)
SELECT EXISTS (SELECT FROM up WHERE id = %(argument)s)
"""

# What standing syntheses reconcile and standing cruxes are between, where one of the two is in
# this thread: only there can moving it change which way they pull.
PAIRS = """
WITH RECURSIVE thread (id) AS (
    SELECT %(argument)s::bigint
    UNION
    SELECT argument.id FROM debates_argument AS argument JOIN thread ON parent_id = thread.id
), pair (synthesis, crux, one, other) AS (
    SELECT synthesis.id, NULL::bigint, one.argument_id, other.argument_id
    FROM debates_concession AS one
    JOIN debates_concession AS other ON other.synthesis_id = one.synthesis_id
        AND other.synthesis_version = 1 AND other.argument_id > one.argument_id
    JOIN debates_argument AS synthesis ON synthesis.id = one.synthesis_id
        AND synthesis.hidden_at IS NULL AND synthesis.withdrawn_at IS NULL
    WHERE one.debate_id = %(debate)s AND one.synthesis_version = 1
    UNION ALL
    SELECT NULL, id, first_id, second_id FROM debates_crux
    WHERE debate_id = %(debate)s AND withdrawn_at IS NULL
)
SELECT synthesis, crux, one, other FROM pair
WHERE (one IN (SELECT id FROM thread)) <> (other IN (SELECT id FROM thread))
ORDER BY one, other, synthesis, crux LIMIT %(most)s
"""
MOST = 100


class Pair(NamedTuple):
    """Two arguments, and the synthesis or the crux for which it matters that they pull apart."""

    synthesis: int | None
    crux: int | None
    one: int
    other: int


def why_not_move(viewer: Viewer, argument: Arguable, debate: Debate) -> Reason | None:
    """Whether it can stand elsewhere at all; where, says why_not_stand."""
    if reason := why_not_moderate(viewer, debate):
        return reason
    if debate.is_closed:
        return Reason("debate_closed", _("This debate is closed."))
    if argument.kind == Kind.SYNTHESIS:
        return Reason("is_a_synthesis", _("A synthesis stands in its debate, under nothing."))
    if argument.is_merged:
        return Reason("merged", _("This was merged into another argument."))
    if argument.is_locked:
        return Reason("thread_locked", _("This thread is locked."))
    return None


def why_not_reclassify(viewer: Viewer, argument: Arguable, debate: Debate) -> Reason | None:
    """Only a reply can be of the other kind: what opens a thread opposes nothing."""
    if reason := why_not_move(viewer, argument, debate):
        return reason
    if argument.parent_id is None:
        return Reason("not_a_reply", _("Only a reply can support or oppose."))
    return None


def why_not_stand_under(parent: Argument | None, argument: Argument) -> Reason | None:
    """Why an argument cannot be moved under this one of its debate."""
    if parent is None or parent.debate_id != argument.debate_id:
        return Reason("elsewhere", _("There is no such argument in this debate."))
    if is_under(parent.pk, argument.pk):
        return Reason("under_itself", _("An argument cannot stand under itself."))
    return why_not_bear_on(parent)


def why_not_be(kind: str, parent: int | None, argument: Argument) -> Reason | None:
    """Why it cannot be of this kind at that place."""
    if kind not in {Kind.CLAIM, Kind.COUNTERCLAIM}:
        return Reason("unknown", _("Choose one of %(them)s.") % {"them": "claim, counterclaim"})
    if parent is None and kind == Kind.COUNTERCLAIM:
        return Reason("opposes_nothing", _("A counterclaim opposes something: make it a claim."))
    if (parent, kind) == (argument.parent_id, argument.kind):
        return Reason("there_already", _("That is what it is already."))
    return None


def is_under(argument: int, above: int) -> bool:
    """Whether an argument is this other one, or stands in its thread."""
    with connection.cursor() as cursor:
        cursor.execute(UNDER, {"parent": argument, "argument": above})
        return bool(cursor.fetchone()[0])


def no_longer_apart(argument: Argument, parent: int | None, kind: str) -> list[Pair]:
    """What would no longer pull apart if it stood there: the first so many.

    A moderator may move it all the same, seeing that. Otherwise whoever writes a synthesis
    could keep any two arguments where they are.
    """
    asked = {"argument": argument.pk, "debate": argument.debate_id, "most": MOST}
    with connection.cursor() as cursor:
        cursor.execute(PAIRS, asked)
        pairs = [Pair(*row) for row in cursor.fetchall()]
    ids = {end for pair in pairs for end in (pair.one, pair.other)}
    before = signs_between(ids)
    after = signs_between(ids, as_if=Place(argument.pk, parent, kind))

    def is_apart(pair: Pair, ways: dict[tuple[int, int], Way]) -> bool:
        way = ways.get((min(pair.one, pair.other), max(pair.one, pair.other)))
        if pair.crux:
            return way is not None and way.sign < 0
        return way is None or way.sign < 0 or way.lower is None

    return [pair for pair in pairs if is_apart(pair, before) and not is_apart(pair, after)]
