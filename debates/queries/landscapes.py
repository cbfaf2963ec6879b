"""Where people stand, as a viewer sees it: points without names, what they hold, and in words."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection

from accounts.models import Viewer
from debates.models import Argument, Debate
from debates.queries.landscape_words import GroupWords, in_words, missing_words, words_of
from debates.rules import Reason, why_not_see_landscape
from debates.scoring.landscape import LEAST_ARGUMENTS, LEAST_VOTERS, MOST_ARGUMENTS

SAMPLE = 150
"""So many points make the small picture beside a debate."""
NOBODY = 0


class Pole(NamedTuple):
    """One of the arguments that the leading synthesis reconciles: what a point can hold."""

    id: int
    kind: str
    statement: str | None
    """None where it is hidden or withdrawn."""


class Stand(NamedTuple):
    """One point: nobody but the viewer learns whose it is."""

    x: float
    y: float
    group: int
    holds: int | None
    """The id of the pole that this member holds more than the others."""
    is_me: bool


@dataclass(frozen=True)
class Seen:
    """A landscape as one viewer sees it."""

    why_not: Reason | None = None
    drawn_at: datetime | None = None
    arguments: int = 0
    people: int = 0
    poles: tuple[Pole, ...] = ()
    points: tuple[Stand, ...] = ()
    groups: tuple[GroupWords, ...] = ()
    words: tuple[str, ...] = ()


# As the strongest synthesis that stands is found for the page of its debate; whoever wrote an
# argument agrees with it.
READ = """
WITH lead AS (
    SELECT id, version FROM debates_argument
    WHERE debate_id = %(debate)s AND kind = 'synthesis'
        AND hidden_at IS NULL AND withdrawn_at IS NULL
    ORDER BY rank DESC, id DESC LIMIT 1
), pole AS (
    SELECT argument.id, kind, author_id, row_number() OVER (ORDER BY concession.id) AS place,
        coalesce(merged_into_id, argument.id) AS stands,
        CASE WHEN hidden_at IS NULL AND withdrawn_at IS NULL THEN statement END AS statement
    FROM lead JOIN debates_concession AS concession
        ON synthesis_id = lead.id AND synthesis_version = lead.version
    JOIN debates_argument AS argument ON argument.id = concession.argument_id
), drawn AS (
    SELECT drawn_at, jsonb_array_length(points) AS people, groups, jsonb_path_query_array(
        points, '$[0 to $last]', jsonb_build_object('last', %(last)s::int)) AS points
    FROM debates_landscape WHERE debate_id = %(debate)s AND jsonb_array_length(points) > 0
), point AS (
    SELECT (one->>0)::bigint AS member, one->1 AS x, one->2 AS y, one->3 AS grouped, (
        SELECT jsonb_agg(CASE WHEN author_id = (one->>0)::bigint OR position = 'agree' THEN 1
            WHEN position = 'disagree' THEN -1 ELSE 0 END ORDER BY place)
        FROM pole LEFT JOIN debates_vote AS vote
            ON vote.argument_id = pole.stands AND vote.member_id = (one->>0)::bigint
    ) AS held
    FROM drawn, jsonb_array_elements(points) AS one
)
SELECT drawn_at, people, groups::text,
    (SELECT jsonb_agg(jsonb_build_array(id, kind, statement) ORDER BY place) FROM pole)::text,
    (SELECT jsonb_agg(jsonb_build_array(x, y, grouped, held, member = %(viewer)s)
        ORDER BY x, y, grouped, held) FROM point)::text
FROM drawn
"""

# The arguments that count, as `scoring.landscape` has it.
VOTED = """
SELECT argument_id FROM debates_tally JOIN debates_argument ON id = argument_id
WHERE debate_id = %s AND hidden_at IS NULL AND withdrawn_at IS NULL
    AND agree + unsure + disagree >= 2
"""
VOTERS = f"""
SELECT count(DISTINCT member_id) FROM debates_vote
WHERE position IS NOT NULL AND argument_id IN ({VOTED})
"""  # noqa: S608 - our own constant


def landscape_for(debate: Debate, viewer: Viewer) -> Seen:
    """Where people stand, or why that is not shown, or what is missing to draw it."""
    if why_not := why_not_see_landscape(debate):
        return Seen(why_not=why_not, words=(why_not.text,))
    row = _read(debate, viewer.pk or NOBODY, last=2**31 - 1)
    arguments, voters = _counted(debate, voters=row is None)
    if row is None:
        lacking = missing_words(LEAST_VOTERS - voters, LEAST_ARGUMENTS - arguments)
        return Seen(people=voters, arguments=arguments, words=(lacking,))
    seen = _seen(row)
    names = _statements(debate, row)
    groups = tuple(
        words_of(number, group["size"], group["apart"], names)
        for number, group in enumerate(json.loads(row[2]))
    )
    held = Counter(point.holds for point in seen.points)
    words = in_words(seen.people, arguments, [(pole, held[pole.id]) for pole in seen.poles], groups)
    arguments = min(arguments, MOST_ARGUMENTS)
    return Seen(None, seen.drawn_at, arguments, seen.people, seen.poles, seen.points, groups, words)


def small_landscape_text(debate: Debate) -> str:
    """What the small picture shows, the same for every reader, as one text; "" without one."""
    tally = debate.tally
    if tally.people < LEAST_VOTERS or tally.arguments < LEAST_ARGUMENTS:
        return ""
    if why_not_see_landscape(debate):
        return ""
    row = _read(debate, NOBODY, last=SAMPLE - 1)
    return json.dumps([row[1], row[3], row[4]]) if row else ""


def small_landscape_in(text: str) -> Seen | None:
    """The sample of points in what `small_landscape_text` read."""
    if not text:
        return None
    people, poles, points = json.loads(text)
    return _seen((None, people, "[]", poles, points))


def _read(debate: Debate, viewer: int, *, last: int) -> tuple[Any, ...] | None:
    with connection.cursor() as cursor:
        cursor.execute(READ, {"debate": debate.pk, "viewer": viewer, "last": last})
        row: tuple[Any, ...] | None = cursor.fetchone()
    return row


def _seen(row: tuple[Any, ...]) -> Seen:
    drawn_at, people, _, poles, points = row
    all_poles = tuple(Pole(*pole) for pole in json.loads(poles or "[]"))
    stands = tuple(
        Stand(x, y, group, _holds(held, all_poles), is_me)
        for x, y, group, held, is_me in json.loads(points)
    )
    return Seen(drawn_at=drawn_at, people=people, poles=all_poles, points=stands)


def _holds(held: Sequence[int] | None, poles: Sequence[Pole]) -> int | None:
    """The pole that is agreed with more than every other, if there is one."""
    if not held or held.count(max(held)) > 1:
        return None
    return poles[held.index(max(held))].id


def _counted(debate: Debate, *, voters: bool) -> tuple[int, int]:
    """How many arguments count, and how many voted on them, where that is asked for."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM ({VOTED}) AS voted", [debate.pk])  # noqa: S608 - as above
        arguments = int(cursor.fetchone()[0])
        if not voters:
            return arguments, 0
        cursor.execute(VOTERS, [debate.pk])
        return arguments, int(cursor.fetchone()[0])


def _statements(debate: Debate, row: tuple[Any, ...]) -> dict[int, str]:
    """What the arguments that set groups apart say, of those that can still be read."""
    named = {one[0] for group in json.loads(row[2]) for one in group["apart"]}
    standing = Argument.objects.filter(
        pk__in=named, debate=debate, hidden_at=None, withdrawn_at=None
    )
    return dict(standing.values_list("pk", "statement"))
