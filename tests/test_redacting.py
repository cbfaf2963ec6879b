"""Redacting one field of one thing, putting it back, and destroying it for good."""

from datetime import timedelta
from typing import Any

import pytest

from accounts import clock
from accounts.models import User
from debates.actions.checks import check_evidence
from debates.actions.redactions import redact_version
from debates.actions.tidying import destroy_sealed_words
from debates.actions.undoing import undo_ruling
from debates.models import Appeal, Argument, Debate, Evidence, OnceKey, Ruling, Sealed
from debates.queries.arguments import find_argument
from debates.queries.evidence import find_evidence
from debates.queries.rulings import find_ruling
from debates.rules import Refused
from tests.api import Program
from tests.conftest import Together
from tests.faces import Face
from tests.factories import a_claim, a_member, a_remark, a_synthesis, some_evidence
from tests.outdating import reword
from tests.reading import CANARY, everything_read

REFUSED = {"refused", "unfit"}
"""Where it was tried a form says why not, and the API refuses."""

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_limits")]


@pytest.fixture
def personal(debate: Debate) -> Argument:
    """A claim that names somebody in every field, and links to another."""
    other = a_claim(debate)
    return a_claim(other.debate, f"{CANARY} lies", f"**{CANARY}** said so in #{other.pk}. " * 20)


@pytest.mark.parametrize("field", ["statement", "reasoning"])
def test_one_field_is_redacted_and_put_back_to_the_letter(
    face: Face, personal: Argument, moderator: User, field: str
) -> None:
    before = as_kept(personal)
    face.sign_in(moderator)
    assert face.redact(personal, 1, field).what == "done"
    row = as_kept(personal)
    assert row["argument"][field] == row["versions"][0][field] == "[redacted]"
    other = "reasoning" if field == "statement" else "statement"
    assert CANARY in row["argument"][other]
    assert personal.links.count() == (field == "statement")
    assert face.redact(personal, 1, field).what in REFUSED, "it is redacted already"
    assert face.undo(Ruling.objects.get()).what == "done"
    assert as_kept(personal) == before
    assert not Sealed.objects.exists(), "what is put back is kept but once"


def test_nobody_reads_what_is_redacted(face: Face, personal: Argument, moderator: User) -> None:
    face.sign_in(moderator)
    assert face.redact(personal, 1).what == "done"
    for viewer in (personal.author, moderator, a_member(is_staff=True)):
        assert CANARY not in everything_read(viewer, personal)
        face.sign_in(viewer)
        shown = [face.read_argument(personal), face.read_record(personal.debate)]
        shown += [face.read_ruling(Ruling.objects.get()), face.read_log()]
        assert all(CANARY not in one.text for one in shown)
    assert CANARY in repr(Sealed.objects.get().words)


def test_what_a_synthesis_keeps_is_redacted_by_itself(
    face: Face, claim: Argument, moderator: User
) -> None:
    pair = [claim, a_claim(claim.debate)]
    synthesis = a_synthesis(pair, "Both", keeps=[f"{CANARY} knows", "the rest"])
    face.sign_in(moderator)
    assert face.redact(synthesis, 1, f"concession:{claim.pk}").what == "done"
    texts = dict(synthesis.concessions.values_list("argument", "text"))
    assert texts == {pair[0].pk: "[redacted]", pair[1].pk: "the rest"}
    assert face.undo(Ruling.objects.get()).what == "done"
    assert f"{CANARY} knows" in synthesis.concessions.values_list("text", flat=True)


@pytest.mark.parametrize("field", ["quote", "locator", "shows"])
def test_evidence_is_redacted_and_put_back(
    face: Face, claim: Argument, moderator: User, field: str
) -> None:
    words: dict[str, Any] = {
        "quote": f"{CANARY} q",
        "locator": f"{CANARY} l",
        "shows": f"{CANARY} s",
    }
    evidence = some_evidence(claim, **words)
    face.sign_in(moderator)
    assert face.redact_evidence(evidence, field).what == "done"
    evidence.refresh_from_db()
    assert getattr(evidence, field) == "[redacted]"
    assert words[field] not in face.read_argument(claim).text
    ruling = find_ruling(evidence.added_by, Ruling.objects.get().pk)
    assert (ruling.evidence_id, ruling.member_id) == (evidence.pk, evidence.added_by_id)
    assert face.undo(ruling).what == "done"
    evidence.refresh_from_db()
    assert getattr(evidence, field) == words[field]


def test_what_a_no_and_a_remark_say_is_redacted_also_once_the_debate_is_closed(
    face: Face, claim: Argument, moderator: User
) -> None:
    evidence, by = some_evidence(claim), a_member()
    seen = find_evidence(by, evidence.pk)
    check_evidence(seen, "claim", is_yes=False, because=f"{CANARY} made it up", by=by)
    remark = a_remark(claim, f"{CANARY}?")
    face.sign_in(moderator)
    assert face.close(claim.debate, "It is settled").what == "done"
    assert face.redact_check(evidence, "claim", by).what == "done"
    assert face.redact_remark(remark).what == "done"
    remark.refresh_from_db()
    assert (evidence.checks.get().because, remark.text) == ("[redacted]", "[redacted]")
    assert CANARY not in face.read_argument(claim).text
    for ruling in Ruling.objects.filter(verb="redact"):
        assert face.undo(ruling).what == "done"
    remark.refresh_from_db()
    assert CANARY in evidence.checks.get().because
    assert CANARY in remark.text


