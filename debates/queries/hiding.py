"""What hiding many arguments together would change."""

from datetime import date
from typing import NamedTuple

from django.db import connection

from accounts.models import User
from debates.models import Argument, Debate
from debates.rules.hiding import Reach

PREVIEW = """
WITH RECURSIVE {reached}, found AS (
    SELECT argument.id, author_id, hidden_at IS NULL AS stands
    FROM reached JOIN debates_argument AS argument USING (id)
)
SELECT count(*) FILTER (WHERE stands), count(*) FILTER (WHERE NOT stands),
    count(DISTINCT author_id) FILTER (WHERE stands), (
        SELECT count(*) FROM debates_argument AS synthesis
        WHERE debate_id = %(debate)s AND kind = 'synthesis'
            AND hidden_at IS NULL AND withdrawn_at IS NULL
            AND id NOT IN (SELECT id FROM found)
            AND EXISTS (
                SELECT FROM debates_concession AS kept JOIN found ON found.id = kept.argument_id
                WHERE kept.synthesis_id = synthesis.id AND stands
                    AND kept.synthesis_version = synthesis.version)
            AND NOT EXISTS (
                SELECT FROM debates_staleness WHERE synthesis_id = synthesis.id))
FROM found
"""


class Preview(NamedTuple):
    """What hiding these together would change, before anything is."""

    arguments: int
    """So many would be hidden."""
    already_hidden: int
    people: int
    """So many wrote what would be hidden."""
    syntheses: int
    """So many would fall out of date."""


def hiding_thread(argument: Argument) -> Preview:
    """What hiding an argument with all that answers it would change."""
    return _preview(Reach(argument.debate_id, top=argument.pk))


def hiding_all(debate: Debate, member: User, since: date | None) -> Preview:
    """What hiding all that a member wrote here since a day would change."""
    return _preview(Reach(debate.pk, author=member.pk, since=since))


def _preview(reach: Reach) -> Preview:
    with connection.cursor() as cursor:
        cursor.execute(PREVIEW.format(reached=reach.reached), reach.values)
        return Preview._make(cursor.fetchone())
