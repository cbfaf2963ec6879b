"""What both faces show of a debate and its arguments."""

from typing import TYPE_CHECKING, Any, Protocol

from django.test import Client

from debates.models import Argument, Debate

if TYPE_CHECKING:
    from tests.faces import Outcome


class ReadingFace(Protocol):
    def read_debate(self, debate: Debate) -> "Outcome": ...
    def read_argument(self, argument: Argument) -> "Outcome": ...
    def read_endorsement(self, synthesis: Argument) -> "Outcome": ...
    def read_landscape(self, debate: Debate) -> "Outcome": ...


class ReadingPages:
    client: Client

    def read_debate(self, debate: Debate) -> "Outcome":
        return self._outcome(self.client.get(f"/debates/{debate.slug}/"))

    def read_argument(self, argument: Argument) -> "Outcome":
        return self._outcome(self.client.get(f"/arguments/{argument.pk}/"))

    def read_endorsement(self, synthesis: Argument) -> "Outcome":
        return self.read_argument(synthesis)

    def read_landscape(self, debate: Debate) -> "Outcome":
        return self._outcome(self.client.get(f"/debates/{debate.slug}/people/"))

    # The face that this is a part of has it.
    def _outcome(self, response: Any) -> "Outcome":
        raise NotImplementedError


class ReadingApi:
    client: Client

    def read_debate(self, debate: Debate) -> "Outcome":
        return self._outcome(self.client.get(f"/api/v1/debates/{debate.slug}"))

    def read_argument(self, argument: Argument) -> "Outcome":
        return self._outcome(self.client.get(f"/api/v1/arguments/{argument.pk}"))

    def read_endorsement(self, synthesis: Argument) -> "Outcome":
        return self._outcome(self.client.get(f"/api/v1/syntheses/{synthesis.pk}/endorsement"))

    def read_landscape(self, debate: Debate) -> "Outcome":
        return self._outcome(self.client.get(f"/api/v1/debates/{debate.slug}/landscape"))

    # The face that this is a part of has it.
    def _outcome(self, response: Any) -> "Outcome":
        raise NotImplementedError
