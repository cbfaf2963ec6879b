"""Fairness, obstacles and changed minds, as both faces say them."""

from typing import TYPE_CHECKING, Any, Protocol

from debates.models import Argument

if TYPE_CHECKING:
    from tests.faces import Outcome


class FairnessFace(Protocol):
    def judge_fairness(
        self, synthesis: Argument, side: Argument, is_fair: bool, *, read: int | None = None
    ) -> "Outcome": ...
    def take_back_fairness(self, synthesis: Argument, side: Argument) -> "Outcome": ...
    def read_fairness(self, synthesis: Argument) -> "Outcome": ...
    def name_obstacle(self, synthesis: Argument, words: str) -> "Outcome": ...
    def take_back_obstacle(self, synthesis: Argument) -> "Outcome": ...
    def read_obstacles(self, synthesis: Argument) -> "Outcome": ...
    def name_mind_change(self, about: Argument, changed_by: Argument) -> "Outcome": ...
    def read_minds(self, argument: Argument) -> "Outcome": ...


class FairnessPages:
    def judge_fairness(
        self, synthesis: Argument, side: Argument, is_fair: bool, *, read: int | None = None
    ) -> "Outcome":
        said = {"is_fair": "yes" if is_fair else "no", "version": str(read or "")}
        return self._post(f"/arguments/{synthesis.pk}/fairness/{side.pk}/", said)

    def take_back_fairness(self, synthesis: Argument, side: Argument) -> "Outcome":
        return self._post(f"/arguments/{synthesis.pk}/fairness/{side.pk}/", {"is_fair": "none"})

    def read_fairness(self, synthesis: Argument) -> "Outcome":
        return self.read_argument(synthesis)

    def name_obstacle(self, synthesis: Argument, words: str) -> "Outcome":
        return self._post(f"/arguments/{synthesis.pk}/obstacle/", {"text": words})

    def take_back_obstacle(self, synthesis: Argument) -> "Outcome":
        return self._post(f"/arguments/{synthesis.pk}/obstacle/withdraw/", {"sure": "yes"})

    def read_obstacles(self, synthesis: Argument) -> "Outcome":
        return self.read_argument(synthesis)

    def name_mind_change(self, about: Argument, changed_by: Argument) -> "Outcome":
        words = {"changed_by": f"#{changed_by.pk}"}
        return self._post(f"/arguments/{about.pk}/minds/new/", words)

    def read_minds(self, argument: Argument) -> "Outcome":
        return self.read_argument(argument)

    # The face that this is a part of has these.
    def _post(self, path: str, words: dict[str, str]) -> "Outcome":
        raise NotImplementedError

    def read_argument(self, argument: Argument) -> "Outcome":
        raise NotImplementedError


class FairnessApi:
    def judge_fairness(
        self, synthesis: Argument, side: Argument, is_fair: bool, *, read: int | None = None
    ) -> "Outcome":
        said: dict[str, Any] = {"argument": side.pk, "is_fair": is_fair}
        said |= {"version": read} if read is not None else {}
        return self._send("put", f"syntheses/{synthesis.pk}/fairness", said)

    def take_back_fairness(self, synthesis: Argument, side: Argument) -> "Outcome":
        return self._send("delete", f"syntheses/{synthesis.pk}/fairness", {"argument": side.pk})

    def read_fairness(self, synthesis: Argument) -> "Outcome":
        return self._send("get", f"syntheses/{synthesis.pk}/fairness")

    def name_obstacle(self, synthesis: Argument, words: str) -> "Outcome":
        return self._send("put", f"syntheses/{synthesis.pk}/obstacle", {"text": words})

    def take_back_obstacle(self, synthesis: Argument) -> "Outcome":
        return self._send("delete", f"syntheses/{synthesis.pk}/obstacle")

    def read_obstacles(self, synthesis: Argument) -> "Outcome":
        return self._send("get", f"syntheses/{synthesis.pk}/obstacles")

    def name_mind_change(self, about: Argument, changed_by: Argument) -> "Outcome":
        words = {"changed_by": changed_by.pk}
        return self._send("post", f"arguments/{about.pk}/minds", words)

    def read_minds(self, argument: Argument) -> "Outcome":
        return self._send("get", f"arguments/{argument.pk}/minds")

    # The face that this is a part of has it.
    def _send(self, method: str, path: str, words: Any = None, **headers: str) -> "Outcome":
        raise NotImplementedError
