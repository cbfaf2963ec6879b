"""Files that members keep here: once each, within a quota, until nothing shows them."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from pytest_django import Settings

from accounts import clock, limits
from accounts.models import User
from debates.actions.evidence import add_evidence, withdraw_evidence
from debates.actions.files import keep_file
from debates.actions.members import delete_account
from debates.actions.removing import remove_demo
from debates.actions.sources import Cited
from debates.actions.tidying import forget_unused_files
from debates.models import Argument, Evidence, File, Holding, Quota
from debates.models.file import LARGEST, QUOTA
from debates.queries.arguments import find_argument
from debates.rules import Refused, Unfit
from tests.conftest import Together
from tests.faces import Face
from tests.factories import a_claim, a_debate, a_file, a_member, some_evidence
from tests.specimen_files import CSV, PDF, a_picture, a_zip

CITED = Cited(title="Trams", url="https://example.org/trams")


@pytest.fixture(autouse=True)
def stored(tmp_path: Path, settings: Settings) -> Path:
    """Where the files of this test are, and none else."""
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def all_stored(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()]


def pdf(number: int, size: int = 1_000) -> bytes:
    """A PDF of this size that differs from all others."""
    remark = b"%% %d " % number
    return PDF[:9] + remark + b"x" * (size - len(PDF) - len(remark) - 1) + b"\n" + PDF[9:]


def grow_old() -> None:
    File.objects.update(kept_at=clock.now() - timedelta(days=8))


def used_by(member: User) -> int:
    return sum(Quota.objects.filter(member=member).values_list("used", flat=True))


def test_a_file_comes_with_its_evidence(
    face: Face, claim: Argument, member: User, stored: Path
) -> None:
    face.sign_in(member)
    assert face.attach(claim, PDF, "../../etc/passwd\r\n.exe").what == "done"
    file = Evidence.objects.get().file
    assert file is not None
    assert (file.kind, file.size, file.name) == (
        *("pdf", len(PDF)),
        f"{file.sha256[:2]}/{file.sha256[2:]}.pdf",
    )
    assert all_stored(stored) == [PDF]
    assert used_by(member) == len(PDF)
    assert f"/files/{file.pk}/" in face.client.get(f"/arguments/{claim.pk}/").content.decode()


def test_a_refused_file_is_named(face: Face, claim: Argument, member: User, stored: Path) -> None:
    face.sign_in(member)
    outcome = face.attach(claim, a_zip(), "proof.pdf")
    assert outcome.what == "unfit"
    assert "This is a ZIP archive" in outcome.text
    assert not Evidence.objects.exists()
    assert not File.objects.exists()
    assert all_stored(stored) == []


def test_the_same_file_is_kept_once(face: Face, claim: Argument, stored: Path) -> None:
    members = [a_member(), a_member()]
    for member in (*members, members[0]):
        face.sign_in(member)
        assert face.attach(claim, CSV).what == "done"
    assert all_stored(stored) == [CSV]
    assert File.objects.count() == 1
    assert [used_by(member) for member in members] == [len(CSV)] * 2


@pytest.mark.django_db
@pytest.mark.parametrize("left", [None, b"", PDF[:99]])
def test_what_was_lost_is_there_again_when_it_is_kept_anew(
    member: User, stored: Path, left: bytes | None
) -> None:
    file = a_file(PDF, by=member)
    default_storage.delete(file.name)
    if left is not None:
        stored.joinpath(file.name).write_bytes(left)
    assert a_file(PDF, by=member) == file
    assert all_stored(stored) == [PDF]


def test_only_what_one_keeps_oneself_can_be_attached(
    face: Face, claim: Argument, member: User
) -> None:
    face.sign_in(member)
    outcome = face.attach_kept(claim, a_file())
    assert outcome.what == "unfit"
    assert "You keep no such file here." in outcome.text
    assert face.attach_kept(claim, a_file(by=member)).what == "done"


def test_a_full_quota_says_what_is_left(face: Face, claim: Argument, member: User) -> None:
    a_file(CSV, by=member)
    Quota.objects.update(used=QUOTA - 3 * 1024**2)
    face.sign_in(member)
    outcome = face.attach(claim, pdf(1, 4 * 1024**2))
    assert outcome.what in {"refused", "unfit"}
    assert "This file takes 4.0 MB, and 3.0 MB of your 100 MB are left." in outcome.text
    assert face.attach(claim, CSV).what == "done", "it counts already"


def test_whoever_may_not_take_part_keeps_nothing(face: Face, claim: Argument) -> None:
    assert face.attach(claim, PDF).what == "signed out"
    assert not File.objects.exists()


@pytest.mark.django_db
def test_keeping_files_is_limited_also_when_they_are_refused(member: User) -> None:
    for _turn in range(limits.BUDGETS["files"].burst):
        with pytest.raises(Unfit):
            keep_file(b"", by=member)
    with pytest.raises(limits.TooMany):
        keep_file(PDF, by=member)


def test_files_sent_at_once_never_pass_the_quota(together: Together, stored: Path) -> None:
    member, size = a_member(), 9 * 1024**2
    a_file(CSV, by=member)
    Quota.objects.update(used=QUOTA - 3 * size)
    answers = together(*(lambda one=one: keep_file(pdf(one, size), by=member) for one in range(8)))
    kept = [one for one in answers if isinstance(one, File)]
    refused = [one for one in answers if isinstance(one, Refused)]
    assert (len(kept), len(refused)) == (3, 5)
    assert {one.reason.code for one in refused} == {"files_of_a_member_fit_their_quota"}
    assert used_by(member) == QUOTA
    assert len(all_stored(stored)) == 1 + len(kept)


def test_one_content_sent_at_once_is_one_file(together: Together, stored: Path) -> None:
    members, sent = [a_member() for _turn in range(4)], pdf(1, LARGEST)
    answers = together(*(lambda by=by: keep_file(sent, by=by) for by in members * 2))
    assert {one.pk for one in answers} == {File.objects.get().pk}
    assert all_stored(stored) == [sent]
    assert [used_by(member) for member in members] == [LARGEST] * 4


@pytest.mark.django_db
def test_what_nothing_shows_is_forgotten_after_a_week(member: User, stored: Path) -> None:
    shown, taken_back, unused = (a_file(pdf(one), by=member) for one in range(3))
    some_evidence(by=member, file=shown)
    withdrawn = some_evidence(by=member, file=taken_back)
    withdraw_evidence(withdrawn, by=member)
    assert forget_unused_files() == 0
    grow_old()
    assert forget_unused_files() == 1, "what was shown until just now stays for a week"
    assert not File.objects.filter(pk=unused.pk).exists()
    Evidence.objects.filter(pk=withdrawn.pk).update(withdrawn_at=clock.now() - timedelta(days=8))
    assert forget_unused_files() == 1
    withdrawn.refresh_from_db()
    assert withdrawn.file is None
    assert File.objects.get() == shown
    assert all_stored(stored) == [pdf(0)]
    assert used_by(member) == shown.size


def test_a_file_is_attached_or_forgotten_and_never_both(together: Together, stored: Path) -> None:
    member = a_member()
    claim = find_argument(member, a_claim().pk)
    for turn in range(12):
        file = a_file(pdf(turn), by=member)
        grow_old()
        forgotten, added = together(
            forget_unused_files,
            lambda file=file: add_evidence(claim, CITED, shows="It", file=file, by=member),
        )
        assert not isinstance(forgotten, Exception)
        assert isinstance(added, Evidence if forgotten == 0 else Unfit), added
        assert default_storage.exists(file.name) == (forgotten == 0)


def test_a_file_is_kept_anew_while_it_is_forgotten(together: Together, stored: Path) -> None:
    member = a_member()
    for turn in range(12):
        a_file(pdf(turn), by=member)
        grow_old()
        _forgotten, kept = together(
            forget_unused_files, lambda turn=turn: keep_file(pdf(turn), by=member)
        )
        assert Holding.objects.filter(member=member, file=kept).exists()
        assert default_storage.exists(kept.name)
        assert used_by(member) == sum(File.objects.values_list("size", flat=True))


@pytest.mark.django_db
def test_a_deleted_account_keeps_no_files_but_those_of_its_evidence(
    member: User, stored: Path
) -> None:
    shown = a_file(a_picture(), by=member)
    a_file(CSV, by=member)
    some_evidence(by=member, file=shown)
    delete_account(by=member)
    assert not Holding.objects.exists()
    assert not Quota.objects.exists()
    grow_old()
    assert forget_unused_files() == 1
    assert File.objects.get() == shown


@pytest.mark.django_db
def test_the_demo_leaves_no_file_behind(member: User, stored: Path) -> None:
    demo = a_member(is_demo=True)
    shown, unused, elsewhere = (a_file(pdf(turn), by=demo) for turn in range(3))
    some_evidence(a_claim(a_debate(by=demo), by=demo), by=demo, file=shown)
    some_evidence(by=demo, file=elsewhere)
    own = a_file(by=member)
    Holding.objects.create(member=member, file=unused)
    assert remove_demo(with_what_others_wrote=True)
    assert set(File.objects.all()) == {unused, elsewhere, own}
    assert len(all_stored(stored)) == 3
    assert not Holding.objects.exclude(member=member).exists()
