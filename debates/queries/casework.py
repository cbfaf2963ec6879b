"""One case in its context: the thread above, who flagged it and why, and its author's record."""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import QuerySet

from accounts import clock
from accounts.models import Viewer
from debates.models import INVERSES, Case, Flag
from debates.queries import cards
from debates.queries.card import Card
from debates.queries.cases import concerned
from debates.queries.history import Edition, editions_of
from debates.rules import added_title

A_YEAR = timedelta(days=365)
ANCESTORS = 20

THREAD = f"""RECURSIVE chain (id, up) AS (
    SELECT %(id)s::bigint, 0
    UNION ALL
    SELECT parent_id, up + 1 FROM chain JOIN debates_argument USING (id)
    WHERE parent_id IS NOT NULL AND up < {ANCESTORS}
), chosen (id, depth, key, place) AS (SELECT id, 0, 0, -up FROM chain)"""  # noqa: S608 - a constant

# One statement, so that the page costs the same however much there is to say of a member.
RECORD = """
SELECT json_build_array(
    (SELECT coalesce(json_object_agg(verb, many), '{}') FROM (
        SELECT verb, count(*) AS many FROM debates_ruling AS ruling
        WHERE member_id = %(member)s AND verb = ANY(%(verbs)s) AND undoes_id IS NULL
            AND (%(all)s AND debate_id IS NULL OR debate_id = %(debate)s) AND at > %(since)s
            AND NOT EXISTS (SELECT FROM debates_ruling WHERE undoes_id = ruling.id)
        GROUP BY verb) AS ruled),
    (SELECT coalesce(json_agg(json_build_array(kind, until, debate_id IS NULL)), '[]')
        FROM debates_restriction
        WHERE member_id = %(member)s AND lifted_at IS NULL AND until > %(now)s
            AND (%(all)s AND debate_id IS NULL OR debate_id = %(debate)s)),
    (SELECT count(*) FROM debates_argument WHERE author_id = %(member)s
        AND debate_id = %(debate)s AND hidden_at IS NULL AND withdrawn_at IS NULL),
    (SELECT count(*) FROM debates_argument AS it JOIN debates_argument AS beside
        ON beside.parent_id = it.parent_id AND beside.id <> it.id
        WHERE it.id = %(argument)s),
    (SELECT coalesce(json_agg(earlier), '[]') FROM (
        SELECT json_build_array(past.id, past.closed_at, past.verdict, past.flags) AS earlier
        FROM debates_case AS past
        WHERE past.closed_at IS NOT NULL AND past.id <> %(case)s
            AND (past.argument_id = %(argument)s OR past.evidence_id = %(evidence)s
                OR past.member_id = %(profile)s)
        ORDER BY past.id DESC LIMIT 10) AS cases)
)::text
"""


class Standing(NamedTuple):
    """A restriction that holds."""

    kind: str
    until: datetime
    is_everywhere: bool


class Earlier(NamedTuple):
    """A closed case about the same thing."""

    id: int
    closed_at: datetime
    verdict: str
    flags: int


class Record(NamedTuple):
    """What a moderator should know of whoever it concerns."""

    rulings: dict[str, int]
    """How many by each verb, here within a year, that stand."""
    restrictions: Sequence[Standing]
    arguments: int
    """Those of theirs that stand in this debate."""
    siblings: int
    """How many others answer the same argument."""
    earlier: Sequence[Earlier]


def record_of(case: Case, viewer: Viewer) -> Record:
    """What was ruled about its author before, and decided about the thing.

    What the staff ruled on the whole site is for the staff: anybody may moderate a debate.
    """
    now = clock.now()
    values: dict[str, Any] = {
        "case": case.pk,
        "debate": case.debate_id,
        "all": viewer.is_staff,
        "member": concerned(case).pk,
        "argument": case.argument_id,
        "evidence": case.evidence_id,
        "profile": case.member_id,
        "verbs": list(INVERSES),
        "now": now,
        "since": now - A_YEAR,
    }
    with connection.cursor() as cursor:
        cursor.execute(RECORD, values)
        rulings, standing, arguments, siblings, earlier = json.loads(cursor.fetchone()[0])
    return Record(
        rulings,
        [Standing(kind, datetime.fromisoformat(until), all_) for kind, until, all_ in standing],
        arguments,
        siblings,
        [Earlier(id_, datetime.fromisoformat(at), *rest) for id_, at, *rest in earlier],
    )


def flags_on(case: Case) -> QuerySet[Flag]:
    """The flags that hang on it, oldest first, with who raised each: for moderators alone."""
    standing = case.raised.filter(withdrawn_at=None).select_related("member").order_by("pk")
    return standing.annotate(title=added_title("rule", "case__debate"))


def thread_of(case: Case, viewer: Viewer) -> list[Card]:
    """What its argument answers, from the top down, and last the argument itself."""
    about = case.argument_id or (case.evidence and case.evidence.argument_id)
    if about is None:
        return []
    placed = cards.read(
        THREAD, {"id": about}, viewer=viewer, debate=case.debate, with_reasoning=True
    )
    return [one.card for one in placed]


def wordings_of(case: Case, viewer: Viewer) -> list[Edition]:
    """The newest wordings of its argument, where it was edited."""
    argument = case.argument
    if argument is None or argument.version == 1 or case.debate is None:
        return []
    argument.debate = case.debate
    return editions_of(argument, viewer)[0]
