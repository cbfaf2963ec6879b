"""Slowing a thread down, and letting it go at its own pace again."""

from django.utils.translation import gettext as _

from accounts import limits
from accounts.models import User
from debates.actions.acting import act
from debates.actions.fitting import Fitting
from debates.actions.gates import alone_with
from debates.actions.rulings import Grounds, make_ruling
from debates.models import Argument, Ruling, Slowing
from debates.rules import Reason, Refused, refuse_if, why_not_slow, why_not_unslow
from debates.rules.locks import A_DAY
from debates.rules.slowing import paces_of


@act
def slow_thread(argument: Argument, *, minutes: int, rule: str, because: str, by: User) -> Argument:
    """From now on each member answers under this argument once in so many minutes."""
    argument = alone_with(argument)[argument.pk]
    refuse_if(why_not_slow(by, argument, argument.debate))
    with Fitting() as fit:
        if not 1 <= minutes <= A_DAY:
            why = _("Choose between 1 minute and 1,440, which is a day.")
            fit.refuse("minutes", "out_of_range", why)
    ruling = make_ruling(
        Ruling.Verb.SLOW,
        Grounds(rule, because),
        debate=argument.debate,
        argument=argument,
        member_id=argument.author_id,
        after={"minutes": minutes},
        by=by,
    )
    Slowing.objects.create(
        argument=argument, debate=argument.debate, ruling=ruling, minutes=minutes
    )
    argument.debate.has_slow = True
    return argument


@act
def unslow_thread(argument: Argument, *, rule: str, because: str, by: User) -> Argument:
    """Undoes the ruling that slowed the thread of this argument down."""
    argument = alone_with(argument)[argument.pk]
    refuse_if(why_not_unslow(by, argument, argument.debate))
    ruling = argument.slowing.ruling
    ruling.debate, ruling.argument = argument.debate, argument
    put_at_its_own_pace(ruling, Grounds(rule, because), by=by)
    return argument


def put_at_its_own_pace(ruling: Ruling, grounds: Grounds, *, by: User) -> Ruling:
    """Lets everyone answer as often as elsewhere."""
    assert ruling.argument is not None
    undone = make_ruling(
        Ruling.Verb.UNSLOW,
        grounds,
        debate=ruling.debate,
        argument=ruling.argument,
        member_id=ruling.argument.author_id,
        undoes=ruling,
        by=by,
    )
    gone, _rows = Slowing.objects.filter(ruling=ruling).delete()
    if not gone:
        raise Refused(Reason("not_slow", _("This thread is not slow.")))
    return undone


def keep_pace(answered: Argument, *, by: User) -> None:
    """Counts an answer in every slow thread it stands in. Raises TooMany where it comes too soon.

    Before a member's other limits, so that these are the last that an answer reports.
    """
    for pace in paces_of(answered):
        limits.spend_of(pace.budget, pace.key, by, why=str(pace))
