"""Which rules are published where, and what they are called."""

from django.db.models import F, Q
from django.utils.translation import gettext as _

from debates.models import Debate, HouseRule, SiteRule
from debates.rules.reasons import Reason


def title_of(code: str) -> str:
    """The title of one of the site's own rules, or blank: those of debates stand in HouseRule."""
    return str(SiteRule(code).label) if code in SiteRule.values else ""


def title_in(code: str, ruling: int) -> str:
    """The title of the rule that a ruling named, published there or withdrawn since."""
    own = HouseRule.objects.filter(Q(debate__rulings=ruling) | Q(debate=None), code=code)
    nearest = own.order_by(F("debate").asc(nulls_last=True)).values_list("title", flat=True)
    return title_of(code) or nearest.first() or code


def house_rules_of(debate: Debate | None) -> dict[str, str]:
    """Titles by code of the rules that this debate and the staff added, oldest first."""
    found = HouseRule.objects.filter(
        Q(debate=None) | Q(debate=debate.pk if debate else None), withdrawn_at=None
    )
    return dict(found.order_by("pk").values_list("code", "title"))


def rules_of(debate: Debate | None) -> dict[str, str]:
    """Titles by code of every rule that a flag or a ruling here may name."""
    return {rule.value: str(rule.label) for rule in SiteRule} | house_rules_of(debate)


def why_not_named(code: str, debate: Debate | None) -> Reason | None:
    """A flag and a ruling name a rule that is published where they are made."""
    if code in SiteRule.values:
        return None
    known = rules_of(debate)
    if code in known:
        return None
    return Reason("unknown", _("Choose one of %(them)s.") % {"them": ", ".join(known)})
