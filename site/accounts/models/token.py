from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts import clock
from accounts.models.user import User


class Scope(models.TextChoices):
    """What a token lets a program do in a member's name."""

    READ = "read", _("Read")
    WRITE = "write", _("Write")
    MODERATE = "moderate", _("Moderate")


class Token(models.Model):
    """A key with which a program acts for a member. Only its hash is kept."""

    member = models.ForeignKey(User, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(_("name"), max_length=60)
    secret_hash = models.BinaryField(max_length=32, unique=True, editable=False)
    """SHA-256 of the secret, which is random enough that no salt or slow hash is needed."""
    scopes = ArrayField(models.CharField(max_length=8, choices=Scope.choices))
    made_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="a_token_has_known_scopes",
                condition=Q(scopes__contained_by=[scope.value for scope in Scope])
                & Q(scopes__len__gt=0),
            ),
            models.CheckConstraint(name="a_token_has_a_name", condition=~Q(name="")),
        ]

    def __str__(self) -> str:
        return self.name

    def allows(self, scope: Scope) -> bool:
        return scope in self.scopes

    @property
    def is_live(self) -> bool:
        """Whether it still opens the door: neither revoked nor expired."""
        return self.revoked_at is None and (
            self.expires_at is None or self.expires_at > clock.now()
        )
