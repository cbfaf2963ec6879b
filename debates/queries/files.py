"""Files that evidence shows, for those who see the evidence."""

from django.conf import settings
from django.core import signing
from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import Viewer
from debates.models import Argument, Evidence, File, Holding, Membership
from debates.rules import Unfit, why_not_attach
from debates.rules.standing import MODERATORS

TICKET = signing.TimestampSigner(salt="a file")
TICKETS_LAST = 5 * 60


def find_file(viewer: Viewer, file_id: int) -> File:
    """A file that the viewer keeps here, or sees as evidence. Raises File.DoesNotExist."""
    return File.objects.filter(
        Exists(Holding.objects.filter(file=OuterRef("pk"), member=viewer.pk))
        | Exists(_shown_to(viewer))
    ).get(pk=file_id)


def held_file(viewer: Viewer, file_id: int | None) -> File | None:
    """The file that the viewer keeps here, to attach it; None where none is asked for.

    Raises Unfit, at `file`.
    """
    if file_id is None:
        return None
    held = File.objects.filter(pk=file_id, holdings__member=viewer.pk).first()
    if reason := why_not_attach(held):
        raise Unfit({"file": reason})
    return held


def link_to(file: File, base: str) -> str:
    """An address that gives the file to whoever has it, for five minutes.

    `base` is the address of this site. Files have a host of their own where one is set.
    """
    if settings.FILES_HOST:
        base = f"{base.partition('://')[0]}://{settings.FILES_HOST}"
    return f"{base}/files/{TICKET.sign(str(file.pk))}/"


def file_of(ticket: str) -> File:
    """The file that a link was made to. Raises File.DoesNotExist, also when it has expired."""
    try:
        return File.objects.get(pk=int(TICKET.unsign(ticket, max_age=TICKETS_LAST)))
    except signing.BadSignature as error:
        raise File.DoesNotExist from error


def _shown_to(viewer: Viewer) -> QuerySet[Evidence]:
    """Standing evidence that shows the file, under arguments whose text the viewer may read."""
    readable = Argument.objects.visible_to(viewer).filter(withdrawn_at=None)
    if not viewer.is_staff:
        moderated = Membership.objects.filter(member=viewer.pk, role__in=MODERATORS)
        readable = readable.filter(
            Q(hidden_at=None) | Q(author=viewer.pk) | Q(debate__in=moderated.values("debate"))
        )
    return Evidence.objects.filter(file=OuterRef("pk"), withdrawn_at=None, argument__in=readable)
