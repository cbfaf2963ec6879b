"""Appeals and notices, as both faces say them."""

from typing import TYPE_CHECKING, Any, Protocol

from debates.models import Appeal, Debate, Ruling

if TYPE_CHECKING:
    from tests.faces import Outcome


class AppealFace(Protocol):
    def appeal(self, ruling: Ruling, text: str) -> "Outcome": ...
    def reply_to_appeal(self, appeal: Appeal, text: str) -> "Outcome": ...
    def judge_appeal(self, appeal: Appeal, outcome: str, answer: str, **rule: str) -> "Outcome": ...
    def read_appeal(self, appeal: Appeal) -> "Outcome": ...
    def read_my_appeals(self) -> "Outcome": ...
    def read_appeals_in(self, debate: Debate) -> "Outcome": ...
    def read_appeals_of_the_site(self) -> "Outcome": ...


class AppealPages:
    client: Any

    def appeal(self, ruling: Ruling, text: str) -> "Outcome":
        return self._post(f"/rulings/{ruling.pk}/appeal/", {"text": text})

    def reply_to_appeal(self, appeal: Appeal, text: str) -> "Outcome":
        return self._post(f"/appeals/{appeal.pk}/replies/new/", {"text": text})

    def judge_appeal(self, appeal: Appeal, outcome: str, answer: str, **rule: str) -> "Outcome":
        said = {"outcome": outcome, "answer": answer, **rule}
        return self._post(f"/appeals/{appeal.pk}/outcome/", said)

    def read_appeal(self, appeal: Appeal) -> "Outcome":
        return self._read(f"/appeals/{appeal.pk}/")

    def read_my_appeals(self) -> "Outcome":
        return self._read("/appeals/")

    def read_appeals_in(self, debate: Debate) -> "Outcome":
        return self._read(f"/debates/{debate.slug}/moderation/appeals/")

    def read_appeals_of_the_site(self) -> "Outcome":
        return self._read("/moderation/appeals/")

    def _read(self, path: str) -> "Outcome":
        return self._outcome(self.client.get(path))

    # The face that this is a part of has these.
    def _post(self, path: str, words: dict[str, Any]) -> "Outcome":
        raise NotImplementedError

    def _outcome(self, response: Any) -> "Outcome":
        raise NotImplementedError


class AppealApi:
    def appeal(self, ruling: Ruling, text: str) -> "Outcome":
        return self._send("post", f"rulings/{ruling.pk}/appeals", {"text": text})

    def reply_to_appeal(self, appeal: Appeal, text: str) -> "Outcome":
        return self._send("post", f"appeals/{appeal.pk}/replies", {"text": text})

    def judge_appeal(self, appeal: Appeal, outcome: str, answer: str, **rule: str) -> "Outcome":
        said = {"outcome": outcome, "answer": answer, **rule}
        return self._send("put", f"appeals/{appeal.pk}/outcome", said)

    def read_appeal(self, appeal: Appeal) -> "Outcome":
        return self._send("get", f"appeals/{appeal.pk}")

    def read_my_appeals(self) -> "Outcome":
        return self._send("get", "appeals")

    def read_appeals_in(self, debate: Debate) -> "Outcome":
        return self._send("get", f"debates/{debate.slug}/appeals")

    def read_appeals_of_the_site(self) -> "Outcome":
        return self._send("get", "appeals?whose=staff")

    # The face that this is a part of has it.
    def _send(self, method: str, path: str, words: Any = None, **headers: str) -> "Outcome":
        raise NotImplementedError
