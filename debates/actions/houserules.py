"""Publishing and withdrawing the rules that a debate, or the staff, adds to the site's own."""

import re

from django.db.models import Q
from django.utils.translation import gettext as _

from accounts import clock, limits
from accounts.models import User
from debates.actions.acting import act
from debates.actions.fitting import Fitting
from debates.actions.recording import record
from debates.models import Debate, Event, HouseRule, SiteRule
from debates.rules import Reason, Refused, refuse_if, why_not_publish_rule

CODE = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")


@act
def publish_rule(debate: Debate | None, code: str, title: str, text: str, *, by: User) -> HouseRule:
    """Adds a rule; of None, to the whole site. `debate` has `standing`."""
    refuse_if(why_not_publish_rule(by, debate))
    limits.spend("rulings", by)
    with Fitting() as fit:
        code = fit.line("code", code, most=20)
        title = fit.line("title", title, most=80)
        text = fit.line("text", text, most=500, blank=True)
        if code and not CODE.fullmatch(code):
            why = _("A code is of small letters and digits, such as no_slogans.")
            fit.refuse("code", "no_code", why)
        elif code in SiteRule.values or _taken(code, debate):
            why = _("There is a rule with this code, or there was: choose another.")
            fit.refuse("code", "taken", why)
    rule = HouseRule.objects.create(debate=debate, code=code, title=title, text=text, made_by=by)
    if debate is not None:
        record(Event.Kind.RULE_PUBLISHED, debate, because=code, by=by)
    return rule


def _taken(code: str, debate: Debate | None) -> bool:
    """Also by a rule that was withdrawn: rulings still name it."""
    here = Q(debate=None) | Q(debate=debate.pk if debate else None)
    return HouseRule.objects.filter(here, code=code).exists()


@act
def withdraw_rule(debate: Debate | None, code: str, *, by: User) -> None:
    """From now on nothing names it; what did stays readable. Raises HouseRule.DoesNotExist."""
    refuse_if(why_not_publish_rule(by, debate))
    limits.spend("rulings", by)
    rule = HouseRule.objects.select_for_update(no_key=True).get(debate=debate, code=code)
    if rule.withdrawn_at:
        raise Refused(Reason("withdrawn", _("This rule is withdrawn already.")))
    rule.withdrawn_at = clock.now()
    rule.save(update_fields=["withdrawn_at"])
    if debate is not None:
        record(Event.Kind.RULE_WITHDRAWN, debate, because=code, by=by)
