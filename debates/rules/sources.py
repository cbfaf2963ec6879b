"""Who may change what the whole site knows of a source, or say that two are one."""

import json
from typing import NamedTuple
from zlib import crc32

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from accounts.models import User, Viewer
from debates.models import Debate, Evidence, Listing, Membership, Source
from debates.rules.reasons import Reason
from debates.rules.restrictions import why_not_speak_in_any
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


class Stake(NamedTuple):
    """Who else has to do with a source, as one member is concerned."""

    is_used: bool
    """Whether any debate cites or lists it."""
    is_used_beyond: bool
    """Whether one does that the member does not moderate."""
    is_used_by_others: bool
    """Whether anyone else cites or lists it."""


def tends(viewer: Viewer, source: Source) -> bool:
    """Whether the viewer is site staff, or a moderator of every debate that cites or lists it.

    Of every one, so that nobody changes the sources of all others from a debate of their own.
    """
    if not viewer.is_authenticated or viewer.is_staff:
        return viewer.is_authenticated
    stake = _stake(viewer, source)
    return stake.is_used and not stake.is_used_beyond


def _stake(viewer: Viewer, source: Source) -> Stake:
    # A page asks for each of its buttons. Whoever acts reads the source anew, and this with it.
    known: dict[int | None, Stake] = source.__dict__.setdefault("_stakes", {})
    if viewer.pk not in known:
        about = debates_about(source)
        place = Membership.objects.filter(
            debate=OuterRef("pk"), member=viewer.pk, role__in=MODERATORS
        )
        citing = Evidence.objects.filter(source=source, withdrawn_at=None)
        listing = Listing.objects.filter(source=source)
        found = Source.objects.annotate(
            is_used=Exists(about),
            is_used_beyond=Exists(about.filter(~Exists(place))),
            is_cited=Exists(citing.exclude(added_by=viewer.pk)),
            is_listed=Exists(listing.exclude(added_by=viewer.pk)),
        )
        row = found.only("pk").get(pk=source.pk)
        known[viewer.pk] = Stake(
            row.is_used, row.is_used_beyond, is_used_by_others=row.is_cited or row.is_listed
        )
    return known[viewer.pk]


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
    return _why_not_speak_of(viewer, source)


def _why_not_speak_of(viewer: Viewer, source: Source) -> Reason | None:
    """Whoever is muted in a debate changes nothing that it cites."""
    assert isinstance(viewer, User)
    known: dict[int, Reason | None] = source.__dict__.setdefault("_mutes", {})
    if viewer.pk not in known:
        known[viewer.pk] = why_not_speak_in_any(viewer, debates_about(source))
    return known[viewer.pk]


def why_not_edit_source(viewer: Viewer, source: Source) -> Reason | None:
    """Whoever added it, while nobody else cites or lists it; then whoever tends it."""
    reason = why_not_tend(viewer, source)
    if not reason or reason.code != "does_not_tend":
        return reason
    if source.added_by_id == viewer.pk and not _stake(viewer, source).is_used_by_others:
        return _why_not_speak_of(viewer, source)
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
