from datetime import timedelta
from typing import Any

from django.contrib.auth.models import AbstractUser, AnonymousUser
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower, Upper
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts import clock
from accounts.names import skeleton_of, validate_name


class Skeleton(models.CharField):
    """What the name looks like: two that look alike share it, and so cannot both be.

    Made whenever a row is written, one by one or in bulk.
    """

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        made = skeleton_of(model_instance.username)  # type: ignore[attr-defined]
        setattr(model_instance, self.attname, made)
        return made

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs


class User(AbstractUser):
    """A member. Ours from the first migration, so that it can grow."""

    username = models.CharField(
        _("name"),
        max_length=30,
        unique=True,
        validators=[validate_name],
        error_messages={"unique": _("This name is taken.")},
    )
    skeleton = Skeleton(max_length=120, unique=True, editable=False)
    first_name = None  # type: ignore[assignment]  # Members have one name, which they choose.
    last_name = None  # type: ignore[assignment]
    date_joined = models.DateTimeField(_("joined"), default=clock.now)
    verified_at = models.DateTimeField(null=True, blank=True)
    """When the e-mail address was shown to be theirs; for imported members, when they came."""
    is_demo = models.BooleanField(default=False)
    suspended_until = models.DateTimeField(null=True, blank=True)
    """Kept by whoever suspends: until then the member reads, and does nothing else."""
    slowed_until = models.DateTimeField(null=True, blank=True)
    """Until then their limits are a quarter of others': rulings against them set it."""
    deleted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(Upper("username"), name="members_by_name_in_any_case")]
        constraints = [
            models.UniqueConstraint(
                Lower("email"), name="one_account_per_email", condition=~Q(email="")
            ),
            models.CheckConstraint(
                name="a_deleted_account_keeps_nothing_personal",
                condition=Q(deleted_at=None)
                | Q(email="", is_active=False, verified_at=None, is_staff=False),
            ),
        ]

    def __str__(self) -> str:
        return self.display_name

    @property
    def display_name(self) -> str:
        """The name as people read it."""
        return self.username if self.deleted_at is None else gettext("a former member")

    @property
    def pace(self) -> int:
        """Into how many parts the budgets of acts that others read are divided for them.

        By 2 on an account's first day, by 4 for a week after a ruling against its member.
        """
        if self.slowed_until is not None and self.slowed_until > clock.now():
            return 4
        return 2 if self.date_joined > clock.now() - timedelta(days=1) else 1

    @property
    def is_suspended(self) -> bool:
        return self.suspended_until is not None and self.suspended_until > clock.now()


Viewer = User | AnonymousUser
"""Whoever is looking: a member, or a visitor who has not signed in."""
