from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts import clock


class Membership(models.Model):
    """A member's place in a debate: the one who runs it, its moderators, the invited."""

    class Role(models.TextChoices):
        PARTICIPANT = "participant", _("participant")
        MODERATOR = "moderator", _("moderator")
        OPENER = "opener", _("runs it")
        """Whoever opened it, until they hand it over."""

    debate = models.ForeignKey("Debate", models.CASCADE, related_name="memberships")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=11, choices=Role, default=Role.PARTICIPANT)
    joined_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["member", "debate"], name="one_place_per_member_and_debate"
            ),
            models.UniqueConstraint(
                fields=["debate"], name="one_member_runs_a_debate", condition=Q(role="opener")
            ),
            models.CheckConstraint(
                name="a_membership_has_a_known_role",
                condition=Q(role__in=["participant", "moderator", "opener"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member}: {self.role}"


class Invitation(models.Model):
    """A secret link to join a debate. Only its hash is kept; a new one ends the old."""

    debate = models.OneToOneField("Debate", models.CASCADE, related_name="invitation")
    secret_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"to {self.debate}"
