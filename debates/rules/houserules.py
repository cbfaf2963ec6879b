"""Which rules are published where, and what they are called."""

from django.db.models import F, OuterRef, Q, Subquery
from django.utils.translation import gettext as _

from debates.models import Debate, HouseRule, Ruling, SiteRule
from debates.rules.reasons import Reason


def title_of(code: str, added: str | None = None) -> str:
    """What a rule is called; `added` is the title that was read of one that is none of the site."""
    return str(SiteRule(code).label) if code in SiteRule.values else added or code


def added_title(code: str, debate: str) -> Subquery:
    """For statements: what the rule that these columns name is called, if somebody added it."""
    named = HouseRule.objects.filter(
        Q(debate=None) | Q(debate=OuterRef(debate)), code=OuterRef(code)
    )
    return Subquery(named.order_by(F("debate").asc(nulls_last=True)).values("title")[:1])


def title_in(code: str, ruling: int) -> str:
    """The title of the rule that a ruling named, published there or withdrawn since."""
    if code in SiteRule.values:
        return title_of(code)
    named = Ruling.objects.annotate(added=added_title("rule", "debate"))
    return title_of(code, named.values_list("added", flat=True).get(pk=ruling))


def rules_of(debate: Debate | None) -> dict[str, str]:
    """Titles by code of every rule that a flag or a ruling here may name; those added last."""
    here = Q(debate=None) | Q(debate=debate.pk if debate else None)
    added = HouseRule.objects.filter(here, withdrawn_at=None).order_by("pk")
    return {rule.value: str(rule.label) for rule in SiteRule} | dict(
        added.values_list("code", "title")
    )


def why_not_named(code: str, debate: Debate | None) -> Reason | None:
    """A flag and a ruling name a rule that is published where they are made."""
    if code in SiteRule.values:
        return None
    known = rules_of(debate)
    if code in known:
        return None
    return Reason("unknown", _("Choose one of %(them)s.") % {"them": ", ".join(known)})
