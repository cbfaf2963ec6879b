"""Files, as both faces take and give them."""

from typing import TYPE_CHECKING, Any, Protocol

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from debates.models import Argument, File

if TYPE_CHECKING:
    from tests.faces import Outcome

WORDS = {"url": "https://example.org/trams", "title": "Trams", "shows": "Riders came"}


class FileFace(Protocol):
    client: Client

    def attach(
        self, argument: Argument, content: bytes, name: str = "proof.pdf", **words: str
    ) -> "Outcome":
        """Adds evidence with a file that was not kept here before."""

    def attach_kept(self, argument: Argument, file: File) -> "Outcome":
        """Adds evidence with a file that is here already."""

    def get_file(self, file: File) -> Any:
        """The answer that gives the file, or that says why not."""


class FilePages:
    client: Client

    def attach(
        self, argument: Argument, content: bytes, name: str = "proof.pdf", **words: str
    ) -> "Outcome":
        sent = SimpleUploadedFile(name, content, content_type="application/pdf")
        return self._add(argument, {**words, "file": sent})

    def attach_kept(self, argument: Argument, file: File) -> "Outcome":
        return self._add(argument, {"attached": file.pk})

    def get_file(self, file: File) -> Any:
        return self.client.get(f"/files/{file.pk}/")

    def _add(self, argument: Argument, said: dict[str, Any]) -> "Outcome":
        said = {"kind": "article", "stance": "supports", **WORDS, **said}
        return self._post(f"/arguments/{argument.pk}/evidence/new/", said)

    # The face that this is a part of has it.
    def _post(self, path: str, words: dict[str, Any]) -> "Outcome":
        raise NotImplementedError


class FileApi:
    client: Client

    def attach(
        self, argument: Argument, content: bytes, name: str = "proof.pdf", **words: str
    ) -> "Outcome":
        sent = SimpleUploadedFile(name, content, content_type="application/pdf")
        answer = self.client.post("/api/v1/files", {"file": sent})
        if answer.status_code != 201:
            return self._outcome(answer)
        return self._add(argument, answer.json()["id"], words)

    def attach_kept(self, argument: Argument, file: File) -> "Outcome":
        return self._add(argument, file.pk, {})

    def get_file(self, file: File) -> Any:
        answer = self.client.get(f"/api/v1/files/{file.pk}")
        if answer.status_code != 200:
            return answer
        # A program follows the link without a session.
        return Client().get(answer.json()["link"].removeprefix("http://testserver"))

    def _add(self, argument: Argument, file: int, words: dict[str, str]) -> "Outcome":
        said = WORDS | words
        source = {name: said.pop(name) for name in ("url", "title")}
        body = {"source": source, "file": file, **said}
        return self._send("post", f"arguments/{argument.pk}/evidence", body)

    # The face that this is a part of has these.
    def _send(self, method: str, path: str, words: Any = None, **headers: str) -> "Outcome":
        raise NotImplementedError

    def _outcome(self, response: Any) -> "Outcome":
        raise NotImplementedError
