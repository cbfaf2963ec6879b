"""Retracted sources and followed debates, said once for both faces."""

from typing import TYPE_CHECKING, Any, Protocol

from debates.models import Debate, Source

if TYPE_CHECKING:  # It takes these in turn.
    from tests.faces import Outcome

NOTICE = "https://example.org/notice"


class RetractionFace(Protocol):
    def retract(
        self, source: Source, *, kind: str = "retracted", url: str = NOTICE, because: str = ""
    ) -> "Outcome": ...
    def reinstate(self, source: Source) -> "Outcome": ...
    def follow(self, debate: Debate) -> "Outcome": ...
    def unfollow(self, debate: Debate) -> "Outcome": ...
    def read_notices(self) -> "Outcome": ...


class RetractionPages:
    """By a browser without JavaScript."""

    client: Any
    _post: Any
    _outcome: Any

    def retract(
        self, source: Source, *, kind: str = "retracted", url: str = NOTICE, because: str = ""
    ) -> "Outcome":
        said = {"kind": kind, "url": url, "because": because}
        outcome: Outcome = self._post(f"/sources/{source.pk}/retraction/", said)
        return outcome

    def reinstate(self, source: Source) -> "Outcome":
        outcome: Outcome = self._post(f"/sources/{source.pk}/retraction/undo/", {})
        return outcome

    def follow(self, debate: Debate) -> "Outcome":
        outcome: Outcome = self._post(f"/debates/{debate.slug}/following/", {"follow": "yes"})
        return outcome

    def unfollow(self, debate: Debate) -> "Outcome":
        outcome: Outcome = self._post(f"/debates/{debate.slug}/following/", {"follow": "no"})
        return outcome

    def read_notices(self) -> "Outcome":
        outcome: Outcome = self._outcome(self.client.get("/notices/"))
        return outcome


class RetractionApi:
    """By a browser's session."""

    client: Any
    _send: Any
    _outcome: Any

    def retract(
        self, source: Source, *, kind: str = "retracted", url: str = NOTICE, because: str = ""
    ) -> "Outcome":
        said = {"kind": kind, "url": url, "because": because}
        outcome: Outcome = self._send("put", f"sources/{source.pk}/retraction", said)
        return outcome

    def reinstate(self, source: Source) -> "Outcome":
        outcome: Outcome = self._send("delete", f"sources/{source.pk}/retraction")
        return outcome

    def follow(self, debate: Debate) -> "Outcome":
        outcome: Outcome = self._send("put", f"debates/{debate.slug}/following")
        return outcome

    def unfollow(self, debate: Debate) -> "Outcome":
        outcome: Outcome = self._send("delete", f"debates/{debate.slug}/following")
        return outcome

    def read_notices(self) -> "Outcome":
        outcome: Outcome = self._outcome(self.client.get("/api/v1/notices"))
        return outcome
