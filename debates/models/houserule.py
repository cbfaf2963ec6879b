from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts import clock


class SiteRule(models.TextChoices):
    """The rules of the site, each by its code. Debates and staff may add to them: HouseRule."""

    OFF_TOPIC = "off_topic", _("Off topic")
    INSULT = "insult", _("Attacks a person")
    SPAM = "spam", _("Spam")
    PERSONAL = "personal", _("Shares personal information")
    UNLAWFUL = "unlawful", _("Unlawful")
    FALSE_SOURCE = "false_source", _("Misquotes or makes up a source")
    HEATED = "heated", _("Too heated to go on")
    REPEATED = "repeated", _("The same text again")
    LINKS = "links", _("Mostly links")
    NEWCOMER = "newcomer", _("A first argument, looked at before it stands")
    # Review marks: no breach, but a wording that others cannot argue with.
    SEVERAL_CLAIMS = "several_claims", _("More than one claim")
    UNCLEAR = "unclear", _("Unclear")
    DUPLICATE = "duplicate", _("Says what another argument says")
    NEEDS_SOURCE = "needs_source", _("Needs a source")
    UNFAIR = "unfair", _("Restates the other side unfairly")
    MISTAKE = "mistake", _("The earlier ruling was a mistake")
    OTHER = "other", _("Another reason")


REVIEW_MARKS = (
    SiteRule.SEVERAL_CLAIMS,
    SiteRule.UNCLEAR,
    SiteRule.DUPLICATE,
    SiteRule.NEEDS_SOURCE,
    SiteRule.UNFAIR,
)
"""What members mark for the author and the moderators to better; hides nothing by itself."""

NOT_FLAGGED = (SiteRule.MISTAKE, SiteRule.NEWCOMER, SiteRule.HEATED)
"""What only rulings name."""

URGENCY = {
    SiteRule.UNLAWFUL: 16,
    SiteRule.PERSONAL: 16,
    SiteRule.INSULT: 8,
    SiteRule.SPAM: 4,
    SiteRule.NEWCOMER: 4,
    SiteRule.FALSE_SOURCE: 3,
    **dict.fromkeys(REVIEW_MARKS, 1),
}
"""How much a flag of this rule weighs in the queue; others weigh 2. Migration 0016 has it too."""


class HouseRule(models.Model):
    """A rule that a debate, or the staff for the whole site, published beside the site's own.

    It is withdrawn and replaced, never edited: what a ruling once named stays readable.
    """

    debate = models.ForeignKey("Debate", models.CASCADE, null=True, related_name="house_rules")
    """None: of the whole site."""
    code = models.SlugField(_("code"), max_length=20)
    title = models.CharField(_("title"), max_length=80)
    text = models.CharField(_("what it asks of people"), max_length=500, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=clock.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["code", "debate"],
                name="one_rule_per_code",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="a_rule_has_a_code_of_its_own", condition=~Q(code__in=SiteRule.values)
            ),
            models.CheckConstraint(name="a_rule_has_a_title", condition=Q(title__regex=r"\S")),
        ]

    def __str__(self) -> str:
        return self.title
