"""Whom a member ignores: theirs alone to read."""

from django.db.models import Exists, OuterRef, QuerySet

from accounts.models import User, Viewer
from debates.models import Ignore


def ignored_by(viewer: Viewer) -> QuerySet[User]:
    """The members that the viewer ignores, by name."""
    ignores = Ignore.objects.filter(member=viewer.pk)
    return User.objects.filter(pk__in=ignores.values("ignored")).order_by("username")


def is_ignored_by(viewer: Viewer, author: str) -> Exists:
    """Whether the viewer ignores whom the column `author` of a row names."""
    return Exists(Ignore.objects.filter(member=viewer.pk, ignored=OuterRef(author)))


def ignores(viewer: Viewer, member: User) -> bool:
    return Ignore.objects.filter(member=viewer.pk, ignored=member.pk).exists()
