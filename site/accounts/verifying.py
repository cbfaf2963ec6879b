"""Whose e-mail address is shown to be theirs, and since when. allauth keeps the addresses."""

from typing import Any

from allauth.account import signals
from allauth.account.models import EmailAddress
from django.db.models import DateTimeField, Value
from django.db.models.functions import Coalesce

from accounts import clock
from accounts.models import User


def note(user: User) -> None:
    """Date the member's verification by the main address, or clear it."""
    verified = EmailAddress.objects.filter(user=user, primary=True, verified=True).exists()
    since = Coalesce("verified_at", Value(clock.now(), DateTimeField())) if verified else None
    User.objects.filter(pk=user.pk).update(verified_at=since)
    user.refresh_from_db(fields=["verified_at"])


def release(email: str, *, keeper: User) -> None:
    """Take an address from the accounts that have it without having shown that it is theirs."""
    held = EmailAddress.objects.filter(email__iexact=email, verified=False).exclude(user=keeper)
    held.delete()
    shown = EmailAddress.objects.filter(email__iexact=email, verified=True)
    (
        User.objects.filter(email__iexact=email)
        .exclude(pk=keeper.pk)
        .exclude(pk__in=shown.values("user"))
        .update(email="")
    )


def _on_confirmed(email_address: EmailAddress, **_signal: Any) -> None:
    note(email_address.user)


def _on_changed(user: User, **_signal: Any) -> None:
    note(user)


def listen() -> None:
    """allauth tells of changes to addresses by signals only."""
    signals.email_confirmed.connect(_on_confirmed, dispatch_uid="date the verification")
    signals.email_changed.connect(_on_changed, dispatch_uid="date the verification")
    signals.email_removed.connect(_on_changed, dispatch_uid="date the verification")
