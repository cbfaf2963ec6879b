"""Files on their way in: what is too much, what is lost, and what is not."""

import io
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.middleware.csrf import get_token
from django.test import Client, RequestFactory
from pytest_django import Settings

from accounts.models import Scope, User
from debates.models import Argument, Evidence, File
from debates.models.file import LARGEST
from tests.api import Program, is_problem
from tests.faces_files import WORDS
from tests.factories import a_file, a_member
from tests.specimen_files import CSV, PDF, a_picture, a_zip

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_limits")]

BOUNDARY = "a-line-between"


@pytest.fixture(autouse=True)
def stored(tmp_path: Path, settings: Settings) -> None:
    settings.MEDIA_ROOT = settings.FILE_UPLOAD_TEMP_DIR = tmp_path


class Flood(io.RawIOBase):
    """A form with a file of so many bytes, which are made as they are read."""

    def __init__(self, size: int, **words: str) -> None:
        line = f"--{BOUNDARY}\r\nContent-Disposition: form-data; name="
        head = "".join(f'{line}"{name}"\r\n\r\n{word}\r\n' for name, word in words.items())
        self.head = f'{head}{line}"file"; filename="a"\r\n\r\n'.encode()
        self.tail = f"\r\n--{BOUNDARY}--\r\n".encode()
        self.end_of_file = len(self.head) + size
        self.size = self.end_of_file + len(self.tail)
        self.was_read = 0

    def readinto(self, buffer: Any) -> int:
        start, most = self.was_read, len(buffer)
        found = self.head[start : start + most]
        found += b"x" * min(most - len(found), max(0, self.end_of_file - start - len(found)))
        found += self.tail[max(0, start + len(found) - self.end_of_file) :][: most - len(found)]
        buffer[: len(found)] = found
        self.was_read += len(found)
        return len(found)


FORM = f"multipart/form-data; boundary={BOUNDARY}"


def send(client: Client, path: str, flood: Flood, kind: str = FORM, **headers: str) -> Any:
    pours: Any = {"wsgi.input": flood, "CONTENT_LENGTH": str(flood.size), "CONTENT_TYPE": kind}
    return client.post(path, headers=headers, **pours)


@pytest.fixture
def form(claim: Argument) -> str:
    return f"/arguments/{claim.pk}/evidence/new/"


def texts_of(answer: Any) -> str:
    return unescape(answer.content.decode())


def test_a_file_that_is_too_large_loses_no_words(
    client: Client, member: User, form: str, tmp_path: Path
) -> None:
    client.force_login(member)
    flood = Flood(LARGEST + 1, **WORDS, quote="Word for word")
    answer = send(client, form, flood)
    assert answer.status_code == 400
    shown = texts_of(answer)
    assert "This file is too large: 10 MB fit." in shown
    assert all(word in shown for word in (*WORDS.values(), "Word for word"))
    assert (Evidence.objects.count(), list(tmp_path.iterdir())) == (0, [])


@pytest.mark.parametrize("signed_in", [True, False])
def test_a_body_beyond_reason_is_not_even_read(
    client: Client, form: str, tmp_path: Path, signed_in: bool
) -> None:
    if signed_in:
        client.force_login(a_member())
    for path in (form, "/drafts/"):
        flood = Flood(1024**3)
        assert send(client, path, flood).status_code == 413
        assert flood.was_read == 0
    assert list(tmp_path.iterdir()) == []


def test_many_files_take_no_more_memory_than_one() -> None:
    sent = {f"file{turn}": SimpleUploadedFile("a", b"x" * LARGEST) for turn in range(5)}
    request = RequestFactory().post("/", WORDS | sent)
    kept: Any = request.FILES
    sizes = [len(kept[name].read()) for name in sent]
    assert sizes == [LARGEST, 1, 0, 0, 0]


def test_a_kept_file_stays_while_the_words_are_put_right(
    client: Client, member: User, form: str
) -> None:
    client.force_login(member)
    said = WORDS | {"kind": "article", "stance": "supports"}
    answer = client.post(form, said | {"shows": "", "file": SimpleUploadedFile("a.pdf", PDF)})
    assert answer.status_code == 400
    file = File.objects.get()
    assert f'name="attached" value="{file.pk}"' in answer.content.decode()
    assert "Your file is kept, and is added with the rest." in texts_of(answer)
    assert client.post(form, said | {"attached": file.pk}).status_code == 302
    assert Evidence.objects.get().file == file


def test_a_refused_file_is_said_at_its_field(client: Client, member: User, form: str) -> None:
    client.force_login(member)
    kept = a_file(by=member)
    sent = WORDS | {"attached": kept.pk, "file": SimpleUploadedFile("a.pdf", a_zip())}
    answer = client.post(form, sent, headers={"HX-Request": "true"})
    assert answer.status_code == 400
    shown = texts_of(answer)
    assert "Choose another file, or send the rest without one." in shown
    assert 'enctype="multipart/form-data"' in shown
    assert 'aria-invalid="true"' in shown.partition('name="file"')[2].partition(">")[0]
    assert f'name="attached" value="{kept.pk}"' in shown
    # A number that is not theirs is not asked for again.
    answer = client.post(form, WORDS | {"stance": "supports", "kind": "essay", "attached": 1})
    assert "You keep no such file here." in texts_of(answer)
    assert 'name="attached" value="1"' not in texts_of(answer)


