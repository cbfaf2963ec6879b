"""Asking for sources, and reading how a debate is sourced, as both faces say them."""

import re
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urlencode

from debates.models import Argument, Debate

if TYPE_CHECKING:
    from tests.faces import Outcome


class RequestsFace(Protocol):
    def ask_for_source(self, argument: Argument) -> "Outcome": ...
    def take_back_request(self, argument: Argument) -> "Outcome": ...
    def asks(self, argument: Argument) -> tuple[int, bool]:
        """How many ask for a source, and whether the reader does."""

    def evidence_ids(self, debate: Debate, **chosen: str) -> list[int]:
        """The evidence that a list narrowed down so shows, page after page."""

    def read_sourcing(self, debate: Debate) -> "Outcome": ...


class RequestsPages:
    client: Any

    def ask_for_source(self, argument: Argument) -> "Outcome":
        return self._post(f"/arguments/{argument.pk}/source-request/", {"sure": "yes"})

    def take_back_request(self, argument: Argument) -> "Outcome":
        return self._post(f"/arguments/{argument.pk}/source-request/withdraw/", {"sure": "yes"})

    def asks(self, argument: Argument) -> tuple[int, bool]:
        text = self.client.get(f"/arguments/{argument.pk}/").content.decode()
        many = re.search(r"(\d+) members? asks? for a source", text)
        return int(many[1]) if many else 0, "You asked for a source." in text

    def evidence_ids(self, debate: Debate, **chosen: str) -> list[int]:
        address, found = f"?{urlencode(chosen)}", list[int]()
        while address:
            text = self.client.get(f"/debates/{debate.slug}/evidence/{address}").content.decode()
            found += map(int, re.findall(r'id="evidence-(\d+)"', text))
            more = re.search(r'class="button" href="(\?[^"]+)"', text)
            address = more[1].replace("&amp;", "&") if more else ""
        return found

    def read_sourcing(self, debate: Debate) -> "Outcome":
        return self._outcome(self.client.get(f"/debates/{debate.slug}/evidence/"))

    # The face that this is a part of has these.
    def _post(self, path: str, words: dict[str, str]) -> "Outcome":
        raise NotImplementedError

    def _outcome(self, response: Any) -> "Outcome":
        raise NotImplementedError


class RequestsApi:
    client: Any

    def ask_for_source(self, argument: Argument) -> "Outcome":
        return self._send("put", f"arguments/{argument.pk}/source-request")

    def take_back_request(self, argument: Argument) -> "Outcome":
        return self._send("delete", f"arguments/{argument.pk}/source-request")

    def asks(self, argument: Argument) -> tuple[int, bool]:
        many = self.client.get(f"/api/v1/arguments/{argument.pk}").json()["needs_source"]
        told = self.client.get(f"/api/v1/arguments/{argument.pk}/source-request").json()
        assert told["needs_source"] == many
        mine = told["my_request"]
        return many, mine is not None and mine["answered_by"] is None

    def evidence_ids(self, debate: Debate, **chosen: str) -> list[int]:
        address, found = f"/api/v1/debates/{debate.slug}/evidence?{urlencode(chosen)}", list[int]()
        while address:
            page = self.client.get(address).json()
            found += [one["id"] for one in page["results"]]
            address = page["next"]
        return found

    def read_sourcing(self, debate: Debate) -> "Outcome":
        return self._send("get", f"debates/{debate.slug}/sourcing")

    # The face that this is a part of has it.
    def _send(self, method: str, path: str, words: Any = None, **headers: str) -> "Outcome":
        raise NotImplementedError
