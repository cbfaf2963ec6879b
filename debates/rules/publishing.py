"""What each published rule asks of people, and who publishes rules."""

from typing import NamedTuple

from django.db.models import Q
from django.utils.translation import gettext_lazy

from accounts.models import Viewer
from debates.models import NOT_FLAGGED, Debate, HouseRule, SiteRule
from debates.rules.moderation import why_not_moderate, why_not_moderate_site
from debates.rules.reasons import Reason

ASKS = {
    SiteRule.OFF_TOPIC: gettext_lazy("Argue about the question, and about what you answer."),
    SiteRule.INSULT: gettext_lazy("Answer what is said; leave alone who says it."),
    SiteRule.SPAM: gettext_lazy("Do not advertise, and do not post to be seen."),
    SiteRule.PERSONAL: gettext_lazy("Do not tell where people live, or what they keep private."),
    SiteRule.UNLAWFUL: gettext_lazy("Do not post what is against the law."),
    SiteRule.FALSE_SOURCE: gettext_lazy("Quote word for word, from sources that there are."),
    SiteRule.HEATED: gettext_lazy("When a thread gets heated, let it cool down."),
    SiteRule.REPEATED: gettext_lazy("Say a thing once, where it belongs."),
    SiteRule.LINKS: gettext_lazy("Say it in your own words; links are beside them."),
    SiteRule.NEWCOMER: gettext_lazy(
        "Where moderators ask for it, a first argument waits for them."
    ),
    SiteRule.SEVERAL_CLAIMS: gettext_lazy("Claim one thing at a time, so that it can be answered."),
    SiteRule.UNCLEAR: gettext_lazy("Write so that somebody who disagrees knows with what."),
    SiteRule.DUPLICATE: gettext_lazy("Before you post, look whether it stands here already."),
    SiteRule.NEEDS_SOURCE: gettext_lazy("Cite a source for what others cannot know."),
    SiteRule.UNFAIR: gettext_lazy("Restate the other side so that it would agree it meant that."),
    SiteRule.MISTAKE: gettext_lazy("Moderators undo what they got wrong, and say so."),
    SiteRule.OTHER: gettext_lazy("For what no other rule names: say what it is."),
}
"""What each of the site's own rules asks of people."""


class Published(NamedTuple):
    """A rule as it is published, of the site's own or a HouseRule."""

    code: str
    title: str
    text: str
    of: str
    """Whose it is: of the "site" itself, its "staff" or this "debate"."""
    is_flagged: bool
    """Whether a flag may name it; some only rulings name."""


def published_rules(debate: Debate | None) -> list[Published]:
    """Every rule that holds in this debate, or on the whole site: the site's own first."""
    own = [
        Published(rule.value, str(rule.label), str(ASKS[rule]), "site", rule not in NOT_FLAGGED)
        for rule in SiteRule
    ]
    found = HouseRule.objects.filter(
        Q(debate=None) | Q(debate=debate.pk if debate else None), withdrawn_at=None
    )
    return own + [
        Published(one.code, one.title, one.text, "debate" if one.debate_id else "staff", True)
        for one in found.order_by("pk")
    ]


def why_not_publish_rule(viewer: Viewer, debate: Debate | None) -> Reason | None:
    """Publishing and withdrawing: who moderates the debate; for the whole site, its staff."""
    return why_not_moderate(viewer, debate) if debate else why_not_moderate_site(viewer)
