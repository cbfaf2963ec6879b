"""Who may change what the whole site knows of a source, or say that two are one."""

import json
from zlib import crc32

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from accounts.models import Viewer
from debates.models import Debate, Evidence, Listing, Membership, Source
from debates.rules.reasons import Reason
from debates.rules.standing import MODERATORS


def debates_about(source: Source) -> QuerySet[Debate]:
    """Those whose standing evidence cites it, or whose bibliography lists it."""
    citing = Evidence.objects.filter(source=source, withdrawn_at=None).values("debate")
    listing = Listing.objects.filter(source=source).values("debate")
    return Debate.objects.filter(pk__in=citing.union(listing))


def edition_of(source: Source) -> int:
    """A number that changes with what is said of it, so that nobody overwrites unread words."""
    said = json.dumps([source.csl, source.kind], sort_keys=True)
    return crc32(said.encode()) % 10**9


def tends(viewer: Viewer, source: Source) -> bool:
    """Whether the viewer is site staff, or a moderator of every debate that cites or lists it.

    Of every one, so that nobody changes the sources of all others from a debate of their own.
    """
    if not viewer.is_authenticated or viewer.is_staff:
        return viewer.is_authenticated
    place = Membership.objects.filter(debate=OuterRef("pk"), member=viewer, role__in=MODERATORS)
    found = debates_about(source).aggregate(
        all=Count("pk"), theirs=Count("pk", filter=Exists(place))
    )
    return bool(0 < found["all"] == found["theirs"])


def why_not_tend(viewer: Viewer, source: Source) -> Reason | None:
    """Merging a source, and marking it as retracted."""
    if not viewer.is_authenticated:
        return Reason("signed_out", _("Sign in to take part."))
    if source.merged_into_id:
        return Reason("merged", _("This source was merged with another."))
    if not tends(viewer, source):
        return Reason(
            "does_not_tend", _("Only a moderator of every debate that cites a source does this.")
        )
    return None


def why_not_edit_source(viewer: Viewer, source: Source) -> Reason | None:
    """Whoever added it, while nobody else cites or lists it; then whoever tends it."""
    reason = why_not_tend(viewer, source)
    if not reason or reason.code != "does_not_tend":
        return reason
    citing = Evidence.objects.filter(source=source, withdrawn_at=None)
    listing = Listing.objects.filter(source=source)
    of_others = any(these.exclude(added_by=viewer.pk).exists() for these in (citing, listing))
    if source.added_by_id == viewer.pk and not of_others:
        return None
    return Reason(
        "cited_by_others",
        _("A source that others cite is changed by a moderator of every debate that cites it."),
    )


def why_not_merge(viewer: Viewer, gone: Source, into: Source) -> Reason | None:
    """Needs to tend both. What a private debate knows stays with what it knows."""
    if reason := why_not_tend(viewer, gone) or why_not_tend(viewer, into):
        return reason
    if gone.pk == into.pk:
        return Reason("the_same", _("These are one source already."))
    if gone.debate_id != into.debate_id:
        return Reason("of_another_debate", _("One of these belongs to a private debate alone."))
    return None
