"""One reading of an argument, for pages and API: what a viewer sees of it, from one statement.

Every list of arguments chooses ids in its own way and reads them through
`read`. The text of a hidden argument leaves the database only for its author
and for moderators, and the counts of a blind debate only for those who voted,
so nothing built on cards can leak them.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from django.db import connection

from accounts.models import Viewer
from debates.models import Debate
from debates.queries.card import Card, Chip, Endorsed, Side
from debates.queries.sight import COUNTS, Sight, sight_in
from debates.rules import moderates


class Placed(NamedTuple):
    """A card where a list or a thread has it."""

    card: Card
    depth: int
    key: Any
    """What the list is sorted by, before the id: where a cursor goes on from."""


READABLE = """(argument.hidden_at IS NULL OR %(sees_hidden)s OR argument.author_id = %(viewer)s)
    AND (argument.withdrawn_at IS NULL OR argument.author_id = %(viewer)s)"""

EXCERPT = (
    "CASE argument.excerpt_html WHEN '' THEN argument.reasoning_html ELSE argument.excerpt_html END"
)

# The viewer's vote as one scalar subquery: a join would read all of the member's votes.
MY_VOTE = """(SELECT coalesce(vote.position, '') || ':' || vote.well_argued::int
        || vote.beside_the_point::int
    FROM debates_vote AS vote
    WHERE vote.member_id = %(viewer)s AND vote.argument_id = argument.id)"""

# What follows from votes stands behind {seen}: TRUE, or whether this viewer sees it (sight.py).
COLUMNS = """
    chosen.depth, chosen.key, {my_vote},
    argument.id, argument.debate_id, argument.kind, argument.parent_id,
    argument.parent_id IS NOT NULL AND (SELECT parent.hidden_at IS NOT NULL
        FROM debates_argument AS parent WHERE parent.id = argument.parent_id),
    CASE WHEN {readable} THEN argument.statement END,
    {reasoning},
    CASE WHEN {readable} THEN {html} END, {clamped},
    CASE WHEN {readable} THEN argument.left_open END,
    argument.author_id, CASE WHEN author.deleted_at IS NULL THEN author.username END,
    argument.version, argument.made_at, argument.edited_at,
    argument.hidden_at IS NOT NULL, {ruling}, argument.withdrawn_at IS NOT NULL,
    argument.merged_into_id, {locked}, {ignored},
    {counts},
    tally.supports, tally.counters, CASE WHEN {readable} THEN tally.evidence ELSE 0 END,
    CASE WHEN coalesce(argument.hidden_at, argument.withdrawn_at) IS NULL
        THEN tally.needs_source ELSE 0 END,
    tally.remarks, tally.syntheses,
    CASE WHEN tally.minds_changed > 0 THEN {minds} ELSE 0 END,
    CASE WHEN {seen} THEN round(score.strength::numeric, 3) END,
    CASE WHEN {seen} THEN round(score.base::numeric, 3) END,
    CASE WHEN argument.kind = 'synthesis' AND {seen} THEN {endorsed} END,
    CASE WHEN tally.evidence > 0 AND {readable} THEN {cited} END,
    argument.author_id = %(viewer)s
