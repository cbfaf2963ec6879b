"""Publishing rules, and flagging, as both faces say them."""

import re
from typing import TYPE_CHECKING, Any, Protocol

from accounts.models import User
from debates.models import Argument, Debate, Evidence, Flag
from debates.rules.flags import Became

if TYPE_CHECKING:
    from tests.faces import Outcome


def path_of(thing: Argument | Evidence | User) -> str:
    if isinstance(thing, User):
        return f"people/{thing.username}"
    return f"evidence/{thing.pk}" if isinstance(thing, Evidence) else f"arguments/{thing.pk}"


def rules_at(debate: Debate | None) -> str:
    return f"debates/{debate.slug}/rules" if debate else "rules"


class FlagFace(Protocol):
    def flag(
        self, thing: Argument | Evidence | User, rule: str, note: str = "", of: int | None = None
    ) -> "Outcome": ...
    def take_back_flag(self, flag: Flag) -> "Outcome": ...
    def my_flags(self) -> list[str]:
        """What became of each of one's flags, newest first."""

    def read_flags(self) -> "Outcome": ...
    def publish_rule(self, debate: Debate | None, code: str, title: str) -> "Outcome": ...
    def withdraw_rule(self, debate: Debate | None, code: str) -> "Outcome": ...
    def read_rules(self, debate: Debate | None) -> "Outcome": ...


class FlagPages:
    client: Any

    def flag(
        self, thing: Argument | Evidence | User, rule: str, note: str = "", of: int | None = None
    ) -> "Outcome":
        words = {"rule": rule, "note": note} | ({"duplicate_of": f"#{of}"} if of else {})
        return self._post(f"/{path_of(thing)}/flag/", words)

    def take_back_flag(self, flag: Flag) -> "Outcome":
        return self._post(f"/flags/{flag.pk}/withdraw/", {})

    def my_flags(self) -> list[str]:
        text = self.client.get("/flags/").content.decode()
        shown = re.findall(r'<span class="chip">(?:<a [^>]*>)?([^<]+)', text)
        return [Became(one.value).value for label in shown for one in Became if one.label == label]

    def read_flags(self) -> "Outcome":
        return self._outcome(self.client.get("/flags/"))

    def publish_rule(self, debate: Debate | None, code: str, title: str) -> "Outcome":
        return self._post(f"/{rules_at(debate)}/new/", {"code": code, "title": title})

    def withdraw_rule(self, debate: Debate | None, code: str) -> "Outcome":
        return self._post(f"/{rules_at(debate)}/{code}/withdraw/", {})

    def read_rules(self, debate: Debate | None) -> "Outcome":
        return self._outcome(self.client.get(f"/{rules_at(debate)}/"))

    # The face that this is a part of has these.
    def _post(self, path: str, words: dict[str, str]) -> "Outcome":
        raise NotImplementedError

    def _outcome(self, response: Any) -> "Outcome":
        raise NotImplementedError


class FlagApi:
    client: Any

    def flag(
        self, thing: Argument | Evidence | User, rule: str, note: str = "", of: int | None = None
    ) -> "Outcome":
        words = {"rule": rule, "note": note, "duplicate_of": of}
        return self._send("post", f"{path_of(thing).replace('people', 'members')}/flags", words)

    def take_back_flag(self, flag: Flag) -> "Outcome":
        return self._send("delete", f"flags/{flag.pk}")

    def my_flags(self) -> list[str]:
        return [one["became"] for one in self.client.get("/api/v1/flags").json()["results"]]

    def read_flags(self) -> "Outcome":
        return self._send("get", "flags")

    def publish_rule(self, debate: Debate | None, code: str, title: str) -> "Outcome":
        return self._send("post", rules_at(debate), {"code": code, "title": title})

    def withdraw_rule(self, debate: Debate | None, code: str) -> "Outcome":
        return self._send("delete", f"{rules_at(debate)}/{code}")

    def read_rules(self, debate: Debate | None) -> "Outcome":
        return self._send("get", rules_at(debate))

    # The face that this is a part of has it.
    def _send(self, method: str, path: str, words: Any = None, **headers: str) -> "Outcome":
        raise NotImplementedError
