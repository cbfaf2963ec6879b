"""Files as they are given: to those who see the evidence, to be saved and never to be run."""

import re
from collections.abc import Callable
from pathlib import Path
from time import time
from typing import Any

import pytest
from django.core import signing
from django.core.files.storage import default_storage
from django.test import Client
from pytest_django import Settings

from accounts.models import User
from debates.actions.evidence import withdraw_evidence
from debates.actions.moderation import hide_argument
from debates.models import Argument, Evidence, File
from debates.queries.arguments import find_argument
from debates.queries.files import link_to
from tests.api import Program
from tests.faces import Face
from tests.factories import a_claim, a_debate, a_file, a_member, a_place, some_evidence
from tests.specimen_files import CSV, PDF, a_picture

FILES = "files.example"


@pytest.fixture(autouse=True)
def stored(tmp_path: Path, settings: Settings) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def a_host_of_their_own(settings: Settings) -> None:
    settings.FILES_HOST = FILES
    settings.ALLOWED_HOSTS = ["testserver", FILES]


def shown(content: bytes = PDF, argument: Argument | None = None) -> tuple[File, Evidence]:
    """A file, and the standing evidence that shows it."""
    by = argument.author if argument else a_member()
    file = a_file(content, by=by)
    return file, some_evidence(argument, by=by, file=file)


def content_of(answer: Any) -> bytes:
    return b"".join(answer)


def stored_of(file: File) -> bytes:
    with default_storage.open(file.name) as stored:
        return bytes(stored.read())


@pytest.mark.parametrize(
    ("content", "kind", "suffix"),
    [
        (PDF, "application/pdf", "pdf"),
        (CSV, "text/csv; charset=utf-8", "csv"),
        (a_picture("PNG"), "image/png", "png"),
        (a_picture("JPEG"), "image/jpeg", "jpg"),
    ],
    ids=["pdf", "csv", "png", "jpeg"],
)
def test_a_file_is_saved_and_never_shown_in_place(
    face: Face, content: bytes, kind: str, suffix: str
) -> None:
    file, _evidence = shown(content)
    answer = face.get_file(file)
    assert answer.status_code == 200
    assert answer.streaming
    assert content_of(answer) == stored_of(file)
    assert answer["Content-Type"] == kind
    assert answer["Content-Disposition"] == f'attachment; filename="evidence-{file.pk}.{suffix}"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "private" in answer["Cache-Control"]
    assert not answer.cookies


@pytest.mark.django_db
def test_a_file_is_not_compressed_again_and_head_tells_of_it() -> None:
    file, _evidence = shown()
    answer = Client().head(f"/files/{file.pk}/", headers={"Accept-Encoding": "gzip"})
    assert answer["Content-Length"] == str(len(PDF))
    assert "Content-Encoding" not in answer
    answer.close()
    assert Client().post(f"/files/{file.pk}/").status_code == 405


def sees(face: Face, viewer: User | None, file: File) -> bool:
    face.client.logout()
    if viewer:
        face.sign_in(viewer)
    answer = face.get_file(file)
    assert answer.status_code in {200, 404}
    return answer.status_code == 200 and content_of(answer) == stored_of(file)


def test_a_file_that_nothing_shows_is_for_whoever_keeps_it(face: Face, member: User) -> None:
    file = a_file(by=member)
    assert sees(face, member, file)
    assert not sees(face, a_member(), file)
    assert not sees(face, None, file)


def test_a_file_of_a_private_debate_is_for_its_members(face: Face) -> None:
    debate = a_debate(visibility="private")
    file, _evidence = shown(argument=a_claim(debate, by=debate.opened_by))
    assert sees(face, a_place(debate), file)
    assert not sees(face, a_member(), file)
    assert not sees(face, a_member(is_staff=True), file), "as with all of a private debate"
    assert not sees(face, None, file)
    shown(argument=a_claim())  # The same content, where everyone sees it.
    assert sees(face, None, file)


def take_back(evidence: Evidence) -> None:
    withdraw_evidence(evidence, by=evidence.added_by)


def take_back_argument(evidence: Evidence) -> None:
    Argument.objects.filter(pk=evidence.argument_id).update(withdrawn_at=evidence.added_at)


def hide(evidence: Evidence) -> None:
    by = evidence.argument.debate.opened_by
    argument = find_argument(by, evidence.argument_id)
    hide_argument(argument, rule="personal", because="A name stands in it", by=by)


@pytest.mark.parametrize(
    ("act", "moderators_see"), [(take_back, False), (take_back_argument, False), (hide, True)]
)
def test_what_is_hidden_or_withdrawn_shows_no_file(
    face: Face, claim: Argument, act: Callable[[Evidence], None], moderators_see: bool
) -> None:
    file, evidence = shown(argument=claim)
    assert sees(face, None, file)
    act(evidence)
    assert not sees(face, None, file)
    assert not sees(face, a_member(), file)
    assert sees(face, claim.debate.opened_by, file) == moderators_see
    assert sees(face, evidence.added_by, file), "who keeps it themselves"


def test_a_file_that_is_lost_says_so(face: Face, caplog: pytest.LogCaptureFixture) -> None:
    file, _evidence = shown()
    default_storage.delete(file.name)
    answer = face.get_file(file)
    assert answer.status_code == 410
    assert "This file was lost on our side." in answer.content.decode()
    assert file.name in caplog.text


# --- Links ---


@pytest.mark.django_db
def test_a_link_opens_one_file_for_five_minutes() -> None:
    file, other = a_file(), a_file()
    link = link_to(file, "")
    assert content_of(Client().get(link)) == stored_of(file)
    assert Client().get(link.replace(f"/{file.pk}:", f"/{other.pk}:")).status_code == 404
    assert Client().get(link[:-2] + "/").status_code == 404
    for age, status in {290: 200, 310: 404}.items():
        made = signing.b62_encode(int(time()) - age)
        old = signing.Signer(salt="a file").sign(f"{file.pk}:{made}")
        answer = Client().get(f"/files/{old}/")
        assert (answer.status_code, bool(content_of(answer))) == (status, True)


@pytest.mark.django_db
@pytest.mark.usefixtures("a_host_of_their_own")
def test_files_may_have_a_host_of_their_own(claim: Argument) -> None:
    file, _evidence = shown(argument=claim)
    here = Client().get(f"/files/{file.pk}/")
    link = here["Location"]
    assert (here.status_code, link.startswith(f"http://{FILES}/files/")) == (302, True)
    path = link.removeprefix(f"http://{FILES}")
    given = Client().get(path, headers={"host": FILES})
    assert content_of(given) == PDF
    assert not given.cookies
    assert Client().get(path).status_code == 404, "not on the host of the site"
    for other in ("/", f"/arguments/{claim.pk}/", f"/files/{file.pk}/", "/api/v1/me", "/login/"):
        assert Client().get(other, headers={"host": FILES}).status_code == 404, other
    told = Program().get(f"files/{file.pk}").json()
    assert told["link"].startswith(f"http://{FILES}/files/")
    assert re.fullmatch(rf"http://testserver/files/{file.pk}/", told["url"])


@pytest.mark.parametrize("host", [FILES, FILES.upper(), f"{FILES}."])
def test_the_host_of_the_files_is_known_however_it_is_written(
    client: Client, db: None, a_host_of_their_own: None, host: str
) -> None:
    assert client.get("/", headers={"host": host}).status_code == 404
    assert client.get("/about/").status_code == 200