"""

CITED = """(SELECT json_agg(json_build_array(
        evidence.id, source.title, evidence.shows, evidence.stance = 'undermines',
        evidence.status, evidence.quote_yes, evidence.quote_no, source.standing)
    ORDER BY evidence.id)
    FROM debates_evidence AS evidence JOIN debates_source AS source ON source.id = source_id
    WHERE evidence.argument_id = argument.id AND evidence.withdrawn_at IS NULL)"""

ENDORSED = """(SELECT json_build_array(status, round(score::numeric, 4), is_settled,
        EXISTS (SELECT FROM debates_staleness WHERE synthesis_id = argument.id), sides, no_side)
    FROM debates_endorsement WHERE synthesis_id = argument.id)"""

# Until a blind debate closes nobody sees it, whoever has voted.
MINDS = """(SELECT CASE WHEN debate.is_blind AND debate.closed_at IS NULL THEN 0
        ELSE tally.minds_changed END
    FROM debates_debate AS debate WHERE debate.id = argument.debate_id)"""

RULING = """CASE WHEN argument.hidden_at IS NOT NULL THEN (
    SELECT json_build_array(ruling.rule, ruling.role, ruling.verb, (
        SELECT title FROM debates_houserule AS house WHERE house.code = ruling.rule
            AND (house.debate_id = argument.debate_id OR house.debate_id IS NULL)
        ORDER BY house.debate_id NULLS LAST LIMIT 1))
    FROM debates_ruling AS ruling
    WHERE ruling.argument_id = argument.id AND ruling.verb IN ('hide', 'hold', 'merge')
        AND NOT EXISTS (SELECT FROM debates_ruling AS undoing WHERE undoing.undoes_id = ruling.id)
    ORDER BY ruling.id DESC LIMIT 1) END"""

LOCKED = "locked_in(argument.id, argument.debate_id) IS NOT NULL"
IGNORED = """EXISTS (SELECT FROM debates_ignore
    WHERE member_id = %(viewer)s AND ignored_id = argument.author_id)"""

READ = """
WITH {chosen}
SELECT json_agg(card ORDER BY place)::text FROM (
SELECT chosen.place, json_build_array({columns}) AS card
FROM chosen
JOIN debates_argument AS argument ON argument.id = chosen.id
JOIN debates_tally AS tally ON tally.argument_id = argument.id
LEFT JOIN debates_score AS score ON score.argument_id = argument.id
JOIN accounts_user AS author ON author.id = argument.author_id
{sight}
) AS cards
"""


def read(
    chosen: str,
    values: Mapping[str, Any],
    *,
    viewer: Viewer,
    debate: Debate | None = None,
    with_reasoning: bool = False,
) -> list[Placed]:
    """The cards that `chosen` names: SQL of a common table `chosen (id, depth, key, place)`.

    `values` are its parameters; `debate`, with `standing`, says whether the
    viewer moderates. Without one, only the site's staff read what is hidden.
    Lists show how a long reasoning begins; `with_reasoning` reads all of it,
    and its Markdown.
    """
    said = read_text(chosen, values, viewer=viewer, debate=debate, with_reasoning=with_reasoning)
    return placed(said)


def read_text(
    chosen: str,
    values: Mapping[str, Any],
    *,
    viewer: Viewer,
    debate: Debate | None = None,
    with_reasoning: bool = False,
) -> str:
    """What `read` reads, as the one JSON text that the database answers with.

    All that is drawn from cards follows from it, so it can be what a drawing is kept by.
    """
    sees_hidden = moderates(viewer, debate) if debate else viewer.is_staff
    sight = sight_in(debate, viewer)
    with connection.cursor() as cursor:
        cursor.execute(
            _statement(
                chosen,
                sight,
                viewer.is_authenticated,
                with_reasoning,
                debate is None or debate.has_locks,
            ),
            {**values, "viewer": viewer.pk or 0, "sees_hidden": sees_hidden},
        )
        return cursor.fetchone()[0] or "[]"


@lru_cache(maxsize=200)
def _statement(
    chosen: str, sight: Sight, signed_in: bool, with_reasoning: bool, has_locks: bool
) -> str:
    columns = COLUMNS.format(
        seen=sight.seen,
        counts=sight.once_seen(*(f"tally.{name}" for name in COUNTS)),
        my_vote=MY_VOTE if signed_in else "NULL",
        readable=READABLE,
        html="argument.reasoning_html" if with_reasoning else EXCERPT,
        clamped="FALSE" if with_reasoning else "argument.excerpt_html <> ''",
        reasoning=f"CASE WHEN {READABLE} THEN argument.reasoning END" if with_reasoning else "NULL",
        ruling=RULING,
        locked=LOCKED if has_locks else "FALSE",
        ignored=IGNORED if signed_in else "FALSE",
        cited=CITED,
        endorsed=ENDORSED,
        minds=MINDS,
    )
    return READ.format(chosen=chosen, columns=columns, sight=sight.join)


def placed(text: str) -> list[Placed]:
    """The cards in a text that `read_text` read."""
    return [_placed(row) for row in json.loads(text)]


def _placed(row: Sequence[Any]) -> Placed:
    depth, key, vote, *columns = row
    made_at, edited_at, is_hidden, ruling = columns[13:17]
    position, _, marks = (vote or ":00").partition(":")
    card = Card._make(
        (
            *columns[:13],
            datetime.fromisoformat(made_at),
            datetime.fromisoformat(edited_at),
            is_hidden,
            *(ruling or (None,) * 4),
            *columns[17:-3],
            _endorsed(columns[-3]),
            tuple(Chip._make(one) for one in columns[-2] or ()),
            columns[-1],
            position or None,
            marks[0] == "1",
            marks[1] == "1",
            vote is not None,
        )
    )
    return Placed(card, depth, key)


def _endorsed(row: Sequence[Any] | None) -> Endorsed | None:
    if row is None:
        return None
    *stands, sides, no_side = row
    shown = tuple(Side(*(side[name] for name in Side._fields)) for side in sides)
    return Endorsed._make((*stands, shown, sum(no_side.values())))
