"""Having a source looked up, as both faces say it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Protocol

from debates.models import Source

if TYPE_CHECKING:
    from tests.faces import Outcome


class SuggestionFace(Protocol):
    def ask_for_suggestion(self, source: Source) -> "Outcome": ...
    def read_suggestion(self, source: Source) -> "Outcome": ...
    def take_suggestion(self, source: Source, fields: Sequence[str]) -> "Outcome": ...
    def drop_suggestion(self, source: Source) -> "Outcome": ...


class SuggestionPages:
    def ask_for_suggestion(self, source: Source) -> "Outcome":
        return self._post(f"/sources/{source.pk}/suggestion/ask/", {})

    def read_suggestion(self, source: Source) -> "Outcome":
        return self._get(f"/sources/{source.pk}/suggestion/")

    def take_suggestion(self, source: Source, fields: Sequence[str]) -> "Outcome":
        return self._post(f"/sources/{source.pk}/suggestion/take/", {"fields": fields})

    def drop_suggestion(self, source: Source) -> "Outcome":
        return self._post(f"/sources/{source.pk}/suggestion/drop/", {})

    # The face that this is a part of has these.
    client: Any

    def _get(self, path: str) -> "Outcome":
        return self._outcome(self.client.get(path))

    def _post(self, path: str, words: dict[str, Any]) -> "Outcome":
        raise NotImplementedError

    def _outcome(self, response: Any) -> "Outcome":
        raise NotImplementedError


class SuggestionApi:
    def ask_for_suggestion(self, source: Source) -> "Outcome":
        return self._send("post", f"sources/{source.pk}/suggestion")

    def read_suggestion(self, source: Source) -> "Outcome":
        return self._send("get", f"sources/{source.pk}/suggestion")

    def take_suggestion(self, source: Source, fields: Sequence[str]) -> "Outcome":
        return self._send("put", f"sources/{source.pk}/suggestion", {"fields": fields})

    def drop_suggestion(self, source: Source) -> "Outcome":
        return self._send("delete", f"sources/{source.pk}/suggestion")

    # The face that this is a part of has it.
    def _send(self, method: str, path: str, words: Any = None, **headers: str) -> "Outcome":
        raise NotImplementedError
