"""Taking the demo away: the one act that rewrites the record, for the owner of a local start."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Q

from accounts import erasing
from accounts.models import User
from debates.actions.flags import unsign_flags
from debates.actions.tidying import forget_files
from debates.models import (
    Appeal,
    Argument,
    Case,
    Debate,
    Event,
    Evidence,
    File,
    Flag,
    Holding,
    HouseRule,
    Intake,
    Listing,
    Participation,
    Quota,
    Remark,
    Retraction,
    Ruling,
    Source,
)

# Children first.
TABLES = (
    *("check", "sourcerequest", "listing", "intake", "follow"),
    *("notice", "link", "event", "mindchange", "positionchange"),
    *("case", "appeal", "lock", "slowing", "restriction", "houserule"),
    *("ruling", "evidence", "remark"),
    *("vote",),
    *("share", "score", "ballot", "endorsement", "staleness", "affirmation", "fairness"),
    *("obstacle", "leftopen", "second", "crux", "dispute", "outcome", "landscape"),
    *("concession", "version", "participation", "membership", "invitation", "bookmark"),
)


PARTS = (
    ("flag", "case", "case"),
    ("appealreply", "appeal", "appeal"),
    ("joinedvote", "ruling", "ruling"),
    ("sealed", "ruling", "ruling"),
)
"""What carries no debate but is one with something that does."""


class OthersWrote(Exception):
    """Others wrote into the demo: so many arguments, remarks and pieces of evidence."""

    def __init__(self, count: int) -> None:
        super().__init__(count)
        self.count = count


@transaction.atomic
def remove_demo(*, with_what_others_wrote: bool = False) -> bool:
    """Removes the demo debates and the demo members. False when there was nothing to remove.

    A demo member who also acted in another debate becomes a former member there, so that the
    tallies of that debate stay as they are. Raises OthersWrote.
    """
    members = User.objects.filter(is_demo=True).select_for_update()
    debates = list(Debate.objects.filter(opened_by__is_demo=True).values_list("pk", flat=True))
    if not members:
        return False
    if (count := _count_of_others(debates)) and not with_what_others_wrote:
        raise OthersWrote(count)
    with _triggers_off():
        _remove_debates(debates)
        _forget_sources()
        _forget_files()
        for member in members:
            if _acted(member):
                unsign_flags(member)
                erasing.empty_account(member)
                User.objects.filter(pk=member.pk).update(is_demo=False)
            else:
                member.delete()
    return True


def _count_of_others(debates: Sequence[int]) -> int:
    here = {"debate__in": debates}
    return (
        Argument.objects.filter(**here, author__is_demo=False).count()
        + Remark.objects.filter(**here, author__is_demo=False).count()
        + Evidence.objects.filter(**here, added_by__is_demo=False).count()
    )


def _acted(member: User) -> bool:
    """Whether anything of the member's stands in debates that stay."""
    return (
        Event.objects.filter(by=member).exists()
        or Participation.objects.filter(member=member).exists()
        or Source.objects.filter(added_by=member).exists()
        or Listing.objects.filter(added_by=member).exists()
        or Intake.objects.filter(by=member).exists()
        or Retraction.objects.filter(Q(by=member) | Q(undone_by=member)).exists()
        or Ruling.objects.filter(Q(by=member) | Q(member=member)).exists()
        or Appeal.objects.filter(Q(judged_by=member) | Q(replies__by=member)).exists()
        or Flag.objects.filter(member=member).exists()
        or Case.objects.filter(Q(member=member) | Q(claimed_by=member)).exists()
        or HouseRule.objects.filter(made_by=member).exists()
    )


def _remove_debates(debates: Sequence[int]) -> None:
    arguments = "(SELECT id FROM debates_argument WHERE debate_id = ANY(%s))"
    sources = "(SELECT id FROM debates_source WHERE debate_id = ANY(%s))"
    of_arguments = {"link": "target_id", "change": "argument_id"}
    statements = [
        # Tables and columns are our own constants; what varies is a parameter.
        *(f"DELETE FROM debates_{table} WHERE {column} IN {arguments}"  # noqa: S608 - our constants
          for table, column in of_arguments.items()),
        *(f"DELETE FROM debates_{table} WHERE {column}_id IN "  # noqa: S608 - our constants
          f"(SELECT id FROM debates_{whole} WHERE debate_id = ANY(%s))"
          for table, column, whole in PARTS),
        *(f"DELETE FROM debates_{table} WHERE debate_id = ANY(%s)" for table in TABLES),  # noqa: S608 - ours
        *(f"DELETE FROM debates_{table} WHERE source_id IN {sources}"  # noqa: S608 - our constants
          for table in ("identifier", "suggestion", "retraction")),
        "UPDATE debates_source SET merged_into_id = NULL WHERE debate_id = ANY(%s)",
        "DELETE FROM debates_source WHERE debate_id = ANY(%s)",
        f"DELETE FROM debates_tally WHERE argument_id IN {arguments}",  # noqa: S608 - our constants
        "DELETE FROM debates_argument WHERE debate_id = ANY(%s)",
        "DELETE FROM debates_debatetally WHERE debate_id = ANY(%s)",
        "DELETE FROM debates_debate WHERE id = ANY(%s)",
    ]  # fmt: skip
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement, [list(debates)])


def _forget_sources() -> None:
    """The demo's sources, unless somebody cites them elsewhere, or they became one with others'."""
    of_others = Source.objects.filter(merged_into=OuterRef("pk"), added_by__is_demo=False)
    unused = Source.objects.filter(
        ~Exists(of_others), added_by__is_demo=True, evidence=None, listings=None
    )
    unused.update(merged_into=None)
    unused.delete()


def _forget_files() -> None:
    """What demo members keep here, unless others keep it too or evidence elsewhere shows it."""
    for kept in (Holding, Quota):
        kept.objects.filter(member__is_demo=True).delete()
    forget_files(File.objects.filter(evidence=None, holdings=None))


@contextmanager
def _triggers_off() -> Iterator[None]:
    """Within this block no trigger of ours runs; only the owner of the tables can do this."""
    tables = [
        *TABLES,
        *(part for part, *_of in PARTS),
        "argument",
        "debate",
        "tally",
        "debatetally",
        "change",
    ]
    with connection.cursor() as cursor:
        # What is checked at the commit is checked now: a table that waits for it stays as it is.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in tables:
            cursor.execute(f"ALTER TABLE debates_{table} DISABLE TRIGGER USER")
        yield
        for table in tables:
            cursor.execute(f"ALTER TABLE debates_{table} ENABLE TRIGGER USER")
