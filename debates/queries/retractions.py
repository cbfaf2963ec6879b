"""What became of a source: that it was retracted or corrected, and what was taken back."""

from typing import NamedTuple

from django.db.models import Prefetch, QuerySet

from debates.models import Retraction, Ruling, Source


class Became(NamedTuple):
    """What became of a source."""

    standing: Retraction | None
    """The retraction that stands, if one does."""
    taken_back: list[Retraction]
    """The newest first."""


def retractions_of(source: Source) -> Became:
    """What became of a source, from one query."""
    found = list(_with_who().filter(source=source).order_by("-pk"))
    standing = next((one for one in found if one.undone_at is None), None)
    return Became(standing, [one for one in found if one is not standing])


def with_retraction(sources: QuerySet[Source]) -> QuerySet[Source]:
    """These sources, each with the retraction that stands, from one more query."""
    standing = _with_who().filter(undone_at=None)
    return sources.prefetch_related(
        Prefetch("retractions", standing, to_attr="standing_retraction")
    )


def retraction_of(source: Source) -> Retraction | None:
    """The retraction that stands: as `with_retraction` read it, else read now, if there is one."""
    if not source.standing:
        return None
    found: list[Retraction] | None = getattr(source, "standing_retraction", None)
    if found is None:
        return _with_who().filter(source=source, undone_at=None).first()
    return found[0] if found else None


def role_of(retraction: Retraction) -> Ruling.Role:
    """By which right it was marked: moderators stay unnamed."""
    return Ruling.Role.STAFF if retraction.by.is_staff else Ruling.Role.MODERATOR


def _with_who() -> QuerySet[Retraction]:
    return Retraction.objects.select_related("by", "undone_by")
