"""Naming the argument that changed one's mind about another."""

from django.utils.translation import gettext as _

from accounts import clock, limits
from accounts.models import User
from debates.actions.acting import act
from debates.actions.fitting import Fitting
from debates.models import Argument, MindChange, Position
from debates.rules import refuse_if, why_not_credit, why_not_name_mind_change
from debates.rules.minds import open_change


@act
def name_mind_change(about: Argument, changed_by: int, *, by: User) -> MindChange:
    """Names, once, what made the member's vote on `about` go from agree to disagree or back.

    Nobody is told and nothing is recorded: either would say who voted how.
    """
    change = open_change(by, about)
    refuse_if(why_not_name_mind_change(by, about, about.debate, change=change))
    limits.spend("votes", by)
    with Fitting() as fit:
        of_debate = Argument.objects.with_locks().filter(debate=about.debate_id)
        credited = of_debate.filter(pk=changed_by).first()
        if credited is None:
            why = _("There is no such argument in this debate.")
            fit.refuse("changed_by", "elsewhere", why)
        elif reason := why_not_credit(by, credited, about):
            fit.refuse("changed_by", reason.code, reason.text)
    assert change is not None, "the rule refuses without a change"
    assert credited is not None, "the fitting refuses without an argument"
    return MindChange.objects.create(
        change=change,
        debate_id=about.debate_id,
        about=about,
        argument=credited,
        member=by,
        to_agree=change.after == Position.AGREE,
        at=clock.now(),
    )
