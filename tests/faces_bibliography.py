"""Bibliographies, as both faces say them."""

from typing import TYPE_CHECKING, Any, Protocol

from django.core.files.uploadedfile import SimpleUploadedFile

from debates.models import Debate, Intake

if TYPE_CHECKING:
    from tests.faces import Outcome

API = "/api/v1/debates/{slug}/bibliography"
MEDIA = {"bibtex": "application/x-bibtex", "csl": "application/vnd.citationstyles.csl+json"}


class BibliographyFace(Protocol):
    def read_bibliography(self, debate: Debate) -> "Outcome": ...
    def export_bibliography(self, debate: Debate, of: str) -> str: ...
    def take_in(self, debate: Debate, file: bytes, *, of: str = "bibtex") -> "Outcome": ...
    def take_in_text(self, debate: Debate, text: str, *, of: str = "bibtex") -> "Outcome": ...
    def read_intake(self, intake: Intake) -> "Outcome": ...
    def unlist(self, debate: Debate, source: int) -> "Outcome": ...


class BibliographyPages:
    def read_bibliography(self, debate: Debate) -> "Outcome":
        return self._outcome(self.client.get(f"/debates/{debate.slug}/bibliography/"))

    def export_bibliography(self, debate: Debate, of: str) -> str:
        ending = {"bibtex": "bib", "csl": "json"}[of]
        answer = self.client.get(f"/debates/{debate.slug}/bibliography.{ending}")
        return _text_of(answer, of)

    def take_in(self, debate: Debate, file: bytes, *, of: str = "bibtex") -> "Outcome":
        path = f"/debates/{debate.slug}/bibliography/intakes/new/"
        return self._post(path, {"file": SimpleUploadedFile("list.txt", file)})

    def take_in_text(self, debate: Debate, text: str, *, of: str = "bibtex") -> "Outcome":
        return self._post(f"/debates/{debate.slug}/bibliography/intakes/new/", {"text": text})

    def read_intake(self, intake: Intake) -> "Outcome":
        path = f"/debates/{intake.debate.slug}/bibliography/intakes/{intake.pk}/"
        return self._outcome(self.client.get(path))

    def unlist(self, debate: Debate, source: int) -> "Outcome":
        return self._post(f"/debates/{debate.slug}/bibliography/{source}/remove/", {})

    # The face that this is a part of has these.
    client: Any

    def _post(self, path: str, words: dict[str, Any]) -> "Outcome":
        raise NotImplementedError

    def _outcome(self, response: Any) -> "Outcome":
        raise NotImplementedError


class BibliographyApi:
    def read_bibliography(self, debate: Debate) -> "Outcome":
        return self._outcome(self.client.get(API.format(slug=debate.slug)))

    def export_bibliography(self, debate: Debate, of: str) -> str:
        path = f"{API.format(slug=debate.slug)}/{of}"
        return _text_of(self.client.get(path, headers={"Accept": MEDIA[of]}), of)

    def take_in(self, debate: Debate, file: bytes, *, of: str = "bibtex") -> "Outcome":
        path = f"{API.format(slug=debate.slug)}/intakes"
        return self._outcome(self.client.post(path, file, content_type=MEDIA[of]))

    def take_in_text(self, debate: Debate, text: str, *, of: str = "bibtex") -> "Outcome":
        words = {"format": of, "text": text}
        return self._send("post", f"debates/{debate.slug}/bibliography/intakes", words)

    def read_intake(self, intake: Intake) -> "Outcome":
        path = f"{API.format(slug=intake.debate.slug)}/intakes/{intake.pk}"
        return self._outcome(self.client.get(path))

    def unlist(self, debate: Debate, source: int) -> "Outcome":
        return self._send("delete", f"debates/{debate.slug}/bibliography/{source}")

    # The face that this is a part of has these.
    client: Any

    def _send(self, method: str, path: str, words: Any = None, **headers: str) -> "Outcome":
        raise NotImplementedError

    def _outcome(self, response: Any) -> "Outcome":
        raise NotImplementedError


def _text_of(answer: Any, of: str) -> str:
    assert answer.status_code == 200, answer
    assert answer["Content-Type"] == f"{MEDIA[of]}; charset=utf-8"
    assert answer["Content-Disposition"].startswith("attachment; ")
    return b"".join(answer.streaming_content).decode()
