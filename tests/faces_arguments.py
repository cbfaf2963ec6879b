"""Posting, editing, withdrawing, voting on and hiding an argument, as both faces say it."""

from typing import TYPE_CHECKING, Any, Protocol

from debates.models import Argument, Debate

if TYPE_CHECKING:
    from tests.faces import Outcome


class ArgumentFace(Protocol):
    def post_claim(self, debate: Debate, statement: str, reasoning: str = "") -> "Outcome": ...
    def support(self, argument: Argument, statement: str) -> "Outcome": ...
    def post_counterclaim(self, argument: Argument, statement: str) -> "Outcome": ...
    def edit(self, argument: Argument, statement: str, *, read: int) -> "Outcome": ...
    def withdraw(self, argument: Argument) -> "Outcome": ...
    def cast_vote(self, argument: Argument, position: str | None) -> "Outcome": ...
    def hide(self, argument: Argument, rule: str, reason: str) -> "Outcome": ...
    def restore(self, argument: Argument, rule: str, reason: str) -> "Outcome": ...


class ArgumentPages:
    def post_claim(self, debate: Debate, statement: str, reasoning: str = "") -> "Outcome":
        words = {"statement": statement, "reasoning": reasoning}
        return self._post(f"/debates/{debate.slug}/claims/new/", words)

    def support(self, argument: Argument, statement: str) -> "Outcome":
        return self._post(f"/arguments/{argument.pk}/support/", {"statement": statement})

    def post_counterclaim(self, argument: Argument, statement: str) -> "Outcome":
        return self._post(f"/arguments/{argument.pk}/counter/", {"statement": statement})

    def edit(self, argument: Argument, statement: str, *, read: int) -> "Outcome":
        words = {"statement": statement, "reasoning": "", "version": str(read)}
        return self._post(f"/arguments/{argument.pk}/edit/", words)

    def withdraw(self, argument: Argument) -> "Outcome":
        return self._post(f"/arguments/{argument.pk}/withdraw/", {"sure": "yes"})

    def cast_vote(self, argument: Argument, position: str | None) -> "Outcome":
        return self._post(f"/arguments/{argument.pk}/vote/", {"position": position or "none"})

    def hide(self, argument: Argument, rule: str, reason: str) -> "Outcome":
        return self._post(f"/arguments/{argument.pk}/hide/", {"rule": rule, "reason": reason})

    def restore(self, argument: Argument, rule: str, reason: str) -> "Outcome":
        return self._post(f"/arguments/{argument.pk}/restore/", {"rule": rule, "reason": reason})

    # The face that this is a part of has it.
    def _post(self, path: str, words: dict[str, Any]) -> "Outcome":
        raise NotImplementedError


class ArgumentApi:
    def post_claim(self, debate: Debate, statement: str, reasoning: str = "") -> "Outcome":
        words = {"kind": "claim", "statement": statement, "reasoning": reasoning}
        return self._send("post", f"debates/{debate.slug}/arguments", words)

    def support(self, argument: Argument, statement: str) -> "Outcome":
        words = {"kind": "claim", "statement": statement}
        return self._send("post", f"arguments/{argument.pk}/replies", words)

    def post_counterclaim(self, argument: Argument, statement: str) -> "Outcome":
        words = {"kind": "counterclaim", "statement": statement}
        return self._send("post", f"arguments/{argument.pk}/replies", words)

    def edit(self, argument: Argument, statement: str, *, read: int) -> "Outcome":
        words = {"statement": statement}
        return self._patch(f"arguments/{argument.pk}", words, read, argument.version)

    def withdraw(self, argument: Argument) -> "Outcome":
        return self._send("delete", f"arguments/{argument.pk}")

    def cast_vote(self, argument: Argument, position: str | None) -> "Outcome":
        return self._send("put", f"arguments/{argument.pk}/vote", {"position": position})

    def hide(self, argument: Argument, rule: str, reason: str) -> "Outcome":
        words = {"rule": rule, "reason": reason}
        return self._send("put", f"arguments/{argument.pk}/hiding", words)

    def restore(self, argument: Argument, rule: str, reason: str) -> "Outcome":
        words = {"rule": rule, "reason": reason}
        return self._send("delete", f"arguments/{argument.pk}/hiding", words)

    # The face that this is a part of has these.
    def _send(self, method: str, path: str, words: Any = None, **headers: str) -> "Outcome":
        raise NotImplementedError

    def _patch(self, path: str, words: Any, read: int, present: int) -> "Outcome":
        raise NotImplementedError
