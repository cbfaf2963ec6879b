"""What merging two arguments would change, what members say is a duplicate, and what was merged."""

from collections.abc import Sequence
from typing import NamedTuple

from django.db import connection
from django.db.models import Count, Q

from accounts.models import Viewer
from debates.models import Argument, Flag, Ruling
from debates.queries.arguments import cards_of
from debates.queries.card import Card
from debates.rules.blindness import is_blind_to


class Foreseen(NamedTuple):
    """A dry run: how many of each would be joined or moved.

    Nothing of votes while a debate votes blind; nor ever how many of authors are set aside, which
    would tell who voted on what.
    """

    joined: int | None
    """Votes of members who voted only on the one that goes."""
    both: int | None
    """Members with a vote on either."""
    replaced: int | None
    """Of these, whose vote on the one that goes is the later, and counts."""
    replies: int
    evidence: int
    remarks: int
    merged: int
    """What was merged into the one that goes before."""
    syntheses: Sequence[int]
    """Those that reconcile it, and go on as if they reconciled the one that stays."""


# As actions.merges joins them.
FORESEE = """
WITH author AS (
    SELECT author_id FROM debates_argument
    WHERE id IN (%(gone)s, %(kept)s) OR merged_into_id IN (%(gone)s, %(kept)s)
), coming AS (
    SELECT own.member_id IS NOT NULL AS is_on_both,
        (own.member_id IS NULL OR own.cast_at < vote.cast_at) AND (vote.position IS NOT NULL
            OR vote.well_argued OR CASE WHEN %(answer_the_same)s
                THEN vote.beside_the_point ELSE own.beside_the_point END IS TRUE) AS counts
    FROM debates_vote AS vote LEFT JOIN debates_vote AS own
        ON own.argument_id = %(kept)s AND own.member_id = vote.member_id
    WHERE vote.argument_id = %(gone)s AND vote.member_id NOT IN (SELECT author_id FROM author)
)
SELECT (SELECT count(*) FROM coming WHERE NOT is_on_both AND counts),
    (SELECT count(*) FROM coming WHERE is_on_both),
    (SELECT count(*) FROM coming WHERE is_on_both AND counts),
    (SELECT count(*) FROM debates_argument WHERE parent_id = %(gone)s),
    (SELECT count(*) FROM debates_evidence WHERE argument_id = %(gone)s AND withdrawn_at IS NULL),
    (SELECT count(*) FROM debates_remark WHERE argument_id = %(gone)s AND withdrawn_at IS NULL),
    (SELECT count(*) FROM debates_argument WHERE merged_into_id = %(gone)s),
    ARRAY(SELECT DISTINCT synthesis_id FROM debates_concession WHERE argument_id IN (
        SELECT %(gone)s UNION ALL
        SELECT id FROM debates_argument WHERE merged_into_id = %(gone)s) ORDER BY 1)
"""


def foresee(gone: Argument, kept: Argument) -> Foreseen:
    """What would change if the one became the other; both are known to be seen."""
    values = {"gone": gone.pk, "kept": kept.pk}
    with connection.cursor() as cursor:
        cursor.execute(FORESEE, values | {"answer_the_same": gone.parent_id == kept.parent_id})
        found = Foreseen(*cursor.fetchone())
    if is_blind_to(gone.debate):
        return found._replace(joined=None, both=None, replaced=None)
    return found


def named_duplicates(argument: Argument, viewer: Viewer) -> list[Card]:
    """What members, in flags that are open, say that it repeats; named most often first."""
    flags = Flag.objects.filter(
        Q(duplicate_of__debate=argument.debate_id, duplicate_of__hidden_at=None),
        case__argument=argument,
        case__closed_at=None,
        withdrawn_at=None,
    )
    named = flags.values("duplicate_of").annotate(times=Count("pk")).order_by("-times")
    numbers = list(named.values_list("duplicate_of", flat=True)[:5])
    return cards_of(numbers, viewer, argument.debate) if numbers else []


def merged_into(argument: Argument) -> list[Ruling]:
    """The rulings by which others became this argument, newest first; those that stand."""
    return list(
        Ruling.objects.filter(
            argument__merged_into=argument, verb=Ruling.Verb.MERGE, undone_by=None
        ).order_by("-pk")
    )
