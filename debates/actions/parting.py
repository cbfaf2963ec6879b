"""Moving all that belongs to some arguments from one debate to another, and what goes with it."""

import time
from typing import Any

from django.db import OperationalError, connection, transaction
from django.utils.translation import gettext as _

from debates.actions.gates import WORKERS_GATE
from debates.models import Argument, Debate, Ruling
from debates.rules import Reason, Refused

TRIES = 20
PATIENCE = "300ms"
"""Less than what the database takes before it ends one of two that wait for each other."""
GIVES_WAY = {"55P03", "40P01"}
"""The codes of a lock that is not to be had, and of a deadlock."""

MOVE = """
SELECT rehome(%(along)s, %(old)s, %(new)s), carry_sources(%(along)s, %(old)s, %(new)s),
    recount_parted(%(along)s, %(old)s, %(new)s)
"""

PLACES = """
INSERT INTO debates_membership (debate_id, member_id, role, joined_at)
SELECT %(new)s, member_id, role, joined_at FROM debates_membership WHERE debate_id = %(old)s
"""
HOUSE_RULES = """
INSERT INTO debates_houserule (debate_id, code, title, text, made_by_id, made_at, withdrawn_at)
SELECT %(new)s, code, title, text, made_by_id, made_at, withdrawn_at
FROM debates_houserule WHERE debate_id = %(old)s ORDER BY id
"""
# Whoever is muted stays muted, each by a ruling that says so in the new debate.
MUTES = """
WITH muted AS (
    SELECT mute.member_id, mute.until, old.rule, old.reason
    FROM debates_restriction AS mute JOIN debates_ruling AS old ON old.id = mute.ruling_id
    WHERE mute.debate_id = %(old)s AND mute.lifted_at IS NULL AND mute.until > %(now)s
), ruled AS (
    INSERT INTO debates_ruling
        (debate_id, member_id, verb, rule, reason, role, by_id, at, until, part_of_id)
    SELECT %(new)s, muted.member_id, 'mute', muted.rule, muted.reason, split.role, split.by_id,
        split.at, muted.until, split.id
    FROM muted, debates_ruling AS split WHERE split.id = %(ruling)s
    RETURNING id, member_id, at, until
)
INSERT INTO debates_restriction (debate_id, member_id, kind, ruling_id, since, until)
SELECT %(new)s, member_id, 'muted', id, at, until FROM ruled
"""
# Whoever followed it and wrote in what goes along follows both.
FOLLOWS = """
INSERT INTO debates_follow (debate_id, member_id, at)
SELECT %(new)s, member_id, at FROM debates_follow AS follow
WHERE debate_id = %(old)s AND EXISTS (
    SELECT FROM debates_argument WHERE id = ANY(%(along)s) AND author_id = follow.member_id)
"""

# Only replies are beside the point. What a member said of one that is a reply no more is kept for
# when it is one again.
SET_ASIDE = """
WITH marked AS (
    SELECT * FROM debates_vote WHERE argument_id = %(argument)s AND beside_the_point
), kept AS (
    INSERT INTO debates_joinedvote (ruling_id, member_id, had, has)
    SELECT %(ruling)s, member_id, to_jsonb(marked) - '{member_id,argument_id,debate_id}'::text[],
        NULL
    FROM marked
), gone AS (
    DELETE FROM debates_vote WHERE argument_id = %(argument)s AND beside_the_point
        AND position IS NULL AND NOT well_argued
)
UPDATE debates_vote SET beside_the_point = false
WHERE argument_id = %(argument)s AND beside_the_point
    AND (position IS NOT NULL OR well_argued)
"""
PUT_BACK = """
UPDATE debates_vote AS vote SET beside_the_point = true
FROM debates_joinedvote AS kept WHERE kept.ruling_id = %(ruling)s
    AND vote.member_id = kept.member_id AND vote.argument_id = %(argument)s
"""
# Whoever had said no more than that, and has said nothing since.
PUT_BACK_ALONE = """
INSERT INTO debates_vote (member_id, argument_id, debate_id, position, well_argued,
    beside_the_point, version, held_since, cast_at)
SELECT kept.member_id, %(argument)s, %(debate)s, NULL, false, true, said.version, said.held_since,
    said.cast_at
FROM debates_joinedvote AS kept,
    jsonb_to_record(kept.had) AS said (position text, well_argued boolean, version integer,
        held_since timestamptz, cast_at timestamptz)
WHERE kept.ruling_id = %(ruling)s AND said.position IS NULL AND NOT said.well_argued
ON CONFLICT DO NOTHING
"""


def stand_still(argument: Argument, *debates: Debate) -> list[int]:
    """Waits until nobody writes in these debates, and keeps it so. Returns what goes along.

    Whoever writes may hold what this waits for and wait for what this holds: then it gives
    way, and tries again. Raises Refused when that never ends.
    """
    places = sorted(debate.pk for debate in debates)
    with connection.cursor() as cursor:
        for place in places:  # The worker first, who passes this before it locks arguments.
            cursor.execute(WORKERS_GATE, [place])
    for _turn in range(TRIES):
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(f"SET LOCAL lock_timeout = '{PATIENCE}'")
                cursor.execute("SELECT stand_still(%s, VARIADIC %s)", [argument.pk, places])
                along: list[int] = cursor.fetchone()[0]
                cursor.execute("SET LOCAL lock_timeout TO DEFAULT")
                return along
        except OperationalError as error:
            if getattr(error.__cause__, "sqlstate", "") not in GIVES_WAY:
                raise
            time.sleep(0.02)
    busy = _("Too much is being written here at this moment. Try again in a minute.")
    raise Refused(Reason("busy", busy))


def move_rows(along: list[int], old: Debate, new: Debate) -> None:
    """All that belongs to these arguments belongs to another debate; both are counted anew."""
    with connection.cursor() as cursor:
        cursor.execute(MOVE, {"along": along, "old": old.pk, "new": new.pk})


def copy_places(old: Debate, new: Debate, along: list[int], ruling: Ruling) -> None:
    """Who belongs to it, its rules, who is muted and who follows: as in the old debate."""
    given: dict[str, Any] = {
        "old": old.pk,
        "new": new.pk,
        "along": along,
        "ruling": ruling.pk,
        "now": ruling.at,
    }
    with connection.cursor() as cursor:
        for statement in (PLACES, HOUSE_RULES, MUTES, FOLLOWS):
            cursor.execute(statement, given)


def set_marks_aside(argument: Argument, ruling: Ruling) -> None:
    """Who found it beside the point no longer says so, until it is a reply again."""
    _rule_on_votes(argument, ruling, SET_ASIDE)


def put_marks_back(argument: Argument, ruling: Ruling) -> None:
    if argument.parent_id is not None:
        _rule_on_votes(argument, ruling, PUT_BACK, PUT_BACK_ALONE)


def _rule_on_votes(argument: Argument, ruling: Ruling, *statements: str) -> None:
    """In a locked thread, too: whoever rules moves votes that nobody else does."""
    given = {"argument": argument.pk, "debate": argument.debate_id, "ruling": ruling.pk}
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL dialectic.ruling = 'on'")
        for statement in statements:
            cursor.execute(statement, given)
        cursor.execute("SET LOCAL dialectic.ruling = 'off'")
