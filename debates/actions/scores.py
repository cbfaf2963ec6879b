"""Keeping scores up to date: triggers note what changed, the worker drains the notes.

Whatever is noted is brought in line with the rows as they are now. So a note that is drained
twice, late or beside others changes nothing, and a worker that dies midway leaves none half done.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from django.db import connection, transaction

from debates.actions.endorsements import refresh_endorsements
from debates.actions.gates import WORKERS_GATE
from debates.actions.ranks import write_ranks
from debates.actions.strengths import refresh_all_strengths, refresh_strengths

IN_FULL_FROM = 1_000
"""So many notes of a debate at once are dearer to follow one by one than scoring it in full."""


class Note(NamedTuple):
    """What a trigger noted: see models.Change."""

    debate: int
    argument: int | None
    member: int | None


# Of the notes in sight, so many; another worker takes others. What is noted by a transaction
# still under way is not in sight yet, and so never lost.
# An array, not a join: the planner, who knows the notes as an empty table, would loop over them.
TAKE = """
DELETE FROM debates_change WHERE id = ANY(ARRAY(
    SELECT id FROM debates_change ORDER BY id LIMIT %s FOR UPDATE SKIP LOCKED
)) RETURNING debate_id, argument_id, member_id
"""

TAKE_ALL = """
DELETE FROM debates_change WHERE id = ANY(ARRAY(
    SELECT id FROM debates_change WHERE debate_id = %s FOR UPDATE SKIP LOCKED
))
"""


@transaction.atomic
def refresh_scores(at_most: int = 2_000) -> int:
    """Drains up to `at_most` notes in one transaction with what follows. Returns how many."""
    with connection.cursor() as cursor:
        cursor.execute(TAKE, [at_most])
        notes = [Note(*row) for row in cursor.fetchall()]
    by_debate = defaultdict(list)
    for note in notes:
        by_debate[note.debate].append(note)
    for debate in sorted(by_debate):
        with connection.cursor() as cursor:
            cursor.execute(WORKERS_GATE, [debate])
        _score(debate, by_debate[debate])
    return len(notes)


def refresh_all_scores() -> int:
    """Drains until nothing is noted any more. Returns how many notes there were."""
    total = 0
    while drained := refresh_scores():
        total += drained
    return total


def _score(debate: int, notes: Sequence[Note]) -> None:
    whole = any(note.argument is None and note.member is None for note in notes)
    if whole or len(notes) >= IN_FULL_FROM:
        with connection.cursor() as cursor:
            cursor.execute(TAKE_ALL, [debate])
        ranks = refresh_all_strengths(debate)
        ranks |= refresh_endorsements(debate, ranks, in_full=True)
    else:
        votes = [(note.argument, note.member) for note in notes if note.argument]
        ranks = refresh_strengths(votes)
        members = {note.member for note in notes if note.member}
        changed = {note.argument for note in notes if note.argument and not note.member}
        ranks |= refresh_endorsements(debate, ranks, members=members, changed=changed)
    write_ranks(ranks.values())
