"""Whether a synthesis states each side fairly: through pages and API alike."""

from dataclasses import dataclass

import pytest
from django.test import Client

from accounts.models import User
from debates.actions.arguments import withdraw_argument
from debates.actions.debates import close_debate
from debates.actions.fairness import judge_fairness
from debates.actions.syntheses import Kept, edit_synthesis
from debates.models import Argument, Debate, Fairness
from debates.queries.arguments import find_argument
from debates.queries.fairness import fairness_of
from debates.queries.syntheses import concessions_of
from tests.api import Program, is_problem
from tests.faces import Face, Pages
from tests.factories import (
    a_claim,
    a_counterclaim,
    a_member,
    a_synthesis,
    a_vote,
    days_ago,
    seen_by,
)
from tests.raw import run

pytestmark = pytest.mark.usefixtures("no_limits")


@dataclass
class Pair:
    """A claim, its counterclaim, and a synthesis of both, with one who held each side before."""

    claim: Argument
    counter: Argument
    synthesis: Argument
    holder: User
    opponent: User


@pytest.fixture
def pair(claim: Argument) -> Pair:
    with days_ago(30):
        counter = a_counterclaim(claim)
        holder, opponent = a_member(), a_member()
        a_vote(claim, by=holder)
        a_vote(counter, by=opponent)
    with days_ago(1):
        synthesis = a_synthesis([claim, counter], keeps=["Of the one", "Of the other"])
    return Pair(claim, counter, synthesis, holder, opponent)


def answer(synthesis: Argument, side: Argument, *, is_fair: bool, by: User) -> None:
    judge_fairness(find_argument(by, synthesis.pk), side.pk, is_fair=is_fair, by=by)


def counts(synthesis: Argument, viewer: User) -> list[tuple[int | None, int | None, int | None]]:
    found = find_argument(viewer, synthesis.pk)
    return [(one.fair, one.unfair, one.earlier) for one in fairness_of(found, viewer, None)]


def test_who_holds_a_side_says_whether_it_is_stated_fairly(face: Face, pair: Pair) -> None:
    face.sign_in(pair.holder)
    assert face.judge_fairness(pair.synthesis, pair.claim, True).what == "done"
    assert counts(pair.synthesis, pair.holder) == [(1, 0, 0), (0, 0, 0)]
    assert face.judge_fairness(pair.synthesis, pair.claim, False).what == "done"
    assert counts(pair.synthesis, pair.holder) == [(0, 1, 0), (0, 0, 0)]
    assert face.take_back_fairness(pair.synthesis, pair.claim).what == "done"
    assert not Fairness.objects.exists()


def test_who_does_not_hold_a_side_is_told_why_not(face: Face, pair: Pair, member: User) -> None:
    assert face.judge_fairness(pair.synthesis, pair.claim, True).what == "signed out"
    for who, side in ((pair.opponent, pair.claim), (member, pair.claim)):
        face.sign_in(who)
        assert face.judge_fairness(pair.synthesis, side, True).what == "refused"
    face.sign_in(pair.synthesis.author)
    told = face.judge_fairness(pair.synthesis, pair.claim, True)
    assert told.what == "refused"
    assert "You cannot judge how fair your own synthesis is." in told.text
    assert not Fairness.objects.exists()


def test_the_author_answers_apart_from_the_count(face: Face, pair: Pair) -> None:
    run(f"UPDATE accounts_user SET verified_at = NULL WHERE id = {pair.claim.author_id}")
    author = User.objects.get(pk=pair.claim.author_id)
    face.sign_in(author)
    assert face.judge_fairness(pair.synthesis, pair.counter, True).what == "refused"
    assert face.judge_fairness(pair.synthesis, pair.claim, True).what == "done"
    assert counts(pair.synthesis, author) == [(0, 0, 0), (0, 0, 0)]
    found = find_argument(author, pair.synthesis.pk)
    assert [one.author_finds for one in fairness_of(found, author, None)] == [True, None]
    assert author.username in face.read_fairness(pair.synthesis).text


def test_answers_on_an_earlier_wording_are_said_and_not_counted(face: Face, pair: Pair) -> None:
    answer(pair.synthesis, pair.claim, is_fair=True, by=pair.holder)
    answer(pair.synthesis, pair.claim, is_fair=True, by=pair.claim.author)
    reword(pair.synthesis)
    assert counts(pair.synthesis, pair.holder) == [(0, 0, 1), (0, 0, 0)]
    found = find_argument(pair.holder, pair.synthesis.pk)
    assert fairness_of(found, pair.holder, None)[0].author_finds is None
    face.sign_in(pair.holder)
    assert face.judge_fairness(pair.synthesis, pair.claim, True, read=1).what == "done"
    assert counts(pair.synthesis, pair.holder) == [(0, 0, 1), (0, 0, 0)]
    assert face.judge_fairness(pair.synthesis, pair.claim, True, read=2).what == "done"
    assert counts(pair.synthesis, pair.holder) == [(1, 0, 0), (0, 0, 0)]
    assert face.judge_fairness(pair.synthesis, pair.claim, True, read=3).what == "unfit"


def reword(synthesis: Argument) -> None:
    edit_synthesis(
        find_argument(synthesis.author, synthesis.pk),
        statement="Both, said better",
        reasoning="",
        left_open="",
        concessions=[Kept(one.argument_id, one.text) for one in concessions_of([synthesis.pk])],
        by=synthesis.author,
    )


