"""Rulings to appeal, and their appeals."""

from accounts import limits
from accounts.models import User
from debates.actions import appeals as acts
from debates.actions.moderation import hide_argument
from debates.actions.rulings import Grounds, make_ruling
from debates.models import Appeal, Argument, Debate, Membership, Ruling
from debates.queries.appeals import find_appeal, find_ruling_to_appeal
from debates.queries.arguments import find_argument
from tests.factories import a_member, a_place, seen_by


def hidden(argument: Argument, *, by: User | None = None, rule: str = "insult") -> Ruling:
    """The ruling by which this argument was hidden just now."""
    by = by or argument.debate.opened_by
    seen = find_argument(by, argument.pk)
    with limits.lifted():
        hide_argument(seen, rule=rule, because="It attacks a person", by=by)
    return Ruling.objects.filter(argument=argument).latest("pk")


def warned(member: User, *, by: User, debate: Debate | None = None) -> Ruling:
    """A ruling on a member: of a debate, or by the staff of the whole site."""
    seen = seen_by(by, debate) if debate else None
    with limits.lifted():
        grounds = Grounds("insult", "They insulted others")
        return make_ruling(Ruling.Verb.WARN, grounds, debate=seen, member_id=member.pk, by=by)


def a_moderator(debate: Debate) -> User:
    return a_place(debate, Membership.Role.MODERATOR)


def staff() -> User:
    return a_member(is_staff=True)


def an_appeal(ruling: Ruling, text: str = "It does not", *, by: User | None = None) -> Appeal:
    """An appeal of this ruling by whom it concerns, as they see it."""
    by = by or ruling.member
    assert by is not None
    with limits.lifted():
        made = acts.appeal(find_ruling_to_appeal(by, ruling.pk), text, by=by)
    return find_appeal(by, made.pk)


def judged(appeal: Appeal, outcome: str = "granted", *, by: User) -> Appeal:
    with limits.lifted():
        return acts.judge_appeal(find_appeal(by, appeal.pk), outcome, "So it is.", by=by)
