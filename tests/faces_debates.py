"""Opening, editing, closing and reopening a debate, as both faces say it."""

from typing import TYPE_CHECKING, Any, Protocol

from debates.models import Debate

if TYPE_CHECKING:
    from tests.faces import Outcome


class DebateFace(Protocol):
    def open_debate(self, question: str, **words: Any) -> "Outcome": ...
    def edit_debate(self, debate: Debate, *, read: int, **words: Any) -> "Outcome": ...
    def close(self, debate: Debate, because: str = "") -> "Outcome": ...
    def reopen(self, debate: Debate, because: str = "") -> "Outcome": ...
    def invite(self, debate: Debate, name: str) -> "Outcome": ...


class DebatePages:
    def open_debate(self, question: str, **words: Any) -> "Outcome":
        return self._post("/debates/new/", {"visibility": "public", "question": question, **words})

    def edit_debate(self, debate: Debate, *, read: int, **words: Any) -> "Outcome":
        kept: dict[str, Any] = {"question": debate.question, "visibility": debate.visibility}
        kept |= {"context": "", "is_blind": debate.is_blind}
        return self._post(f"/debates/{debate.slug}/edit/", kept | words | {"version": str(read)})

    def close(self, debate: Debate, because: str = "") -> "Outcome":
        return self._post(f"/debates/{debate.slug}/close/", {"reason": because})

    def reopen(self, debate: Debate, because: str = "") -> "Outcome":
        return self._post(f"/debates/{debate.slug}/reopen/", {"reason": because})

    def invite(self, debate: Debate, name: str) -> "Outcome":
        return self._post(f"/debates/{debate.slug}/people/", {"name": name})

    # The face that this is a part of has it.
    def _post(self, path: str, words: dict[str, Any]) -> "Outcome":
        raise NotImplementedError


class DebateApi:
    def open_debate(self, question: str, **words: Any) -> "Outcome":
        return self._send("post", "debates", {"question": question, **words})

    def edit_debate(self, debate: Debate, *, read: int, **words: Any) -> "Outcome":
        return self._patch(f"debates/{debate.slug}", words, read, debate.version)

    def close(self, debate: Debate, because: str = "") -> "Outcome":
        return self._send("put", f"debates/{debate.slug}/closing", {"reason": because})

    def reopen(self, debate: Debate, because: str = "") -> "Outcome":
        return self._send("delete", f"debates/{debate.slug}/closing", {"reason": because})

    def invite(self, debate: Debate, name: str) -> "Outcome":
        return self._send("post", f"debates/{debate.slug}/members", {"name": name})

    # The face that this is a part of has these.
    def _send(self, method: str, path: str, words: Any = None, **headers: str) -> "Outcome":
        raise NotImplementedError

    def _patch(self, path: str, words: Any, read: int, present: int) -> "Outcome":
        raise NotImplementedError
