"""Who may change what the whole site knows of a source, or say that two are one."""

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import gettext as _

from accounts.models import Viewer
from debates.models import Debate, Evidence, Listing, Membership, Source
from debates.rules.reasons import Reason
from debates.rules.standing import MODERATORS


def tends(viewer: Viewer, source: Source) -> bool:
    """Whether the viewer is site staff, or a moderator of every debate that cites or lists it.

    Of every one, so that nobody changes the sources of all others from a debate of their own.
    """
    if not viewer.is_authenticated or viewer.is_staff:
        return viewer.is_authenticated
    citing = Evidence.objects.filter(source=source, withdrawn_at=None).values("debate")
    listing = Listing.objects.filter(source=source).values("debate")
    place = Membership.objects.filter(debate=OuterRef("pk"), member=viewer, role__in=MODERATORS)
    found = Debate.objects.filter(Q(pk__in=citing) | Q(pk__in=listing)).aggregate(
        all=Count("pk"), theirs=Count("pk", filter=Exists(place))
    )
    return 0 < found["all"] == found["theirs"]


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
