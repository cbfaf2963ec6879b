"""Remarks, as both faces say them."""

from typing import TYPE_CHECKING, Any, Protocol

from debates.models import Argument, Remark

if TYPE_CHECKING:
    from tests.faces import Outcome


class RemarkFace(Protocol):
    def make_remark(self, argument: Argument, words: str) -> "Outcome": ...
    def mark_answered(self, remark: Remark) -> "Outcome": ...


class RemarkPages:
    def make_remark(self, argument: Argument, words: str) -> "Outcome":
        return self._post(f"/arguments/{argument.pk}/remarks/new/", {"text": words})

    def mark_answered(self, remark: Remark) -> "Outcome":
        return self._post(f"/remarks/{remark.pk}/answered/", {"sure": "yes"})

    # The face that this is a part of has it.
    def _post(self, path: str, words: dict[str, Any]) -> "Outcome":
        raise NotImplementedError


class RemarkApi:
    def make_remark(self, argument: Argument, words: str) -> "Outcome":
        return self._send("post", f"arguments/{argument.pk}/remarks", {"text": words})

    def mark_answered(self, remark: Remark) -> "Outcome":
        return self._send("patch", f"remarks/{remark.pk}", {"answered": True})

    # The face that this is a part of has it.
    def _send(self, method: str, path: str, words: Any = None, **headers: str) -> "Outcome":
        raise NotImplementedError
