"""Votes that merging joins, and puts back: a part of merging, once nobody else votes."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from debates.models import Argument, Ruling

# Of a member with a vote on both, the later one counts, marks and all. A mark as beside the point
# is about what is answered: it comes along where both answer the same. Nobody has agreed with the
# words of the other: a joined vote is on the first of its versions.
JOIN_VOTES = """
WITH author AS (
    SELECT author_id FROM debates_argument
    WHERE id IN (%(gone)s, %(kept)s) OR merged_into_id IN (%(gone)s, %(kept)s)
), coming AS MATERIALIZED (
    SELECT vote.member_id, vote.position, vote.well_argued, CASE WHEN %(answer_the_same)s
            THEN vote.beside_the_point ELSE coalesce(own.beside_the_point, FALSE) END AS beside,
        vote.held_since, vote.cast_at,
        CASE WHEN own.member_id IS NOT NULL THEN to_jsonb(own) END AS had
    FROM debates_vote AS vote LEFT JOIN debates_vote AS own
        ON own.argument_id = %(kept)s AND own.member_id = vote.member_id
    WHERE vote.argument_id = %(gone)s AND vote.member_id NOT IN (SELECT author_id FROM author)
        AND (own.member_id IS NULL OR own.cast_at < vote.cast_at)
), joined AS (
    INSERT INTO debates_vote AS vote (member_id, argument_id, debate_id, position, well_argued,
        beside_the_point, version, held_since, cast_at)
    SELECT member_id, %(kept)s, %(debate)s, position, well_argued, beside, 1, held_since, cast_at
    FROM coming WHERE position IS NOT NULL OR well_argued OR beside
    ON CONFLICT (member_id, argument_id) DO UPDATE SET position = EXCLUDED.position,
        well_argued = EXCLUDED.well_argued, beside_the_point = EXCLUDED.beside_the_point,
        version = EXCLUDED.version, held_since = EXCLUDED.held_since, cast_at = EXCLUDED.cast_at
    RETURNING member_id, to_jsonb(vote) AS has
), aside AS (
    DELETE FROM debates_vote AS vote
    WHERE argument_id = %(kept)s AND member_id IN (SELECT author_id FROM author)
    RETURNING member_id, to_jsonb(vote) AS had
)
INSERT INTO debates_joinedvote (ruling_id, member_id, had, has)
SELECT %(ruling)s, member_id, had, has FROM joined JOIN coming USING (member_id)
UNION ALL SELECT %(ruling)s, member_id, had, NULL FROM aside
"""

# What a member did since stays; only a vote that is still as merging left it goes back.
PUT_VOTES_BACK = """
WITH untouched AS MATERIALIZED (
    SELECT joined.member_id, joined.had
    FROM debates_joinedvote AS joined LEFT JOIN debates_vote AS vote
        ON vote.argument_id = %(kept)s AND vote.member_id = joined.member_id
    WHERE joined.ruling_id = %(ruling)s AND CASE WHEN joined.has IS NULL
        THEN vote.member_id IS NULL
        ELSE vote = jsonb_populate_record(NULL::debates_vote, joined.has) END
), back AS (
    INSERT INTO debates_vote AS vote (member_id, argument_id, debate_id, position, well_argued,
        beside_the_point, version, held_since, cast_at)
    SELECT was.member_id, was.argument_id, was.debate_id, was.position, was.well_argued,
        was.beside_the_point, was.version, was.held_since, was.cast_at
    FROM untouched, jsonb_populate_record(NULL::debates_vote, had) AS was
    WHERE had IS NOT NULL
    ON CONFLICT (member_id, argument_id) DO UPDATE SET position = EXCLUDED.position,
        well_argued = EXCLUDED.well_argued, beside_the_point = EXCLUDED.beside_the_point,
        version = EXCLUDED.version, held_since = EXCLUDED.held_since, cast_at = EXCLUDED.cast_at
), gone AS (
    DELETE FROM debates_vote AS vote USING untouched
    WHERE had IS NULL AND vote.argument_id = %(kept)s AND vote.member_id = untouched.member_id
)
SELECT coalesce(array_agg(member_id), '{}') FROM untouched
"""
FORGET = (
    """DELETE FROM debates_positionchange WHERE argument_id = %(kept)s AND merge_id = %(ruling)s
        AND member_id = ANY(%(members)s)""",
    "DELETE FROM debates_joinedvote WHERE ruling_id = %(ruling)s",
)

DURING = (
    "SELECT set_config('dialectic.merging', %s, true), set_config('dialectic.ruling', %s, true)"
)


def join_votes(gone: Argument, kept: Argument, ruling: Ruling) -> None:
    """Lets the votes on the one count on the other too, and keeps what that changed."""
    values = {
        "gone": gone.pk,
        "kept": kept.pk,
        "debate": kept.debate_id,
        "ruling": ruling.pk,
        "answer_the_same": gone.parent_id == kept.parent_id,
    }
    with _by(ruling), connection.cursor() as cursor:
        cursor.execute(JOIN_VOTES, values)


def put_votes_back(kept: Argument, ruling: Ruling) -> None:
    """Puts back what this merge did to the votes on what stays, and forgets that it did."""
    values = {"kept": kept.pk, "ruling": ruling.pk}
    with _by(ruling), connection.cursor() as cursor:
        cursor.execute(PUT_VOTES_BACK, values)
        (members,) = cursor.fetchone()
        for statement in FORGET:
            cursor.execute(statement, values | {"members": members})


@contextmanager
def _by(ruling: Ruling) -> Iterator[None]:
    """Within this block votes are moved by a merge, not by members: also in a locked thread."""
    with connection.cursor() as cursor:
        cursor.execute(DURING, [str(ruling.pk), "on"])
        yield
        cursor.execute(DURING, ["", "off"])
