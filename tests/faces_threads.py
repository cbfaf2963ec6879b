"""Rulings on threads and debates, as both faces say them."""

from typing import TYPE_CHECKING, Any, Protocol

from debates.models import Argument, Debate

if TYPE_CHECKING:
    from tests.faces import Outcome

WHY = {"rule": "heated", "reason": "It goes in circles"}


class ThreadFace(Protocol):
    def lock(self, argument: Argument) -> "Outcome": ...
    def unlock(self, argument: Argument) -> "Outcome": ...
    def slow(self, argument: Argument, minutes: Any) -> "Outcome": ...
    def unslow(self, argument: Argument) -> "Outcome": ...
    def move(self, argument: Argument, under: Argument | None, *, kind: str = "") -> "Outcome": ...
    def preview(self, argument: Argument, under: Argument | None) -> "Outcome": ...
    def reclassify(self, argument: Argument, kind: str) -> "Outcome": ...
    def shut(self, debate: Debate) -> "Outcome": ...
    def unshut(self, debate: Debate) -> "Outcome": ...
    def screen(self, debate: Debate) -> "Outcome": ...
    def unscreen(self, debate: Debate) -> "Outcome": ...


class ThreadPages:
    def lock(self, argument: Argument) -> "Outcome":
        return self._post(f"/arguments/{argument.pk}/lock/", WHY)

    def unlock(self, argument: Argument) -> "Outcome":
        return self._post(f"/arguments/{argument.pk}/unlock/", WHY)

    def slow(self, argument: Argument, minutes: Any) -> "Outcome":
        return self._post(f"/arguments/{argument.pk}/slow/", {**WHY, "minutes": minutes})

    def unslow(self, argument: Argument) -> "Outcome":
        return self._post(f"/arguments/{argument.pk}/unslow/", WHY)

    def move(self, argument: Argument, under: Argument | None, *, kind: str = "") -> "Outcome":
        return self._post(self._place(argument, under) + f"&kind={kind}", WHY)

    def preview(self, argument: Argument, under: Argument | None) -> "Outcome":
        return self._outcome(self.client.get(self._place(argument, under)))

    def reclassify(self, argument: Argument, kind: str) -> "Outcome":
        return self._post(f"/arguments/{argument.pk}/reclassify/", {**WHY, "kind": kind})

    def shut(self, debate: Debate) -> "Outcome":
        return self._post(f"/debates/{debate.slug}/shut/", WHY)

    def unshut(self, debate: Debate) -> "Outcome":
        return self._post(f"/debates/{debate.slug}/unshut/", WHY)

    def screen(self, debate: Debate) -> "Outcome":
        return self._post(f"/debates/{debate.slug}/screen/", WHY)

    def unscreen(self, debate: Debate) -> "Outcome":
        return self._post(f"/debates/{debate.slug}/unscreen/", WHY)

    def _place(self, argument: Argument, under: Argument | None) -> str:
        return f"/arguments/{argument.pk}/move/?to={under.pk if under else 'top'}"

    # The face that this is a part of has them.
    client: Any

    def _post(self, path: str, words: dict[str, Any]) -> "Outcome":
        raise NotImplementedError

    def _outcome(self, response: Any) -> "Outcome":
        raise NotImplementedError


class ThreadApi:
    def lock(self, argument: Argument) -> "Outcome":
        return self._send("put", f"arguments/{argument.pk}/lock", WHY)

    def unlock(self, argument: Argument) -> "Outcome":
        return self._send("delete", f"arguments/{argument.pk}/lock", WHY)

    def slow(self, argument: Argument, minutes: Any) -> "Outcome":
        return self._send("put", f"arguments/{argument.pk}/slowing", {**WHY, "minutes": minutes})

    def unslow(self, argument: Argument) -> "Outcome":
        return self._send("delete", f"arguments/{argument.pk}/slowing", WHY)

    def move(self, argument: Argument, under: Argument | None, *, kind: str = "") -> "Outcome":
        place: dict[str, Any] = {"parent": under.pk if under else None}
        place |= {"kind": kind} if kind else {}
        return self._send("put", f"arguments/{argument.pk}/place", WHY | place)

    def preview(self, argument: Argument, under: Argument | None) -> "Outcome":
        to = under.pk if under else "none"
        return self._send("get", f"arguments/{argument.pk}/place?parent={to}")

    def reclassify(self, argument: Argument, kind: str) -> "Outcome":
        return self._send("put", f"arguments/{argument.pk}/kind", {**WHY, "kind": kind})

    def shut(self, debate: Debate) -> "Outcome":
        return self._send("put", f"debates/{debate.slug}/shutting", WHY)

    def unshut(self, debate: Debate) -> "Outcome":
        return self._send("delete", f"debates/{debate.slug}/shutting", WHY)

    def screen(self, debate: Debate) -> "Outcome":
        return self._send("put", f"debates/{debate.slug}/screening", WHY)

    def unscreen(self, debate: Debate) -> "Outcome":
        return self._send("delete", f"debates/{debate.slug}/screening", WHY)

    # The face that this is a part of has it.
    def _send(self, method: str, path: str, words: Any = None, **headers: str) -> "Outcome":
        raise NotImplementedError
