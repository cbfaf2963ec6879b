"""What members do with cruxes, as pages and API take it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Protocol

from debates.models import Argument, Crux

if TYPE_CHECKING:
    from tests.faces import Outcome

Pair = tuple[Argument, Argument]


class CruxFace(Protocol):
    def name_crux(self, pair: Pair, question: str, kind: str = "fact") -> "Outcome": ...
    def second_crux(self, crux: Crux) -> "Outcome": ...
    def take_second_back(self, crux: Crux) -> "Outcome": ...
    def withdraw_crux(self, crux: Crux) -> "Outcome": ...
    def leave_open(self, synthesis: Argument, cruxes: Sequence[Crux]) -> "Outcome": ...


class CruxPages:
    client: Any

    def _post(self, path: str, words: Any) -> "Outcome":
        raise NotImplementedError

    def name_crux(self, pair: Pair, question: str, kind: str = "fact") -> "Outcome":
        path = f"/cruxes/new/?first={pair[0].pk}&second={pair[1].pk}"
        return self._post(path, {"question": question, "kind": kind})

    def second_crux(self, crux: Crux) -> "Outcome":
        return self._post(f"/cruxes/{crux.pk}/second/", {})

    def take_second_back(self, crux: Crux) -> "Outcome":
        return self._post(f"/cruxes/{crux.pk}/second/", {"take_back": "yes"})

    def withdraw_crux(self, crux: Crux) -> "Outcome":
        return self._post(f"/cruxes/{crux.pk}/withdraw/", {})

    def leave_open(self, synthesis: Argument, cruxes: Sequence[Crux]) -> "Outcome":
        said = {"cruxes": [str(crux.pk) for crux in cruxes]}
        return self._post(f"/arguments/{synthesis.pk}/cruxes/", said)


class CruxApi:
    client: Any

    def _send(self, method: str, path: str, words: Any = None, **headers: str) -> "Outcome":
        raise NotImplementedError

    def name_crux(self, pair: Pair, question: str, kind: str = "fact") -> "Outcome":
        ids = {"first": pair[0].pk, "second": pair[1].pk}
        words = {**ids, "question": question, "kind": kind}
        return self._send("post", f"debates/{pair[0].debate.slug}/cruxes", words)

    def second_crux(self, crux: Crux) -> "Outcome":
        return self._send("put", f"cruxes/{crux.pk}/second")

    def take_second_back(self, crux: Crux) -> "Outcome":
        return self._send("delete", f"cruxes/{crux.pk}/second")

    def withdraw_crux(self, crux: Crux) -> "Outcome":
        return self._send("delete", f"cruxes/{crux.pk}")

    def leave_open(self, synthesis: Argument, cruxes: Sequence[Crux]) -> "Outcome":
        said = {"cruxes": [crux.pk for crux in cruxes]}
        return self._send("put", f"syntheses/{synthesis.pk}/cruxes", said)
