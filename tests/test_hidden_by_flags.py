"""Three independent flags by established members hide an argument until a moderator looks."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from accounts import clock
from accounts.models import User
from debates.actions.arguments import edit_argument
from debates.actions.cases import close_cases
from debates.actions.flags import take_back_flag
from debates.actions.moderation import hide_argument, restore_argument
from debates.models import Argument, Case, Event, Flag, Notice, Restriction, Ruling
from debates.queries.arguments import card_of, find_argument
from debates.queries.flags import find_flag
from debates.rules import Refused
from tests.conftest import Together
from tests.factories import a_claim, a_counterclaim, a_member, a_vote
from tests.flagged import raise_flag

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_limits")]


def established(days: float = 30, deeds: int = 3, **fields: Any) -> User:
    """A member of so many days who voted on so many things; two are never of one day."""
    joined = clock.now() - timedelta(days=days)
    member = a_member(**({"date_joined": joined, "verified_at": joined} | fields))
    for _deed in range(deeds):
        a_vote(a_claim(), by=member)
    return member


def three() -> list[User]:
    return [established(days) for days in (10, 20, 30)]


def is_hidden(argument: Argument) -> bool:
    return Argument.objects.get(pk=argument.pk).is_hidden


def flagged_by(argument: Argument, members: list[User], rule: str = "insult") -> None:
    for member in members:
        raise_flag(argument, rule, by=member)


def opened(argument: Argument) -> tuple[Argument, User]:
    by = argument.debate.opened_by
    return find_argument(by, argument.pk), by


def restore(argument: Argument) -> None:
    seen, by = opened(argument)
    restore_argument(seen, rule="mistake", because="It attacks nobody", by=by)


def test_the_third_flag_hides_it(claim: Argument, client: Client) -> None:
    members = three()
    flagged_by(claim, members[:2])
    assert not is_hidden(claim)
    raise_flag(claim, "insult", by=members[2])
    assert is_hidden(claim)
    ruling = Ruling.objects.get()
    assert (ruling.verb, ruling.rule, ruling.role, ruling.by) == (
        "hide",
        "insult",
        "automatic",
        None,
    )
    case = Case.objects.get()
    assert (case.closed_at, case.flags, case.why) == (None, 3, "noticed")
    assert Event.objects.get(kind="argument_hidden").ruling == ruling
    told = Notice.objects.get(kind="hidden")
    assert (told.member, told.ruling, told.by) == (claim.author, ruling, None)
    card = card_of(find_argument(members[0], claim.pk), members[0])
    assert (card.statement, card.hidden_role) == (None, "automatic")
    history = client.get(f"/debates/{claim.debate.slug}/history/").content.decode()
    assert "The site" in history
    client.force_login(claim.author)
    assert claim.statement in client.get(f"/arguments/{claim.pk}/").content.decode()


def muted(argument: Argument) -> User:
    member = established(40)
    by = argument.debate.opened_by
    ruling = Ruling.objects.create(
        **{"verb": "mute", "rule": "insult", "reason": "So", "role": "moderator"},
        **{"debate": argument.debate, "member": member, "by": by},
    )
    raise_flag(argument, "insult", by=member)
    until = clock.now() + timedelta(days=1)
    Restriction.objects.create(
        member=member, debate=argument.debate, kind="muted", ruling=ruling, until=until
    )
    return member


def answering(argument: Argument) -> User:
    member = established(40)
    a_counterclaim(argument, by=member)
    raise_flag(argument, "insult", by=member)
    return member


def withdrawing(argument: Argument) -> User:
    member = established(40)
    flag = raise_flag(argument, "insult", by=member)
    take_back_flag(find_flag(member, flag.pk), by=member)
    return member


def flagging(**fields: Any) -> Callable[[Argument], Any]:
    rule = fields.pop("rule", "insult")
    return lambda argument: raise_flag(argument, rule, by=established(**fields))


@pytest.mark.parametrize(
    "third",
    [
        flagging(days=6),
        flagging(deeds=2),
        flagging(rule="spam"),
        answering,
        muted,
        withdrawing,
    ],
    ids=["newcomer", "has done little", "another rule", "answers it", "muted", "took it back"],
)
def test_who_does_not_count(claim: Argument, third: Callable[[Argument], Any]) -> None:
    first, second = established(20), established(30)
    third(claim)
    flagged_by(claim, [first, second])
    assert not is_hidden(claim)
    raise_flag(claim, "insult", by=established(50))
    assert is_hidden(claim), "with one more who counts it is hidden"


def test_the_author_of_what_it_answers_does_not_count() -> None:
    parent = a_claim(by=established(40))
    reply = a_counterclaim(parent)
    flagged_by(reply, [parent.author, *three()[:2]])
    assert not is_hidden(reply)


def test_of_accounts_of_one_day_one_counts(claim: Argument) -> None:
    flagged_by(claim, [established(30 + hours / 24) for hours in (0, 8, 16, 23)])
    assert not is_hidden(claim)
    raise_flag(claim, "insult", by=established(32))
    assert not is_hidden(claim)
    raise_flag(claim, "insult", by=established(34))
    assert is_hidden(claim)


@pytest.mark.parametrize("rule", ["off_topic", "unclear", "several_claims", "unfair", "other"])
def test_what_could_be_better_is_not_hidden(claim: Argument, rule: str) -> None:
    for member in three():
        raise_flag(claim, rule, "Word by word", by=member)
    assert not is_hidden(claim)


def test_what_a_moderator_let_stand_is_not_hidden_again_until_it_is_edited(
    claim: Argument,
) -> None:
    raise_flag(claim)
    close_cases(list(Case.objects.values_list("pk", flat=True)), Case.Verdict.DISMISSED)
    flagged_by(claim, three())
    assert not is_hidden(claim)
    author = claim.author
    edit_argument(
        find_argument(author, claim.pk), statement="Fools disagree", reasoning="", by=author
    )
    raise_flag(claim, "insult", by=established(60))
    assert is_hidden(claim)


@pytest.mark.parametrize("by_the_site", [True, False])
def test_what_a_moderator_put_back_is_not_hidden_again(claim: Argument, by_the_site: bool) -> None:
    if by_the_site:
        flagged_by(claim, three())
    else:
        seen, by = opened(claim)
        hide_argument(seen, rule="insult", because="It insults", by=by)
    assert is_hidden(claim)
    restore(claim)
    flagged_by(claim, three())
    assert not is_hidden(claim)


def test_the_moderators_look_though_all_took_their_flags_back(claim: Argument) -> None:
    members = three()
    flagged_by(claim, members)
    for member in members:
        take_back_flag(find_flag(member, Flag.objects.get(member=member).pk), by=member)
    case = Case.objects.get()
    assert (case.flags, case.closed_at, is_hidden(claim)) == (0, None, True)


def test_votes_on_what_is_flagged_establish_nobody(claim: Argument) -> None:
    member = established(40, deeds=2)
    a_vote(claim, by=member)
    flagged_by(claim, [member, *three()[:2]])
    assert not is_hidden(claim)


@pytest.mark.django_db(transaction=True)
def test_two_third_flags_at_once_hide_once(together: Together) -> None:
    claim = a_claim()
    flagged_by(claim, [established(10), established(20)])
    late = [established(30), established(40), established(50)]
    outcomes = together(*[lambda by=by: raise_flag(claim, "insult", by=by) for by in late])
    assert sum(isinstance(one, Flag) for one in outcomes) == 1
    refused = [one for one in outcomes if isinstance(one, Refused)]
    assert [one.reason.code for one in refused] == ["hidden", "hidden"]
    assert Ruling.objects.count() == Notice.objects.filter(kind="hidden").count() == 1
    assert Case.objects.get().flags == 3


@pytest.mark.django_db(transaction=True)
def test_what_is_hidden_by_hand_and_by_flags_at_once_is_the_moderators(
    together: Together,
) -> None:
    claim = a_claim()
    members = three()
    flagged_by(claim, members[:2])
    seen, by = opened(claim)

    def by_hand() -> None:
        hide_argument(seen, rule="spam", because="It sells", by=by)

    outcomes = together(by_hand, lambda: raise_flag(claim, "insult", by=members[2]))
    refused = sum(isinstance(one, Refused) for one in outcomes)
    # What the site hid a moment before, the moderator takes over.
    assert (refused, Ruling.objects.count()) in {(1, 1), (0, 2)}
    assert Ruling.objects.filter(verb="hide", by=by).count() == 1
    assert is_hidden(claim)
