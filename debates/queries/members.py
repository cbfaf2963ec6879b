"""What is read of and for one member: their arguments, notices and drafts."""

from django.db import connection
from django.db.models import QuerySet

from accounts.models import User, Viewer
from debates.models import Argument, Draft, Notice
from debates.queries.arguments import cards_of
from debates.queries.card import Card
from debates.queries.ignores import is_ignored_by
from debates.queries.told import with_rulings


def find_member(name: str) -> User:
    """Raises User.DoesNotExist, also for a former member."""
    return User.objects.get(username__iexact=name, deleted_at=None)


def arguments_by(member: User, viewer: Viewer, *, before: int | None = None) -> list[Card]:
    """What a member argued where the viewer sees it, newest first, 20 at a time."""
    written = Argument.objects.visible_to(viewer).filter(author=member, withdrawn_at=None)
    if member.pk != viewer.pk:
        written = written.filter(hidden_at=None)
    if before:
        written = written.filter(pk__lt=before)
    return cards_of(list(written.order_by("-pk").values_list("pk", flat=True)[:20]), viewer)


def notices_for(viewer: Viewer) -> QuerySet[Notice]:
    """A member's notices, newest first, of debates that they still see; see told.told_of.

    Each with `is_ignored`: whether it is by somebody whom they ignore.
    """
    notices = Notice.objects.for_member(viewer).select_related("by", "debate", "ruling__part_of")
    ignored = is_ignored_by(viewer, "by")
    return with_rulings(notices).annotate(is_ignored=ignored).order_by("-pk")


# What Notice.for_member says, as text, since every page of a member asks it: putting the ORM's
# query together would cost a tenth of the debate page. Law 7's test holds both to the same.
UNREAD = """
SELECT count(*) FROM (
    SELECT FROM debates_notice AS notice
    LEFT JOIN debates_debate AS debate ON debate.id = notice.debate_id
    WHERE notice.member_id = %s AND notice.read_at IS NULL
        AND (debate.id IS NULL OR debate.visibility <> 'private' OR EXISTS (
            SELECT FROM debates_membership AS place
            WHERE place.member_id = notice.member_id AND place.debate_id = debate.id))
        AND NOT EXISTS (
            SELECT FROM debates_ignore AS one
            WHERE one.member_id = notice.member_id AND one.ignored_id = notice.by_id)
    LIMIT 100
) AS unread
"""


def unread_notices(viewer: Viewer) -> int:
    """How many notices are new, but for those by members whom they ignore; 100: all beyond."""
    with connection.cursor() as cursor:
        cursor.execute(UNREAD, [viewer.pk])
        return int(cursor.fetchone()[0])


def draft_of(viewer: Viewer, form: str) -> dict[str, str]:
    """What the member typed into this form and has not posted."""
    if not viewer.is_authenticated:
        return {}
    draft = Draft.objects.filter(member=viewer, form=form[:200]).first()
    return dict(draft.fields) if draft else {}


def drafts_of(viewer: Viewer) -> QuerySet[Draft]:
    return Draft.objects.filter(member=viewer.pk).order_by("-saved_at")