def test_another_file_in_the_same_form_is_another_evidence(
    client: Client, member: User, form: str
) -> None:
    client.force_login(member)
    said = WORDS | {"kind": "article", "stance": "supports", "once": "1" * 32}
    for turn, content in enumerate([PDF, PDF, CSV]):
        answer = client.post(form, said | {"file": SimpleUploadedFile("a", content)})
        assert answer.status_code == (302 if turn < 2 else 400)
    assert "with other words" in texts_of(answer)
    assert Evidence.objects.count() == 1


# --- API ---


def multipart(content: bytes) -> tuple[bytes, str]:
    request = RequestFactory().post("/", {"file": SimpleUploadedFile("x", content)})
    return request.body, request.META["CONTENT_TYPE"]


@pytest.mark.parametrize(
    "claimed", ["application/pdf", "image/svg+xml", "application/octet-stream", "x/y"]
)
def test_a_program_sends_a_file_as_the_body(member: User, claimed: str) -> None:
    program = Program(member)
    answer = program.ask("POST", "files", a_picture(), **{"content-type": claimed})
    assert answer.status_code == 201
    told = answer.json()
    assert (told["kind"], told["url"]) == ("png", f"http://testserver/files/{told['id']}/")
    assert answer["Location"] == f"http://testserver/api/v1/files/{told['id']}"
    again = program.ask("POST", "files", a_picture(), **{"content-type": "text/csv"})
    assert again.json()["id"] == told["id"]


def test_a_program_sends_a_file_in_a_form_once(member: User) -> None:
    program = Program(member)
    (body, kind), (other, _kind) = multipart(PDF), multipart(CSV)
    first, second = (
        program.ask("POST", "files", body, **{"content-type": kind, "Idempotency-Key": "a"})
        for _turn in range(2)
    )
    assert first.status_code == second.status_code == 201
    assert first.json()["id"] == second.json()["id"]
    answer = program.ask("POST", "files", other, **{"content-type": kind, "Idempotency-Key": "a"})
    assert answer.json()["id"] != first.json()["id"]


def test_a_browser_sends_a_file_with_its_csrf_token(member: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(member)
    request = RequestFactory().get("/")
    token = get_token(request)
    client.cookies["csrftoken"] = request.META["CSRF_COOKIE"]

    def sent(content: bytes, **headers: str) -> Any:
        file = SimpleUploadedFile("x", content)
        return client.post("/api/v1/files", {"file": file}, headers=headers)

    is_problem(sent(PDF), 403, "csrf_failed")
    assert sent(PDF, **{"X-CSRFToken": token}).status_code == 201


BODIES = {
    "nothing": (b"", "application/pdf", 400, "/file", "required"),
    "JSON": (b'{"file": 5}', "application/json", 400, "/file", "no_table"),
    "a form without a file": (b"file=x", "application/x-www-form-urlencoded", 400, "/file", None),
    "too much": (PDF + b" " * LARGEST, "application/pdf", 413, None, None),
    "a text for a file": (
        b'--x\r\nContent-Disposition: form-data; name="file"\r\n\r\nx\r\n--x--',
        *("multipart/form-data; boundary=x", 400, "/file", "wrong_type"),
    ),
    "another field": (
        b'--x\r\nContent-Disposition: form-data; name="a\0b"\r\n\r\nx\r\n--x--',
        *("multipart/form-data; boundary=x", 400, None, "unknown"),
    ),
    "no boundary": (b"x", "multipart/form-data", 400, None, None),
    "half of it": (
        b'--x\r\nContent-Disposition: form-data; name="file"; filename="',
        *("multipart/form-data; boundary=x", 400, None, None),
    ),
}


@pytest.mark.parametrize(("body", "kind", "status", "pointer", "code"), BODIES.values(), ids=BODIES)
def test_a_body_that_is_no_file_is_named(
    member: User, body: bytes, kind: str, status: int, pointer: str | None, code: str | None
) -> None:
    answer = Program(member).ask("POST", "files", body, **{"content-type": kind})
    told = is_problem(answer, status)
    if pointer:
        assert told["errors"][0]["pointer"] == pointer
    if code:
        assert told["errors"][0]["code"] == code
    assert not File.objects.exists()


def test_a_program_is_let_in_before_anything_is_read(member: User) -> None:
    for program in (Program(), Program(member, Scope.READ)):
        for kind in ("application/pdf", FORM):
            flood = Flood(1024**3)
            answer = send(program.client, "/api/v1/files", flood, kind, **program.headers)
            assert answer.status_code in {401, 403}
            assert flood.was_read == 0


def test_a_program_that_sends_too_much_is_told_without_reading_it(member: User) -> None:
    program, flood = Program(member), Flood(1024**3)
    answer = send(program.client, "/api/v1/files", flood, **program.headers)
    is_problem(answer, 413, "too_large")
    assert flood.was_read == 0
    answer = send(program.client, "/api/v1/files", flood, "application/pdf", **program.headers)
    is_problem(answer, 413, "too_large")
    assert flood.was_read == 0
