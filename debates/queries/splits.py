"""What splitting a thread would take along: the dry run."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection

from debates.models import Argument
from debates.rules.blindness import is_blind_to
from debates.rules.splits import Obstruction, along_with, what_keeps_here

COUNT = """
SELECT count(*) FILTER (WHERE kind <> 'synthesis'), count(*) FILTER (WHERE kind = 'synthesis'),
    (SELECT count(*) FROM debates_vote WHERE argument_id = ANY(%(along)s)),
    coalesce(sum(evidence), 0), coalesce(sum(remarks), 0), count(DISTINCT author_id)
FROM debates_argument JOIN debates_tally ON argument_id = id WHERE id = ANY(%(along)s)
"""


@dataclass(frozen=True)
class Splitting:
    """How much goes along, and what stands in the way."""

    claims: int
    """And counterclaims: all but the syntheses."""
    syntheses: int
    votes: int | None
    """None while the debate votes blind."""
    evidence: int
    remarks: int
    authors: int
    in_the_way: Sequence[Obstruction]


def splitting_of(argument: Argument) -> Splitting:
    """What splitting off the thread of this argument would do now. For its moderators."""
    along = along_with(argument)
    with connection.cursor() as cursor:
        cursor.execute(COUNT, {"along": along})
        claims, syntheses, votes, evidence, remarks, authors = cursor.fetchone()
    return Splitting(
        claims=claims,
        syntheses=syntheses,
        votes=None if is_blind_to(argument.debate) else votes,
        evidence=evidence,
        remarks=remarks,
        authors=authors,
        in_the_way=what_keeps_here(along, argument.debate),
    )
