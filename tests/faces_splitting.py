"""Splitting threads off, as both faces say it."""

from typing import TYPE_CHECKING, Any, Protocol

from django.test import Client

from debates.models import Argument

if TYPE_CHECKING:
    from tests.faces import Outcome

BECAUSE = {"rule": "off_topic", "reason": "It is a question of its own."}


class SplittingFace(Protocol):
    def split(self, argument: Argument, question: str, **grounds: str) -> "Outcome": ...
    def preview_split(self, argument: Argument) -> "Outcome": ...


class SplittingPages:
    client: Client

    def split(self, argument: Argument, question: str, **grounds: str) -> "Outcome":
        said = {"question": question} | BECAUSE | grounds
        return self._post(f"/arguments/{argument.pk}/split/", said)

    def preview_split(self, argument: Argument) -> "Outcome":
        return self._outcome(self.client.get(f"/arguments/{argument.pk}/split/"))

    # The face that this is a part of has these.
    def _post(self, path: str, words: dict[str, str]) -> "Outcome":
        raise NotImplementedError

    def _outcome(self, response: Any) -> "Outcome":
        raise NotImplementedError


class SplittingApi:
    def split(self, argument: Argument, question: str, **grounds: str) -> "Outcome":
        said = {"question": question} | BECAUSE | grounds
        return self._send("post", f"arguments/{argument.pk}/splitting", said)

    def preview_split(self, argument: Argument) -> "Outcome":
        return self._send("post", f"arguments/{argument.pk}/splitting/preview")

    # The face that this is a part of has it.
    def _send(self, method: str, path: str, words: Any = None, **headers: str) -> "Outcome":
        raise NotImplementedError
