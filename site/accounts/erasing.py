"""Emptying an account in place: what its member wrote stays, under "a former member"."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Q

from accounts import clock
from accounts.models import Token, User


@transaction.atomic
def empty_account(user: User) -> None:
    """Remove everything personal that the accounts know. It cannot be undone."""
    keys = UserSession.objects.filter(user=user).values_list("session_key", flat=True)
    Session.objects.filter(session_key__in=list(keys)).delete()
    for model in (UserSession, EmailAddress, Authenticator):
        model.objects.filter(user=user).delete()
    Token.objects.filter(member=user).delete()
    about_them = Q(content_type=ContentType.objects.get_for_model(User), object_id=str(user.pk))
    LogEntry.objects.filter(Q(user=user) | about_them).delete()
    user.groups.clear()
    user.user_permissions.clear()
    user.username = f"former-member-{user.pk}"
    user.email = ""
    user.verified_at = None
    user.last_login = None
    user.is_active = user.is_staff = user.is_superuser = False
    user.deleted_at = clock.now()
    user.set_unusable_password()
    user.save()
