"""All that stands in a debate, row by row: what a ruling may change, and undoing puts back."""

from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from debates.models import Argument, Debate
from debates.queries.arguments import find_argument, list_arguments
from debates.queries.history import editions_of
from debates.queries.search import find_arguments
from tests.factories import seen_by
from tests.raw import run

RECORD = ("appeal", "case", "change", "event", "notice", "restriction", "ruling")
"""What a ruling and its undoing add to. Of cases and restrictions, those count that stand."""

TABLES = """
SELECT table_name FROM information_schema.columns
WHERE column_name = 'debate_id' AND table_schema = 'public' AND NOT table_name = ANY(%s) ORDER BY 1
"""
OF_DEBATE = "debate_id = %(debate)s"
ARGUMENTS = "SELECT id FROM debates_argument WHERE debate_id = %(debate)s"
BESIDE = {
    "debates_debate": "id = %(debate)s",
    "debates_tally": f"argument_id IN ({ARGUMENTS})",
    "debates_case": f"{OF_DEBATE} AND closed_at IS NULL",
    "debates_restriction": "coalesce(debate_id, %(debate)s) = %(debate)s AND lifted_at IS NULL",
    "accounts_user": "id IN (SELECT author_id FROM debates_argument WHERE debate_id = %(debate)s)",
}
NUMBERLESS = {"debates_link", "debates_case"}
"""What is made again has another number, and says the same."""


def rows_of(debate: Debate) -> dict[str, list[str]]:
    """Every row of a debate to the letter, and its members'; not what tells of its rulings."""
    of_debate = [table for (table,) in run(TABLES, [[f"debates_{one}" for one in RECORD]])]
    found = {}
    for table, where in [*dict.fromkeys(of_debate, OF_DEBATE).items(), *BESIDE.items()]:
        number = " - 'id' - 'opened_at' - 'looked_at'" if table in NUMBERLESS else ""
        sql = f"SELECT (to_jsonb(one){number})::text FROM {table} AS one WHERE {where} ORDER BY 1"
        found[table] = [row for (row,) in run(sql, {"debate": debate.pk})]
    return found


def readings_of(debate: Debate, one: Argument, moderator: User) -> dict[str, str]:
    """All cards as visitors, an author and a moderator read them, and how they find that one."""
    read = {}
    for viewer in (AnonymousUser(), one.author, moderator):
        seen = seen_by(viewer, debate)  # type: ignore[arg-type]  # A visitor sees it too.
        read[f"cards {viewer.pk}"] = repr(list_arguments(seen, viewer, size=100).items)
        read[f"found {viewer.pk}"] = repr(find_arguments("streets so", viewer))
        found = find_argument(viewer, one.pk)
        read[f"versions {viewer.pk}"] = repr(editions_of(found, viewer))
    return read
