"""Two arguments that become one, and all that a merge could change, row by row."""

from accounts.models import User
from debates.actions.merges import merge_argument
from debates.actions.scores import refresh_all_scores
from debates.actions.undoing import undo_ruling
from debates.models import Argument, Debate, Ruling, Vote
from debates.queries.arguments import find_argument
from tests.factories import seen_by
from tests.snapshot import rows_of


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


def all_rows(debate: Debate) -> dict[str, list[str]]:
    """Every row of a debate, once its scores are kept."""
    refresh_all_scores()
    return rows_of(debate)


def positions(argument: Argument) -> dict[int, str | None]:
    """Who holds what of an argument."""
    return dict(Vote.objects.filter(argument=argument).values_list("member", "position"))
