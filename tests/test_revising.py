"""Revising somebody else's synthesis: a new one, which credits the old."""

import pytest

from accounts.models import User
from debates.actions.arguments import withdraw_argument
from debates.actions.debates import close_debate
from debates.actions.moderation import hide_argument
from debates.actions.syntheses import Kept, edit_synthesis
from debates.models import Argument, Notice
from debates.queries.arguments import find_argument
from tests.api import Program, is_problem
from tests.faces import Face, Pages
from tests.factories import a_claim, a_counterclaim, a_synthesis, seen_by

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_limits")]

KEEPS = ["The one", "The other"]


@pytest.fixture
def pair(claim: Argument) -> list[Argument]:
    return [claim, a_counterclaim(claim)]


@pytest.fixture
def synthesis(pair: list[Argument]) -> Argument:
    return a_synthesis(pair, "Both go by tram", "Because of both", keeps=["Much", "Little"])


def test_it_makes_a_new_one_that_credits_the_old(
    face: Face, synthesis: Argument, pair: list[Argument], member: User
) -> None:
    face.sign_in(member)
    assert face.revise(synthesis, "Both go by train", pair, KEEPS).what == "done"
    new = Argument.objects.get(revises=synthesis)
    assert (new.author, new.statement) == (member, "Both go by train")
    notice = Notice.objects.get(kind=Notice.Kind.REVISED)
    assert (notice.member, notice.argument) == (synthesis.author, new)
    text = face.read_standing(new).text
    if isinstance(face, Pages):
        assert f'Revises <a href="/arguments/{synthesis.pk}/">#{synthesis.pk}</a>' in text
        assert synthesis.author.username in text
        assert '<del dir="auto">tram</del><ins dir="auto">train</ins>' in text
        assert '<del dir="auto">Much</del><ins dir="auto">The</ins>' in text.replace(" one", "")
        assert '<del dir="auto">Because of both</del>' in text
        old = face.read_standing(synthesis).text
        assert 'id="revisions"' in old
        assert "Both go by train" in old
    else:
        assert f"'revises': {synthesis.pk}" in text
        assert f"'revises': {synthesis.pk}" in face.read_standing(synthesis).text


def test_ones_own_is_edited_instead(face: Face, synthesis: Argument, pair: list[Argument]) -> None:
    face.sign_in(synthesis.author)
    outcome = face.revise(synthesis, "Anew", pair, KEEPS)
    assert (outcome.what, "edit it" in outcome.text) == ("refused", True)


def test_only_a_synthesis_that_stands_is_revised(
    face: Face, synthesis: Argument, pair: list[Argument], member: User
) -> None:
    face.sign_in(member)
    assert face.revise(pair[0], "Anew", pair, KEEPS).what == "refused"
    withdraw_argument(synthesis, by=synthesis.author)
    assert face.revise(synthesis, "Anew", pair, KEEPS).what == "refused"


def test_nobody_revises_signed_out_or_in_a_closed_debate(
    face: Face, synthesis: Argument, pair: list[Argument], member: User
) -> None:
    assert face.revise(synthesis, "Anew", pair, KEEPS).what == "signed out"
    by = synthesis.debate.opened_by
    close_debate(seen_by(by, synthesis.debate), by=by)
    face.sign_in(member)
    assert face.revise(synthesis, "Anew", pair, KEEPS).what == "refused"
    assert not Argument.objects.filter(revises=synthesis).exists()


def test_a_revision_says_what_is_missing_and_loses_nothing(
    face: Face, synthesis: Argument, pair: list[Argument], member: User
) -> None:
    face.sign_in(member)
    outcome = face.revise(synthesis, "Typed by hand", pair, ["The one", " "])
    assert (outcome.what, "Please write something here." in outcome.text) == ("unfit", True)
    if isinstance(face, Pages):
        assert "Typed by hand" in outcome.text


def test_the_form_begins_with_its_words(synthesis: Argument, member: User) -> None:
    pages = Pages()
    pages.sign_in(member)
    form = pages.client.get(f"/arguments/{synthesis.pk}/revise/").content.decode()
    for words in ("Both go by tram", "Because of both", "Much", "Little"):
        assert words in form
    assert f'href="/arguments/{synthesis.pk}/revise/"' in pages.read_standing(synthesis).text
    pages.sign_in(synthesis.author)
    assert f'href="/arguments/{synthesis.pk}/revise/"' not in pages.read_standing(synthesis).text


def test_it_reconciles_the_same_arguments_of_the_same_debate(
    synthesis: Argument, pair: list[Argument], member: User
) -> None:
    program, third = Program(member), a_claim(synthesis.debate)
    body = {"statement": "Anew", "revises": synthesis.pk}
    others = [{"argument": one.pk, "text": "So"} for one in (pair[0], third)]
    answer = program.post(
        f"debates/{synthesis.debate.slug}/syntheses", body | {"concessions": others}
    )
    assert is_problem(answer, 400)["errors"][0]["pointer"] == "/revises"
    elsewhere = a_synthesis()
    same = [{"argument": one.pk, "text": "So"} for one in pair]
    for wrong in (elsewhere.pk, 10**9):
        sent = {"statement": "Anew", "revises": wrong, "concessions": same}
        answer = program.post(f"debates/{synthesis.debate.slug}/syntheses", sent)
        assert is_problem(answer, 400)["errors"][0]["pointer"] == "/revises"
    why = program.get(f"syntheses/{synthesis.pk}?expand=why_not").json()["why_not"]
    assert why["revise"] is None


def test_what_was_hidden_shows_in_no_difference(
    face: Face, synthesis: Argument, pair: list[Argument], member: User
) -> None:
    face.sign_in(member)
    face.revise(synthesis, "Both go by train", pair, KEEPS)
    new = Argument.objects.get(revises=synthesis)
    by = synthesis.debate.opened_by
    hide_argument(find_argument(by, synthesis.pk), rule="spam", because="It sells", by=by)
    text = face.read_standing(new).text
    assert "tram" not in text
    assert "Because of both" not in text
    assert "Much" not in text


def test_the_difference_is_to_the_words_that_were_revised(
    synthesis: Argument, pair: list[Argument], member: User
) -> None:
    pages = Pages()
    pages.sign_in(member)
    pages.revise(synthesis, "Both go by train", pair, KEEPS)
    kept = [Kept(one.pk, "Else") for one in pair]
    edit_synthesis(
        synthesis,
        statement="Nobody goes",
        reasoning="",
        left_open="",
        concessions=kept,
        by=synthesis.author,
    )
    text = pages.read_standing(Argument.objects.get(revises=synthesis)).text
    assert '<del dir="auto">tram</del><ins dir="auto">train</ins>' in text


def test_of_what_is_hidden_nothing_is_revised(
    face: Face, synthesis: Argument, pair: list[Argument], member: User
) -> None:
    by = synthesis.debate.opened_by
    hide_argument(find_argument(by, pair[0].pk), rule="spam", because="It sells", by=by)
    face.sign_in(member)
    assert face.revise(synthesis, "Anew", pair, KEEPS).what in {"refused", "unfit"}
