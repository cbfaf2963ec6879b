"""Checks of evidence, as both faces say them."""

from typing import TYPE_CHECKING, Any, Literal, Protocol

from accounts.models import User
from debates.models import Argument, Evidence

if TYPE_CHECKING:
    from tests.faces import Outcome

Answer = Literal["yes", "no"]


class CheckFace(Protocol):
    def check(
        self, evidence: Evidence, question: str, answer: Answer, because: str = ""
    ) -> "Outcome": ...
    def take_back_check(self, evidence: Evidence, question: str) -> "Outcome": ...
    def settle(
        self, evidence: Evidence, member: User, question: str, because: str
    ) -> "Outcome": ...
    def read_checks(self, evidence: Evidence) -> "Outcome": ...


class CheckPages:
    def check(
        self, evidence: Evidence, question: str, answer: Answer, because: str = ""
    ) -> "Outcome":
        said = {"answer": answer, "because": because}
        return self._post(f"/evidence/{evidence.pk}/checks/{question}/", said)

    def take_back_check(self, evidence: Evidence, question: str) -> "Outcome":
        return self._post(f"/evidence/{evidence.pk}/checks/{question}/", {"answer": "none"})

    def settle(self, evidence: Evidence, member: User, question: str, because: str) -> "Outcome":
        path = f"/evidence/{evidence.pk}/checks/{question}/{member.username}/settle/"
        return self._post(path, {"because": because})

    def read_checks(self, evidence: Evidence) -> "Outcome":
        return self.read_argument(evidence.argument)

    # The face that this is a part of has these.
    def _post(self, path: str, words: dict[str, Any]) -> "Outcome":
        raise NotImplementedError

    def read_argument(self, argument: Argument) -> "Outcome":
        raise NotImplementedError


class CheckApi:
    def check(
        self, evidence: Evidence, question: str, answer: Answer, because: str = ""
    ) -> "Outcome":
        said = {"question": question, "answer": answer, "because": because}
        return self._send("post", f"evidence/{evidence.pk}/checks", said)

    def take_back_check(self, evidence: Evidence, question: str) -> "Outcome":
        return self._send("delete", f"evidence/{evidence.pk}/checks/{question}")

    def settle(self, evidence: Evidence, member: User, question: str, because: str) -> "Outcome":
        path = f"evidence/{evidence.pk}/checks/{question}/{member.username}/settling"
        return self._send("put", path, {"because": because})

    def read_checks(self, evidence: Evidence) -> "Outcome":
        return self._send("get", f"evidence/{evidence.pk}/checks")

    # The face that this is a part of has it.
    def _send(self, method: str, path: str, words: Any = None, **headers: str) -> "Outcome":
        raise NotImplementedError
