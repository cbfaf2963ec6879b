"""Working through the queue, as both faces say it."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urlencode

from debates.models import Case, Debate, Evidence

if TYPE_CHECKING:
    from tests.faces import Outcome


class CaseFace(Protocol):
    def read_queue(self, debate: Debate | None) -> "Outcome": ...
    def queue(self, debate: Debate | None, **wanted: str) -> list[int]:
        """The cases that it shows, in its order, page after page."""

    def read_case(self, case: Case) -> "Outcome": ...
    def claim(self, case: Case) -> "Outcome": ...
    def release(self, case: Case) -> "Outcome": ...
    def dismiss(self, case: Case, reason: str = "") -> "Outcome": ...
    def dismiss_all(self, cases: Sequence[Case]) -> "Outcome": ...
    def hide_cases(self, cases: Sequence[Case], rule: str, reason: str) -> "Outcome": ...
    def hide_evidence(self, evidence: Evidence, rule: str, reason: str) -> "Outcome": ...
    def read_figures(self, debate: Debate | None) -> "Outcome": ...


class CasePages:
    client: Any

    def read_queue(self, debate: Debate | None) -> "Outcome":
        return self._outcome(self.client.get(self._at(debate)))

    def queue(self, debate: Debate | None, **wanted: str) -> list[int]:
        if wanted.pop("claimed", ""):
            wanted["mine"] = "yes"
        address, found = f"?{urlencode(wanted)}", list[int]()
        while address:
            text = self.client.get(f"{self._at(debate)}{address}").content.decode()
            found += map(int, re.findall(r'<li id="case-(\d+)"', text))
            more = re.search(r'rel="next" href="(\?[^"]+)"', text)
            address = more[1].replace("&amp;", "&") if more else ""
        return found

    def read_case(self, case: Case) -> "Outcome":
        return self._outcome(self.client.get(f"/cases/{case.pk}/"))

    def claim(self, case: Case) -> "Outcome":
        return self._post(f"/cases/{case.pk}/claim/", {})

    def release(self, case: Case) -> "Outcome":
        return self._post(f"/cases/{case.pk}/release/", {})

    def dismiss(self, case: Case, reason: str = "") -> "Outcome":
        return self._post(f"/cases/{case.pk}/dismiss/", {"reason": reason})

    def dismiss_all(self, cases: Sequence[Case]) -> "Outcome":
        return self._post("/cases/dismissals/", {"case": [case.pk for case in cases]})

    def hide_cases(self, cases: Sequence[Case], rule: str, reason: str) -> "Outcome":
        words = {"case": [case.pk for case in cases], "rule": rule, "reason": reason}
        return self._post("/cases/hidings/", words)

    def hide_evidence(self, evidence: Evidence, rule: str, reason: str) -> "Outcome":
        return self._post(f"/evidence/{evidence.pk}/hide/", {"rule": rule, "reason": reason})

    def read_figures(self, debate: Debate | None) -> "Outcome":
        at = f"/debates/{debate.slug}/figures/" if debate else "/figures/"
        return self._outcome(self.client.get(at))

    def _at(self, debate: Debate | None) -> str:
        return f"/debates/{debate.slug}/moderation/" if debate else "/moderation/"

    # The face that this is a part of has these.
    def _post(self, path: str, words: Any) -> "Outcome":
        raise NotImplementedError

    def _outcome(self, response: Any) -> "Outcome":
        raise NotImplementedError


class CaseApi:
    client: Any

    def read_queue(self, debate: Debate | None) -> "Outcome":
        return self._send("get", self._at(debate))

    def queue(self, debate: Debate | None, **wanted: str) -> list[int]:
        address, found = f"/api/v1/{self._at(debate)}?{urlencode(wanted)}", list[int]()
        while address:
            page = self.client.get(address).json()
            found += [one["id"] for one in page["results"]]
            address = page["next"]
        return found

    def read_case(self, case: Case) -> "Outcome":
        return self._send("get", f"cases/{case.pk}")

    def claim(self, case: Case) -> "Outcome":
        return self._send("put", f"cases/{case.pk}/claim")

    def release(self, case: Case) -> "Outcome":
        return self._send("delete", f"cases/{case.pk}/claim")

    def dismiss(self, case: Case, reason: str = "") -> "Outcome":
        return self._send("post", f"cases/{case.pk}/dismissal", {"reason": reason})

    def dismiss_all(self, cases: Sequence[Case]) -> "Outcome":
        return self._send("post", "cases/dismissals", {"cases": [case.pk for case in cases]})

    def hide_cases(self, cases: Sequence[Case], rule: str, reason: str) -> "Outcome":
        words = {"cases": [case.pk for case in cases], "rule": rule, "reason": reason}
        return self._send("post", "cases/hidings", words)

    def hide_evidence(self, evidence: Evidence, rule: str, reason: str) -> "Outcome":
        words = {"rule": rule, "reason": reason}
        return self._send("put", f"evidence/{evidence.pk}/hiding", words)

    def read_figures(self, debate: Debate | None) -> "Outcome":
        return self._send("get", f"debates/{debate.slug}/figures" if debate else "figures")

    def _at(self, debate: Debate | None) -> str:
        return f"debates/{debate.slug}/cases" if debate else "cases"

    # The face that this is a part of has it.
    def _send(self, method: str, path: str, words: Any = None, **headers: str) -> "Outcome":
        raise NotImplementedError
