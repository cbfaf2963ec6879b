"""Two arguments that become one, and all that a merge could change, row by row."""

from typing import Any

from django.db import connection

from accounts.models import User
from debates.actions.merges import merge_argument
from debates.actions.scores import refresh_all_scores
from debates.actions.undoing import undo_ruling
from debates.models import Argument, Debate, Ruling, Vote
from debates.queries.arguments import find_argument
from tests.factories import seen_by

ROWS = {
    "vote": "*",
    "positionchange": "*",
    "tally": "*",
    "debatetally": "debate_id, arguments, syntheses, evidence",
    "argument": "*",
    "evidence": "*",
    "remark": "*",
    "score": "*",
    "share": "*",
    "ballot": "*",
    "endorsement": "synthesis_id, score, status, is_bridging, is_settled, tie, sides, no_side",
    "staleness": "*",
}


def merged(gone: Argument, kept: Argument, *, by: User) -> Ruling:
    """The ruling by which the one became the other."""
    into = find_argument(by, kept.pk)
    words = {"rule": "duplicate", "because": "Both say the same."}
    merge_argument(find_argument(by, gone.pk), into=into, by=by, **words)
    return Ruling.objects.filter(verb="merge", argument=gone).latest("pk")


def undone(ruling: Ruling, *, by: User) -> Ruling:
    ruling = Ruling.objects.select_related("debate").get(pk=ruling.pk)
    assert ruling.debate is not None
    ruling.debate = seen_by(by, ruling.debate)
    return undo_ruling(ruling, rule="mistake", because="They differ.", by=by)


def all_rows(debate: Debate) -> dict[str, list[Any]]:
    """Every row of a debate that merging could change, once its scores are kept."""
    refresh_all_scores()
    read = {}
    with connection.cursor() as cursor:
        for table, columns in ROWS.items():
            of = "argument_id IN (SELECT id FROM debates_argument WHERE debate_id = %s)"
            where = of if table == "tally" else "debate_id = %s"
            cursor.execute(
                f"SELECT row_to_json(one)::text FROM (SELECT {columns} FROM debates_{table}"
                f" WHERE {where}) AS one ORDER BY 1",
                [debate.pk],
            )
            read[table] = [row for (row,) in cursor.fetchall()]
    return read


def positions(argument: Argument) -> dict[int, str | None]:
    """Who holds what of an argument."""
    return dict(Vote.objects.filter(argument=argument).values_list("member", "position"))
