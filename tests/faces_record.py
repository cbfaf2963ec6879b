"""Rulings, the record and what hides or redacts, as both faces say them."""

from typing import TYPE_CHECKING, Any, Protocol

from django.test import Client

from accounts.models import User
from debates.models import Argument, Debate, Evidence, Remark, Ruling

if TYPE_CHECKING:
    from tests.faces import Outcome

GROUNDS = {"rule": "spam", "reason": "It sells something"}
MISTAKEN = {"rule": "mistake", "reason": "It does not"}


class RecordFace(Protocol):
    def read_ruling(self, ruling: Ruling) -> "Outcome": ...
    def undo(self, ruling: Ruling) -> "Outcome": ...
    def read_record(self, debate: Debate, only: str = "") -> "Outcome": ...
    def read_log(self) -> "Outcome": ...
    def hide_thread(self, argument: Argument) -> "Outcome": ...
    def hide_all(self, debate: Debate, member: User, since: str = "") -> "Outcome": ...
    def redact(self, argument: Argument, number: int, field: str = "") -> "Outcome": ...
    def redact_evidence(self, evidence: Evidence, field: str) -> "Outcome": ...
    def redact_check(self, evidence: Evidence, question: str, member: User) -> "Outcome": ...
    def redact_remark(self, remark: Remark) -> "Outcome": ...


class RecordPages:
    client: Client

    def read_ruling(self, ruling: Ruling) -> "Outcome":
        return self._outcome(self.client.get(f"/rulings/{ruling.pk}/"))

    def undo(self, ruling: Ruling) -> "Outcome":
        return self._post(f"/rulings/{ruling.pk}/undo/", MISTAKEN)

    def read_record(self, debate: Debate, only: str = "") -> "Outcome":
        return self._outcome(self.client.get(f"/debates/{debate.slug}/history/?only={only}"))

    def read_log(self) -> "Outcome":
        return self._outcome(self.client.get("/moderation/log/"))

    def hide_thread(self, argument: Argument) -> "Outcome":
        return self._post(f"/arguments/{argument.pk}/hide-thread/", GROUNDS)

    def hide_all(self, debate: Debate, member: User, since: str = "") -> "Outcome":
        address = f"/people/{member.username}/hide-all/?debate={debate.slug}"
        return self._post(address, GROUNDS | {"since": since})

    def redact(self, argument: Argument, number: int, field: str = "") -> "Outcome":
        address = f"/arguments/{argument.pk}/history/{number}/redact/"
        return self._post(address, GROUNDS | {"field": field})

    def redact_evidence(self, evidence: Evidence, field: str) -> "Outcome":
        return self._post(f"/evidence/{evidence.pk}/redact/", GROUNDS | {"field": field})

    def redact_check(self, evidence: Evidence, question: str, member: User) -> "Outcome":
        address = f"/evidence/{evidence.pk}/checks/{question}/{member.username}/redact/"
        return self._post(address, GROUNDS)

    def redact_remark(self, remark: Remark) -> "Outcome":
        return self._post(f"/remarks/{remark.pk}/redact/", GROUNDS)

    # The face that this is a part of has these.
    def _outcome(self, response: Any) -> "Outcome":
        raise NotImplementedError

    def _post(self, path: str, words: dict[str, Any]) -> "Outcome":
        raise NotImplementedError


class RecordApi:
    def read_ruling(self, ruling: Ruling) -> "Outcome":
        return self._send("get", f"rulings/{ruling.pk}")

    def undo(self, ruling: Ruling) -> "Outcome":
        return self._send("put", f"rulings/{ruling.pk}/undoing", MISTAKEN)

    def read_record(self, debate: Debate, only: str = "") -> "Outcome":
        return self._send("get", f"debates/{debate.slug}/history{only and f'?only={only}'}")

    def read_log(self) -> "Outcome":
        return self._send("get", "rulings")

    def hide_thread(self, argument: Argument) -> "Outcome":
        return self._send("post", f"arguments/{argument.pk}/thread-hiding", GROUNDS)

    def hide_all(self, debate: Debate, member: User, since: str = "") -> "Outcome":
        address = f"debates/{debate.slug}/members/{member.username}/hiding"
        return self._send("post", address, GROUNDS | {"since": since or None})

    def redact(self, argument: Argument, number: int, field: str = "") -> "Outcome":
        what: dict[str, Any] = {}
        if field:
            name, _colon, of = field.partition(":")
            what = {"field": name} | ({"argument": int(of)} if of else {})
        address = f"arguments/{argument.pk}/versions/{number}/redaction"
        return self._send("put", address, GROUNDS | what)

    def redact_evidence(self, evidence: Evidence, field: str) -> "Outcome":
        return self._send("put", f"evidence/{evidence.pk}/redaction", GROUNDS | {"field": field})

    def redact_check(self, evidence: Evidence, question: str, member: User) -> "Outcome":
        address = f"evidence/{evidence.pk}/checks/{question}/{member.username}/redaction"
        return self._send("put", address, GROUNDS)

    def redact_remark(self, remark: Remark) -> "Outcome":
        return self._send("put", f"remarks/{remark.pk}/redaction", GROUNDS)

    # The face that this is a part of has it.
    def _send(self, method: str, path: str, words: Any = None, **headers: str) -> "Outcome":
        raise NotImplementedError
