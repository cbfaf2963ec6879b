"""Syntheses: through pages and API alike."""

from collections.abc import Callable, Sequence

import pytest

from accounts.models import User
from debates.actions.moderation import hide_argument
from debates.models import Argument
from tests.faces import Face
from tests.factories import a_claim, a_counterclaim


def test_a_synthesis_keeps_something_of_each(face: Face, claim: Argument, member: User) -> None:
    pair = [claim, a_counterclaim(claim)]
    face.sign_in(member)
    outcome = face.post_synthesis(pair, "Both", ["The one", " "])
    assert (outcome.what, "Please write something here." in outcome.text) == ("unfit", True)
    assert face.post_synthesis(pair, "Both", ["The one", "The other"]).what == "done"
    synthesis = Argument.objects.get(kind="synthesis")
    kept = synthesis.concessions.order_by("pk").values_list("text", flat=True)
    assert list(kept) == ["The one", "The other"]


def hidden(claim: Argument) -> Argument:
    argument = a_counterclaim(claim)
    by = claim.debate.opened_by
    argument.debate.standing = "opener"
    hide_argument(argument, rule="spam", because="It sells.", by=by)
    return argument


UNFIT: dict[str, tuple[Callable[[Argument], Sequence[Argument]], str]] = {
    "itself": (lambda claim: [claim, claim], "different arguments"),
    "one alone": (lambda claim: [claim], "two or three arguments"),
    "six": (
        lambda claim: [claim, *(a_counterclaim(claim) for _ in range(5))],
        "two or three arguments",
    ),
    "what it supports": (
        lambda claim: [claim, a_claim(supporting=claim)],
        "nothing to reconcile between the two",
    ),
    "another debate's": (lambda claim: [claim, a_claim()], "no such argument in this debate"),
    "a hidden one": (lambda claim: [claim, hidden(claim)], "This argument is hidden."),
}


@pytest.mark.parametrize("what", UNFIT)
def test_what_cannot_be_reconciled_is_refused_with_the_reason(
    face: Face, claim: Argument, member: User, what: str
) -> None:
    of, why = UNFIT[what]
    face.sign_in(member)
    arguments = of(claim)
    outcome = face.post_synthesis(arguments, "Both of these", ["What is right"] * len(arguments))
    assert outcome.what == "unfit"
    assert why in outcome.text
    assert not Argument.objects.filter(kind="synthesis").exists()
