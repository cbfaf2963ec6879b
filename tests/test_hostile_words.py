"""What cannot be kept is refused with its field, never with an error of ours."""

import pytest

from accounts.models import User
from debates.models import Argument
from tests.faces import Face

HOSTILE = ["a\0b", "\0", "\u202e", "a" * 100_000, "' OR 1=1 --", "%s", "\U0010ffff"]


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_are_answered(
    face: Face, claim: Argument, member: User, moderator: User, words: str
) -> None:
    answers = {"done", "unfit", "refused", "absent"}
    face.sign_in(member)
    evidence = {"title": "T", "shows": "So", "url": "https://example.org/"}
    outcomes = [
        face.open_debate(words),
        face.open_debate("Is it so?", context=words),
        face.post_claim(claim.debate, words),
        face.post_claim(claim.debate, "So", words),
        face.cast_vote(claim, words),
        face.make_remark(claim, words),
        face.name_crux((claim, claim), words),
        face.name_crux((claim, claim), "Why?", words),
        *(face.add_evidence(claim, **(evidence | {name: words})) for name in evidence),
        face.add_evidence(claim, **(evidence | {"doi": words})),
    ]
    face.sign_in(moderator)
    outcomes += [
        face.invite(claim.debate, words),
        face.hide(claim, words, "Because"),
        face.hide(claim, "spam", words),
    ]
    assert {outcome.what for outcome in outcomes} <= answers
