"""Taking a warning, a mute or a suspension back leaves everything as it was."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts import clock, limits
from accounts.models import User
from debates.actions.restrictions import mute_member, suspend_member, warn_member
from debates.actions.undoing import undo_ruling
from debates.actions.votes import cast_vote
from debates.models import Argument, Debate, Restriction, Ruling, Vote
from debates.queries.arguments import card_of, find_argument
from debates.rules import Refused, Term, why_not_act, why_not_post
from tests.factories import a_claim, a_member, a_place, a_vote, days_ago, seen_by

WHY: dict[str, Any] = {"rule": "insult", "because": "Three insults in a row."}
BACK: dict[str, Any] = {"rule": "mistake", "because": "It was another member."}


def state_of(member: User, claim: Argument) -> tuple[object, ...]:
    """What a member may do, and all that depends on them."""
    member = User.objects.get(pk=member.pk)
    debate = seen_by(member, claim.debate)
    return (
        why_not_act(member),
        why_not_post(member, debate),
        debate.muted,
        debate.standing,
        list(Vote.objects.filter(member=member).values()),
        card_of(find_argument(member, claim.pk), member),
        Restriction.objects.filter(member=member, lifted_at=None, until__gt=clock.now()).count(),
    )


def restrict(member: User, what: str, lasts: str, debate: Debate, staff: User) -> Ruling:
    seen = seen_by(staff, debate)
    if what == "warn":
        return warn_member(member, seen, **WHY, by=staff)
    if what == "suspend":
        return suspend_member(member, lasts=lasts, **WHY, by=staff).ruling
    place = seen if what == "mute" else None
    return mute_member(member, place, lasts=lasts, **WHY, by=staff).ruling


WHATS = ("warn", "mute", "mute everywhere", "suspend")


@pytest.mark.django_db(transaction=True)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    steps=st.lists(st.tuples(st.sampled_from(WHATS), st.sampled_from(Term.values)), max_size=4),
    role=st.sampled_from([None, "participant", "moderator"]),
    backwards=st.booleans(),
)
def test_apply_then_undo_leaves_all_as_before(
    steps: list[tuple[str, str]], role: str | None, backwards: bool
) -> None:
    with limits.lifted():
        claim, staff = a_claim(), a_member(is_staff=True)
        member = a_vote(claim)
        if role:
            a_place(claim.debate, role, member=member)
        before = state_of(member, claim)
        made = []
        for what, lasts in dict(steps).items():
            made.append(restrict(member, what, lasts, claim.debate, staff))
        for ruling in reversed(made) if backwards else made:
            fresh = Ruling.objects.select_related("debate").get(pk=ruling.pk)
            if fresh.debate:
                fresh.debate = seen_by(staff, fresh.debate)
            undone = undo_ruling(fresh, **BACK, by=staff)
            assert undone.undoes_id == ruling.pk
        assert state_of(member, claim) == before
        cast_vote(find_argument(member, claim.pk), position="disagree", by=member)


@pytest.mark.django_db
@pytest.mark.usefixtures("no_limits")
def test_what_has_run_out_is_still_taken_back(claim: Argument, member: User) -> None:
    """Appeals are open for 30 days, and some mutes last an hour."""
    by = claim.debate.opened_by
    with days_ago(2):
        ruling = mute_member(member, claim.debate, lasts="hour", **WHY, by=by).ruling
    ruling.debate = seen_by(by, claim.debate)
    assert undo_ruling(ruling, **BACK, by=by).verb == "unmute"
    with pytest.raises(Refused) as twice:
        undo_ruling(ruling, **BACK, by=by)
    assert twice.value.reason.code == "undone"


@pytest.mark.django_db
@pytest.mark.usefixtures("no_limits")
def test_undoing_one_mute_leaves_the_other(claim: Argument, member: User) -> None:
    staff = a_member(is_staff=True)
    here = restrict(member, "mute", "week", claim.debate, staff)
    restrict(member, "mute everywhere", "day", claim.debate, staff)
    assert seen_by(member, claim.debate).muted["ruling"] == here.pk  # type: ignore[index]  # is set
    here.debate = seen_by(staff, claim.debate)
    undo_ruling(here, **BACK, by=staff)
    assert why_not_post(member, seen_by(member, claim.debate)).code == "muted"  # type: ignore[union-attr]  # is set
