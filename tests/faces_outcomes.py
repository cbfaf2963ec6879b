"""What can be done about an outcome, said once for the pages and once for the API."""

from typing import TYPE_CHECKING, Any, Protocol

from debates.models import Argument, Debate

if TYPE_CHECKING:
    from tests.faces import Outcome


class OutcomeFace(Protocol):
    def close_with(
        self, debate: Debate, text: str, synthesis: Argument | None = None, **words: str
    ) -> "Outcome": ...
    def restate(
        self, debate: Debate, text: str, synthesis: Argument | None = None, **words: str
    ) -> "Outcome": ...
    def dispute(self, debate: Debate, number: int, text: str) -> "Outcome": ...
    def read_outcomes(self, debate: Debate) -> "Outcome": ...
    def read_disputes(self, debate: Debate, number: int) -> "Outcome": ...


class _Posts(Protocol):
    client: Any

    def _post(self, path: str, words: dict[str, str]) -> "Outcome": ...
    def _outcome(self, response: Any) -> "Outcome": ...


class _Sends(Protocol):
    client: Any

    def _send(self, method: str, path: str, words: Any = None, **headers: str) -> "Outcome": ...


class PageOutcomes:
    """By a browser without JavaScript."""

    def close_with(
        self: _Posts, debate: Debate, text: str, synthesis: Argument | None = None, **words: str
    ) -> "Outcome":
        chosen = str(synthesis.pk) if synthesis else "none"
        said = {"synthesis": chosen, "text": text, "why_early": ""} | words
        return self._post(f"/debates/{debate.slug}/close/", said)

    def restate(
        self: _Posts, debate: Debate, text: str, synthesis: Argument | None = None, **words: str
    ) -> "Outcome":
        chosen = str(synthesis.pk) if synthesis else "none"
        said = {"synthesis": chosen, "text": text, "why_early": ""} | words
        return self._post(f"/debates/{debate.slug}/outcomes/new/", said)

    def dispute(self: _Posts, debate: Debate, number: int, text: str) -> "Outcome":
        return self._post(f"/debates/{debate.slug}/outcomes/{number}/dispute/", {"text": text})

    def read_outcomes(self: _Posts, debate: Debate) -> "Outcome":
        return self._outcome(self.client.get(f"/debates/{debate.slug}/outcomes/"))

    def read_disputes(self: _Posts, debate: Debate, number: int) -> "Outcome":
        return self._outcome(self.client.get(f"/debates/{debate.slug}/outcomes/{number}/"))


class ApiOutcomes:
    """By a browser's session."""

    def close_with(
        self: _Sends, debate: Debate, text: str, synthesis: Argument | None = None, **words: str
    ) -> "Outcome":
        chosen = synthesis.pk if synthesis else None
        reason = {"reason": words.pop("reason")} if "reason" in words else {}
        said = {"outcome": {"synthesis": chosen, "text": text, **words}, **reason}
        return self._send("put", f"debates/{debate.slug}/closing", said)

    def restate(
        self: _Sends, debate: Debate, text: str, synthesis: Argument | None = None, **words: str
    ) -> "Outcome":
        said = {"synthesis": synthesis.pk if synthesis else None, "text": text, **words}
        return self._send("post", f"debates/{debate.slug}/outcomes", said)

    def dispute(self: _Sends, debate: Debate, number: int, text: str) -> "Outcome":
        return self._send(
            "post", f"debates/{debate.slug}/outcomes/{number}/disputes", {"text": text}
        )

    def read_outcomes(self: _Sends, debate: Debate) -> "Outcome":
        return self._send("get", f"debates/{debate.slug}/outcomes")

    def read_disputes(self: _Sends, debate: Debate, number: int) -> "Outcome":
        return self._send("get", f"debates/{debate.slug}/outcomes/{number}/disputes")
