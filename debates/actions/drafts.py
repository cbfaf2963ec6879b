"""Keeping what a member typed and has not posted yet."""

from collections.abc import Mapping

from accounts import clock, limits
from accounts.models import User
from debates import text
from debates.actions.acting import act
from debates.models import Draft

LONGEST = 20_000
MOST = 50


@act
def keep_draft(form: str, fields: Mapping[str, str], *, by: User) -> None:
    """Puts what stands in a form in place of what was kept of it. An empty form keeps nothing.

    A member keeps the newest 50 drafts.
    """
    limits.spend("drafts", by)
    kept = {
        name[:100]: value[:LONGEST]
        for name, value in list(fields.items())[:20]
        if text.is_readable(name) and text.is_readable(value)
    }
    if not any(value.strip() for value in kept.values()):
        drop_draft(form, by=by)
        return
    Draft.objects.update_or_create(
        member=by, form=form[:200], defaults={"fields": kept, "saved_at": clock.now()}
    )
    oldest = Draft.objects.filter(member=by).order_by("-saved_at", "-pk")[MOST:]
    Draft.objects.filter(pk__in=oldest.values("pk")).delete()


@act
def drop_draft(form: str, *, by: User) -> None:
    """Forgets what was kept of a form: it was posted, or thrown away."""
    Draft.objects.filter(member=by, form=form[:200]).delete()
