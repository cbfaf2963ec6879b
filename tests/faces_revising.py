"""Re-affirming and revising syntheses, said once for both faces."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Protocol

from debates.models import Argument

if TYPE_CHECKING:  # It takes these in turn.
    from tests.faces import Outcome


class RevisingFace(Protocol):
    def post_synthesis(
        self, of: Sequence[Argument], statement: str, keeps: Sequence[str]
    ) -> "Outcome": ...
    def affirm(self, synthesis: Argument) -> "Outcome": ...
    def revise(
        self, synthesis: Argument, statement: str, of: Sequence[Argument], keeps: Sequence[str]
    ) -> "Outcome": ...
    def read_standing(self, synthesis: Argument) -> "Outcome": ...


class RevisingPages:
    """By a browser without JavaScript."""

    client: Any
    _post: Any
    _outcome: Any

    def post_synthesis(
        self, of: Sequence[Argument], statement: str, keeps: Sequence[str]
    ) -> "Outcome":
        chosen = "&".join(f"argument={one.pk}" for one in of)
        kept = {f"keeps_{one.pk}": text for one, text in zip(of, keeps, strict=True)}
        path = f"/debates/{of[0].debate.slug}/syntheses/new/?{chosen}"
        outcome: Outcome = self._post(path, {"statement": statement, **kept})
        return outcome

    def affirm(self, synthesis: Argument) -> "Outcome":
        outcome: Outcome = self._post(f"/arguments/{synthesis.pk}/affirm/", {})
        return outcome

    def revise(
        self, synthesis: Argument, statement: str, of: Sequence[Argument], keeps: Sequence[str]
    ) -> "Outcome":
        kept = {f"keeps_{one.pk}": text for one, text in zip(of, keeps, strict=True)}
        path = f"/arguments/{synthesis.pk}/revise/"
        outcome: Outcome = self._post(path, {"statement": statement, **kept})
        return outcome

    def read_standing(self, synthesis: Argument) -> "Outcome":
        outcome: Outcome = self._outcome(self.client.get(f"/arguments/{synthesis.pk}/"))
        return outcome


class RevisingApi:
    """By a browser's session."""

    client: Any
    _send: Any
    _outcome: Any

    def post_synthesis(
        self, of: Sequence[Argument], statement: str, keeps: Sequence[str]
    ) -> "Outcome":
        kept = [{"argument": one.pk, "text": text} for one, text in zip(of, keeps, strict=True)]
        words = {"statement": statement, "concessions": kept}
        outcome: Outcome = self._send("post", f"debates/{of[0].debate.slug}/syntheses", words)
        return outcome

    def affirm(self, synthesis: Argument) -> "Outcome":
        outcome: Outcome = self._send("post", f"syntheses/{synthesis.pk}/affirmations", {})
        return outcome

    def revise(
        self, synthesis: Argument, statement: str, of: Sequence[Argument], keeps: Sequence[str]
    ) -> "Outcome":
        kept = [{"argument": one.pk, "text": text} for one, text in zip(of, keeps, strict=True)]
        words = {"statement": statement, "concessions": kept, "revises": synthesis.pk}
        outcome: Outcome = self._send("post", f"debates/{synthesis.debate.slug}/syntheses", words)
        return outcome

    def read_standing(self, synthesis: Argument) -> "Outcome":
        """Its staleness and its rivals, as one text."""
        parts: list[Outcome] = [
            self._outcome(self.client.get(f"/api/v1/syntheses/{synthesis.pk}{part}"))
            for part in ("", "/staleness", "/rivals")
        ]
        return replace(parts[0], text=" ".join(part.text for part in parts))
