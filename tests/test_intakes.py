"""Handing in a bibliography: through pages and API alike."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from procrastinate.contrib.django.models import ProcrastinateJob

from accounts.models import User
from debates.actions import intakes
from debates.actions.debates import close_debate
from debates.actions.intakes import take_in, work_through, work_through_all
from debates.models import Debate, Event, Intake, Listing, Source
from debates.rules import Refused
from tests.conftest import Together
from tests.faces import Api, Face, Pages
from tests.factories import a_debate, a_member, an_intake, seen_by
from tests.test_bibtex import three_broken_of

BOOK = "@book{{b{n}, title={{Book {n}}}, author={{Mill, J. S.}}, isbn={{}}, year={{19{n:02}}}}}\n"


def books(many: int, after: int = 0) -> str:
    return "".join(BOOK.format(n=n) for n in range(after + 1, after + many + 1))


def ended(debate: Debate) -> Intake:
    """The one intake of a debate, read to its end."""
    work_through(Intake.objects.get(debate=debate).pk)
    return Intake.objects.select_related("debate").get(debate=debate)


def test_what_is_handed_in_is_listed_by_the_worker(
    face: Face, debate: Debate, member: User
) -> None:
    face.sign_in(member)
    assert face.take_in(debate, books(3).encode()).what == "done"
    intake = Intake.objects.get()
    waiting = face.read_intake(intake)
    assert "Waiting for its turn." in waiting.text or "'total': None" in waiting.text
    job = ProcrastinateJob.objects.get(task_name="debates.actions.intakes.read_intake")
    assert job.args == {"intake_id": intake.pk}
    intake = ended(debate)
    assert (intake.total, intake.done, intake.listed, intake.text) == (3, 3, 3, "")
    text = face.read_intake(intake).text
    assert "3 entries are listed." in text or "'listed': 3" in text
    assert "Book 2" in face.read_bibliography(debate).text
    assert Event.objects.filter(kind="sources_listed", debate=debate, by=member).count() == 1


def test_what_cannot_be_read_is_named_by_its_line(face: Face, debate: Debate, member: User) -> None:
    face.sign_in(member)
    broken = books(2) + "@book{bad, title={Open,\n  year=1999\n}\n" + books(3, after=2)
    assert face.take_in(debate, broken.encode()).what == "done"
    intake = ended(debate)
    assert (intake.done, intake.listed) == (6, 5)
    [problem] = intake.problems
    assert (problem["line"], problem["key"], problem["listed"]) == (3, "bad", False)
    text = face.read_intake(intake).text
    assert "Line 3" in text or "'line': 3" in text
    assert "A brace or a quote is not closed." in text


@pytest.mark.django_db
def test_of_ten_thousand_entries_three_broken_ones_are_named_to_both_faces(
    debate: Debate, member: User
) -> None:
    faces: list[Face] = [Pages(), Api()]
    for face in faces:
        face.sign_in(member)
    assert faces[0].take_in(debate, three_broken_of(10_000).encode()).what == "done"
    intake = ended(debate)
    assert (intake.done, intake.listed) == (10_000, 9_997)
    assert Listing.objects.filter(debate=debate).count() == 9_997
    for face in faces:
        text = face.read_intake(intake).text
        for line, key in ((31, "b10"), (15_001, "b5000"), (29_998, "b9999")):
            assert f"Line {line}<" in text or f"'line': {line}, 'key': '{key}'" in text
        assert text.count("This entry is broken") == 3


@pytest.mark.parametrize("form", ["bibtex", "csl"])
def test_ten_thousand_entries_are_taken_in_by_the_api(
    debate: Debate, member: User, form: str
) -> None:
    face = Api()
    face.sign_in(member)
    works = [{"type": "book", "title": f"Book {n}"} for n in range(10_000)]
    file = three_broken_of(10_000) if form == "bibtex" else json.dumps(works)
    assert face.take_in(debate, file.encode(), of=form).what == "done"


def test_a_known_work_is_not_doubled(debate: Debate, member: User, no_limits: None) -> None:
    work = "@article{a, title={T}, doi={10.1000/1}}\n@article{b, title={U}, doi={10.1000/1}}"
    assert an_intake(debate, work, by=member).listed == 2
    assert an_intake(debate, work, by=member).listed == 2
    assert Source.objects.count() == Listing.objects.count() == 1


def test_strangers_and_closed_debates_take_nothing_in(
    face: Face, debate: Debate, member: User
) -> None:
    assert face.take_in(debate, b"@book{a, title={A}}").what == "signed out"
    face.sign_in(member)
    close_debate(debate, by=debate.opened_by)
    refused = face.take_in(debate, b"@book{a, title={A}}")
    assert refused.what == "refused"
    assert "This debate is closed." in refused.text


def test_one_at_a_time_is_read_for_a_member(face: Face, debate: Debate, member: User) -> None:
    face.sign_in(member)
    assert face.take_in(debate, books(1).encode()).what == "done"
    refused = face.take_in(debate, books(1).encode())
    assert refused.what == "refused"
    assert "is still being read" in refused.text
    ended(debate)
    assert face.take_in(debate, books(1).encode()).what == "done"


@pytest.mark.parametrize(
    ("file", "why"),
    [
        (b"@book{a, title={caf\xe9}}", "perhaps Latin-1"),
        ("@book{a, title={A}}".encode("utf-16"), "UTF-16"),
        (b"@book{a,\n title={A\0}}", "characters that cannot be kept"),
        (b"x" * 5_000_001, "larger than 5 MB"),
        (b" \n ", "Please write something here."),
    ],
    ids=["latin-1", "utf-16", "NUL", "too large", "blank"],
)
def test_what_is_no_text_is_refused_with_the_reason(
    face: Face, debate: Debate, member: User, file: bytes, why: str
) -> None:
    face.sign_in(member)
    if len(file) > 5_000_000 and type(face).__name__ == "Api":
        path = f"/api/v1/debates/{debate.slug}/bibliography/intakes"
        kind = "application/x-bibtex"
        assert face.client.post(path, file, content_type=kind).status_code == 413
        return
    refused = face.take_in(debate, file)
    assert refused.what == "unfit"
    assert why in refused.text
    assert not Intake.objects.exists()


def test_a_byte_order_mark_is_no_fault(face: Face, debate: Debate, member: User) -> None:
    face.sign_in(member)
    assert face.take_in(debate, b"\xef\xbb\xbf" + books(1).encode()).what == "done"
    assert ended(debate).listed == 1


def test_a_debate_that_closes_meanwhile_stops_it(debate: Debate, member: User) -> None:
    intake = take_in(seen_by(member, debate), books(3), format="bibtex", by=member)
    close_debate(debate, by=debate.opened_by)
    work_through(intake.pk)
    intake.refresh_from_db()
    assert intake.ended_at
    assert [one["why"] for one in intake.problems] == ["This debate is closed."]
    assert not Listing.objects.exists()


def test_it_goes_on_where_a_worker_died(
    debate: Debate, member: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    intake = take_in(seen_by(member, debate), books(52), format="bibtex", by=member)
    monkeypatch.setattr(intakes, "BATCH", 20)
    batches = intakes._list_batch

    def dies(*args: Any) -> str:
        if Listing.objects.count() >= 40:
            raise KeyboardInterrupt
        return batches(*args)

    monkeypatch.setattr(intakes, "_list_batch", dies)
    with pytest.raises(KeyboardInterrupt):
        work_through(intake.pk)
    intake.refresh_from_db()
    assert (intake.done, intake.ended_at) == (40, None)
    monkeypatch.setattr(intakes, "_list_batch", batches)
    work_through_all()
    intake.refresh_from_db()
    assert (intake.done, intake.listed, Listing.objects.count()) == (52, 52, 52)


def test_two_workers_at_once_list_everything_once(together: Together) -> None:
    member = a_member()
    debate = a_debate(by=member)
    intake = take_in(debate, books(60), format="bibtex", by=member)
    together(*[lambda: work_through(intake.pk)] * 3)
    intake.refresh_from_db()
    assert (intake.done, intake.listed, Listing.objects.count()) == (60, 60, 60)
    assert Event.objects.filter(kind="sources_listed").count() == 1


def test_handing_in_twice_at_once_is_done_once(together: Together) -> None:
    member = a_member()
    debate = a_debate(by=member)
    tries = together(*[lambda: take_in(debate, books(1), format="bibtex", by=member)] * 4)
    assert sum(isinstance(one, Refused) for one in tries) == 3
    assert Intake.objects.count() == 1


@pytest.mark.django_db
def test_the_command_lists_a_file(debate: Debate, member: User, tmp_path: Path) -> None:
    file = tmp_path / "list.bib"
    file.write_text(books(3) + "@book{bad, year=1}\n")
    out, err = StringIO(), StringIO()
    named = {"debate": debate.slug, "by": member.username, "stdout": out, "stderr": err}
    call_command("import_bibliography", file, **named)
    assert "Listed 3 of 4 entries." in out.getvalue()
    assert "line 4, bad: It has no title." in err.getvalue()
    with pytest.raises(CommandError, match="There is no debate 'x'"):
        call_command("import_bibliography", file, debate="x")
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("import_bibliography", tmp_path / "none", debate=debate.slug)
