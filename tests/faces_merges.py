"""Merging arguments, as both faces say it."""

from typing import TYPE_CHECKING, Any, Protocol

from debates.models import Argument

if TYPE_CHECKING:
    from tests.faces import Outcome


class MergeFace(Protocol):
    def merge(self, gone: Argument, into: int, rule: str, reason: str) -> "Outcome": ...
    def foresee(self, gone: Argument, into: int) -> "Outcome": ...


class MergePages:
    client: Any

    def merge(self, gone: Argument, into: int, rule: str, reason: str) -> "Outcome":
        words = {"into": str(into), "rule": rule, "reason": reason}
        return self._post(f"/arguments/{gone.pk}/merge/", words)

    def foresee(self, gone: Argument, into: int) -> "Outcome":
        return self._outcome(self.client.get(f"/arguments/{gone.pk}/merge/?into={into}"))

    # The face that this is a part of has them.
    def _post(self, path: str, words: dict[str, Any]) -> "Outcome":
        raise NotImplementedError

    def _outcome(self, response: Any) -> "Outcome":
        raise NotImplementedError


class MergeApi:
    def merge(self, gone: Argument, into: int, rule: str, reason: str) -> "Outcome":
        words = {"into": into, "rule": rule, "reason": reason}
        return self._send("put", f"arguments/{gone.pk}/merging", words)

    def foresee(self, gone: Argument, into: int) -> "Outcome":
        return self._send("post", f"arguments/{gone.pk}/merging/preview", {"into": into})

    # The face that this is a part of has it.
    def _send(self, method: str, path: str, words: Any = None, **headers: str) -> "Outcome":
        raise NotImplementedError
