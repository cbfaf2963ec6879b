"""Warning, muting, suspending and ignoring members, as both faces say it."""

from typing import TYPE_CHECKING, Any, Protocol

from accounts.models import User
from debates.models import Debate

if TYPE_CHECKING:
    from tests.faces import Outcome

GROUNDS = {"rule": "insult", "reason": "Three insults in a row."}


class MemberFace(Protocol):
    def warn(self, member: User, debate: Debate | None = None, **said: str) -> "Outcome": ...
    def mute(self, member: User, debate: Debate | None = None, **said: str) -> "Outcome": ...
    def unmute(self, member: User, debate: Debate | None = None, **said: str) -> "Outcome": ...
    def suspend(self, member: User, **said: str) -> "Outcome": ...
    def let_in(self, member: User, **said: str) -> "Outcome": ...
    def read_my_restrictions(self) -> "Outcome": ...
    def ignore(self, member: User) -> "Outcome": ...
    def no_longer_ignore(self, member: User) -> "Outcome": ...
    def read_ignored(self) -> "Outcome": ...
    def read_notices(self) -> "Outcome": ...


class MemberPages:
    client: Any

    def warn(self, member: User, debate: Debate | None = None, **said: str) -> "Outcome":
        return self._ruled(member, "warn", debate, said)

    def mute(self, member: User, debate: Debate | None = None, **said: str) -> "Outcome":
        return self._ruled(member, "mute", debate, {"lasts": "day"} | said)

    def unmute(self, member: User, debate: Debate | None = None, **said: str) -> "Outcome":
        return self._ruled(member, "unmute", debate, said)

    def suspend(self, member: User, **said: str) -> "Outcome":
        return self._ruled(member, "suspend", None, {"lasts": "day"} | said)

    def let_in(self, member: User, **said: str) -> "Outcome":
        return self._ruled(member, "reinstate", None, said)

    def read_my_restrictions(self) -> "Outcome":
        return self._outcome(self.client.get("/account/restrictions/"))

    def ignore(self, member: User) -> "Outcome":
        return self._post(f"/people/{member.username}/ignore/", {})

    def no_longer_ignore(self, member: User) -> "Outcome":
        return self._post(f"/people/{member.username}/ignore/", {"ignore": "no"})

    def read_ignored(self) -> "Outcome":
        return self._outcome(self.client.get("/account/ignored/"))

    def read_notices(self) -> "Outcome":
        return self._outcome(self.client.get("/notices/"))

    def _ruled(
        self, member: User, verb: str, debate: Debate | None, said: dict[str, str]
    ) -> "Outcome":
        where = f"?debate={debate.slug}" if debate else ""
        return self._post(f"/people/{member.username}/{verb}/{where}", GROUNDS | said)

    # The face that this is a part of has these.
    def _post(self, path: str, words: dict[str, Any]) -> "Outcome":
        raise NotImplementedError

    def _outcome(self, response: Any) -> "Outcome":
        raise NotImplementedError


class MemberApi:
    def warn(self, member: User, debate: Debate | None = None, **said: str) -> "Outcome":
        where = {"debate": debate.slug if debate else None}
        return self._send("post", f"members/{member.username}/warnings", GROUNDS | said | where)

    def mute(self, member: User, debate: Debate | None = None, **said: str) -> "Outcome":
        words = GROUNDS | {"lasts": "day"} | said
        return self._send("put", f"{self._place(debate)}members/{member.username}/mute", words)

    def unmute(self, member: User, debate: Debate | None = None, **said: str) -> "Outcome":
        at = f"{self._place(debate)}members/{member.username}/mute"
        return self._send("delete", at, GROUNDS | said)

    def suspend(self, member: User, **said: str) -> "Outcome":
        words = GROUNDS | {"lasts": "day"} | said
        return self._send("put", f"members/{member.username}/suspension", words)

    def let_in(self, member: User, **said: str) -> "Outcome":
        return self._send("delete", f"members/{member.username}/suspension", GROUNDS | said)

    def read_my_restrictions(self) -> "Outcome":
        return self._send("get", "me/restrictions")

    def ignore(self, member: User) -> "Outcome":
        return self._send("put", f"members/{member.username}/ignoring")

    def no_longer_ignore(self, member: User) -> "Outcome":
        return self._send("delete", f"members/{member.username}/ignoring")

    def read_ignored(self) -> "Outcome":
        return self._send("get", "me/ignored")

    def read_notices(self) -> "Outcome":
        return self._send("get", "notices")

    def _place(self, debate: Debate | None) -> str:
        return f"debates/{debate.slug}/" if debate else ""

    # The face that this is a part of has it.
    def _send(self, method: str, path: str, words: Any = None, **headers: str) -> "Outcome":
        raise NotImplementedError
