"""What tests of splitting share: a thread with everything on it, and all rows of a debate."""

from django.db import connection

from accounts import limits
from accounts.models import User
from debates.actions.splits import split_thread
from debates.actions.undoing import undo_ruling
from debates.models import Argument, Debate, Ruling
from debates.queries.arguments import find_argument
from tests.factories import seen_by


def split(argument: Argument, question: str = "And this?", *, by: User) -> Debate:
    """Splits the thread off, for a reason. Returns the new debate."""
    with limits.lifted():
        return split_thread(
            find_argument(by, argument.pk),
            question,
            rule="off_topic",
            because="It is a question of its own.",
            by=by,
        )


def join(debate: Debate, *, by: User) -> Ruling:
    """Undoes the splitting that this debate came from."""
    ruling = Ruling.objects.get(verb=Ruling.Verb.SPLIT, after__debate=debate.pk)
    ruling.debate = seen_by(by, Debate.objects.get(pk=ruling.before["debate"]))
    with limits.lifted():
        return undo_ruling(ruling, rule="mistake", because="It is one question.", by=by)


def of_two_debates() -> list[str]:
    """Tables with rows whose debate is not that of their argument, evidence or crux."""
    found = []
    with connection.cursor() as cursor:
        cursor.execute("SELECT place::text, name, target::text FROM homes() ORDER BY 1, 2")
        for table, column, target in cursor.fetchall():
            cursor.execute(
                f"SELECT count(*) FROM {table} AS own JOIN {target} AS named"
                f" ON named.id = own.{column} WHERE own.debate_id <> named.debate_id"
            )
            found += [f"{table}.{column}"] * cursor.fetchone()[0]
    return found