def test_who_changes_sides_counts_for_the_old_one_no_more(pair: Pair) -> None:
    answer(pair.synthesis, pair.claim, is_fair=False, by=pair.holder)
    a_vote(pair.claim, "disagree", by=pair.holder)
    assert counts(pair.synthesis, pair.holder) == [(0, 0, 0), (0, 0, 0)]


def test_nobody_sees_who_answered(face: Face, pair: Pair, member: User) -> None:
    answer(pair.synthesis, pair.claim, is_fair=True, by=pair.holder)
    face.sign_in(member)
    assert pair.holder.username not in face.read_fairness(pair.synthesis).text
    found = find_argument(member, pair.synthesis.pk)
    assert [one.mine for one in fairness_of(found, member, None)] == [None, None]


def test_a_closed_debate_takes_no_answer(face: Face, pair: Pair, moderator: User) -> None:
    close_debate(seen_by(moderator, pair.claim.debate), by=moderator)
    face.sign_in(pair.holder)
    told = face.judge_fairness(pair.synthesis, pair.claim, True)
    assert (told.what, "This debate is closed." in told.text) == ("refused", True)


def test_a_withdrawn_synthesis_takes_no_answer(face: Face, pair: Pair) -> None:
    author = pair.synthesis.author
    withdraw_argument(find_argument(author, pair.synthesis.pk), by=author)
    face.sign_in(pair.holder)
    assert face.judge_fairness(pair.synthesis, pair.claim, True).what in {"refused", "absent"}
    assert not Fairness.objects.exists()


def test_blind_counts_are_hidden_until_the_debate_closes(
    face: Face, pair: Pair, moderator: User
) -> None:
    answer(pair.synthesis, pair.claim, is_fair=True, by=pair.holder)
    answer(pair.synthesis, pair.claim, is_fair=False, by=pair.claim.author)
    run(f"UPDATE debates_debate SET is_blind = true WHERE id = {pair.claim.debate_id}")
    assert counts(pair.synthesis, pair.holder) == [(None,) * 3, (None,) * 3]
    face.sign_in(pair.holder)
    assert pair.claim.author.username + "</bdi>, who" not in face.read_fairness(pair.synthesis).text
    assert face.judge_fairness(pair.synthesis, pair.claim, True).what == "done"
    close_debate(seen_by(moderator, pair.claim.debate), by=moderator)
    assert counts(pair.synthesis, pair.holder) == [(1, 0, 0), (0, 0, 0)]


def test_a_side_is_one_that_is_reconciled(pair: Pair) -> None:
    other = a_claim(pair.claim.debate)
    program = Program(pair.holder)
    for number in (other.pk, 2**62):
        answer = program.put(
            f"syntheses/{pair.synthesis.pk}/fairness", {"argument": number, "is_fair": True}
        )
        assert is_problem(answer, 400)["errors"][0]["pointer"] == "/argument"
    pages = Pages()
    pages.sign_in(pair.holder)
    assert pages.judge_fairness(pair.synthesis, other, True).what == "absent"
    assert is_problem(program.get(f"syntheses/{pair.claim.pk}/fairness"), 404)


def test_the_page_asks_the_author_first_and_shows_the_counts(pair: Pair) -> None:
    answer(pair.synthesis, pair.claim, is_fair=True, by=pair.holder)
    page = f"/arguments/{pair.synthesis.pk}/"
    client = Client()
    assert 'id="asked"' not in client.get(page).content.decode()
    client.force_login(pair.claim.author)
    text = client.get(page).content.decode()
    assert text.index('id="asked"') < text.index('id="fairness"')
    assert "<b>Yes 1 · No 0</b>" in text
    assert f"<bdi>{pair.claim.author.username}</bdi>, who wrote it, has not answered yet" in text
    answer(pair.synthesis, pair.claim, is_fair=True, by=pair.claim.author)
    text = client.get(page).content.decode()
    assert 'id="asked"' not in text
    assert f"<bdi>{pair.claim.author.username}</bdi>, who wrote it, finds it fair" in text
    reword(pair.synthesis)
    text = client.get(page).content.decode()
    assert "1 answer is on an earlier wording" in text
    assert 'id="asked"' in text


@pytest.mark.parametrize("is_fair", ["maybe", "", "\x7f" * 400])
def test_another_answer_than_yes_or_no_is_unfit(pair: Pair, is_fair: str) -> None:
    client = Client()
    client.force_login(pair.holder)
    path = f"/arguments/{pair.synthesis.pk}/fairness/{pair.claim.pk}/"
    assert client.get(path).status_code == 200
    assert client.post(path, {"is_fair": is_fair}).status_code == 400


def test_the_api_says_it_all(pair: Pair) -> None:
    program, path = Program(pair.holder), f"syntheses/{pair.synthesis.pk}/fairness"
    program.put(path, {"argument": pair.claim.pk, "is_fair": True})
    told = program.get(path).json()
    ours, theirs = told["sides"]
    assert (told["synthesis"], told["version"]) == (pair.synthesis.pk, 1)
    assert (ours["fair"], ours["unfair"], ours["mine"], ours["why_not"]) == (1, 0, True, None)
    assert ours["author"] == {"name": pair.claim.author.username}
    assert ours["author_finds_it_fair"] is None
    assert (theirs["mine"], theirs["why_not"]["code"]) == (None, "not_of_this_side")


def test_a_private_debate_says_nothing_to_strangers(debate: Debate, pair: Pair) -> None:
    run(f"UPDATE debates_debate SET visibility = 'private' WHERE id = {debate.pk}")
    answer = Program(pair.holder).get(f"syntheses/{pair.synthesis.pk}/fairness")
    assert is_problem(answer, 404)