def test_words_that_somebody_replaced_since_are_not_overwritten(
    face: Face, claim: Argument, moderator: User
) -> None:
    evidence, by = some_evidence(claim), a_member()
    answer(evidence, by, "A name")
    face.sign_in(moderator)
    assert face.redact_check(evidence, "claim", by).what == "done"
    answer(evidence, by, "Other words")
    assert face.undo(Ruling.objects.get()).what in REFUSED
    assert evidence.checks.get().because == "Other words"


def test_an_edit_since_keeps_its_words_and_the_old_version_gets_its_own_back(
    face: Face, personal: Argument, moderator: User
) -> None:
    was = personal.statement
    face.sign_in(moderator)
    assert face.redact(personal, 1, "statement").what == "done"
    reword(find_argument(personal.author, personal.pk), "Somebody lies")
    assert face.undo(Ruling.objects.get()).what == "done"
    personal.refresh_from_db()
    assert personal.statement == "Somebody lies"
    assert personal.versions.get(number=1).statement == was


def test_two_redactions_of_a_version_are_undone_in_any_order(
    face: Face, personal: Argument, moderator: User
) -> None:
    before = as_kept(personal)
    face.sign_in(moderator)
    assert face.redact(personal, 1, "statement").what == "done"
    assert face.redact(personal, 1).what == "done"
    first, second = Ruling.objects.order_by("pk")
    assert face.undo(first).what == "done"
    assert personal.versions.get().redacted_at == second.at
    assert face.undo(second).what == "done"
    assert as_kept(personal) == before


def test_sealed_words_are_destroyed_after_37_days_but_not_under_an_appeal(
    face: Face, personal: Argument, moderator: User
) -> None:
    face.sign_in(moderator)
    assert face.redact(personal, 1).what == "done"
    ruling = Ruling.objects.get()
    appeal = Appeal.objects.create(
        ruling=ruling,
        debate=ruling.debate,
        member=personal.author,
        text="It names nobody",
        due_at=clock.now(),
    )
    with clock.at(clock.now() + timedelta(days=38)):
        assert destroy_sealed_words() == 0
        values = {"outcome": "denied", "answer": "It does", "judged_by": a_member()}
        Appeal.objects.filter(pk=appeal.pk).update(**values, judged_at=clock.now())
        assert destroy_sealed_words() == 1
    outcome = face.undo(ruling)
    assert outcome.what in REFUSED
    assert "destroyed" in outcome.text
    assert not Sealed.objects.exists()


def test_a_kept_answer_to_a_request_goes_with_the_words(personal: Argument) -> None:
    program = Program(personal.author)
    body = {"kind": "claim", "statement": f"{CANARY} again"}
    address = f"debates/{personal.debate.slug}/arguments"
    made = program.post(address, body, Idempotency_Key="k").json()["id"]
    assert CANARY in repr(list(OnceKey.objects.values()))
    by = personal.debate.opened_by
    redact_version(find_argument(by, made), 1, rule="personal", because="A name", by=by)
    assert CANARY not in repr(list(OnceKey.objects.values()))


@pytest.mark.django_db(transaction=True)
def test_redacting_while_its_author_edits_redacts_that_version_alone(together: Together) -> None:
    claim = a_claim(None, f"{CANARY} lies")
    by, author = claim.debate.opened_by, claim.author

    def redact() -> object:
        seen = find_argument(by, claim.pk)
        return redact_version(seen, 1, rule="personal", because="A name", by=by)

    def edit() -> None:
        reword(find_argument(author, claim.pk), "Somebody lies")

    outcomes = together(redact, edit)
    assert not [one for one in outcomes if isinstance(one, Exception)]
    claim.refresh_from_db()
    assert (claim.version, claim.statement) == (2, "Somebody lies")
    said = list(claim.versions.order_by("number").values_list("statement", flat=True))
    assert said == ["[redacted]", "Somebody lies"]


@pytest.mark.django_db(transaction=True)
def test_of_two_who_undo_at_once_the_other_is_told(together: Together) -> None:
    claim = a_claim(None, f"{CANARY} lies")
    by = claim.debate.opened_by
    redact_version(find_argument(by, claim.pk), 1, rule="personal", because="A name", by=by)
    number = Ruling.objects.get().pk

    def undo() -> object:
        return undo_ruling(find_ruling(by, number), rule="mistake", because="None", by=by)

    outcomes = together(undo, undo)
    refused = [one for one in outcomes if isinstance(one, Refused)]
    assert [one.reason.text for one in refused] == ["This ruling is undone already."]
    assert Ruling.objects.filter(undoes=number).count() == 1


def answer(evidence: Evidence, by: User, because: str) -> None:
    seen = find_evidence(by, evidence.pk)
    check_evidence(seen, "claim", is_yes=False, because=because, by=by)


def as_kept(argument: Argument) -> dict[str, Any]:
    """Its row, its versions and its links, to the letter."""
    return {
        "argument": Argument.objects.filter(pk=argument.pk).values().get(),
        "versions": list(argument.versions.order_by("number").values()),
        "links": list(argument.links.values("target").order_by("target")),
    }
