"""Debates that vote blind, with counts planted where none should show."""

from collections.abc import Sequence
from html import unescape

import pytest
from django.test import Client

from accounts.models import User
from debates.actions.scores import refresh_all_scores
from debates.models import Argument, Debate, Endorsement, Status
from tests.factories import a_claim, a_counterclaim, a_crux, a_debate, a_member, a_synthesis
from tests.raw import run

# Too long to stand by chance in a time, a key or a token.
PLANTED = {
    "agree": 591_971_301,
    "unsure": 591_971_302,
    "disagree": 591_971_303,
    "well_argued": 591_971_304,
    "beside_the_point": 591_971_305,
    "agree_as_worded": 591_971_306,
}
VOTES = PLANTED["agree"] + PLANTED["unsure"] + PLANTED["disagree"]


@pytest.fixture
def debate(moderator: User) -> Debate:
    """Votes blind."""
    return a_debate("Should cities be free of cars?", by=moderator, is_blind=True)


def plant(*arguments: Argument) -> None:
    """Tells every tally of these to hold the planted numbers, past the votes."""
    columns = ", ".join(f"{name} = {number}" for name, number in PLANTED.items())
    ids = [argument.pk for argument in arguments]
    run(f"UPDATE debates_tally SET {columns} WHERE argument_id = ANY(%s)", [ids])


def plant_endorsement(synthesis: Argument) -> None:
    """Has a synthesis bridge with the planted numbers on each side."""
    counts = {name: PLANTED[name] for name in ("agree", "unsure", "disagree")}
    rates = {"mean": 0.99, "low": 0.98, "high": 1.0, "t": 1.0, "d": 0.0}
    reconciled = synthesis.concessions.order_by("pk").values_list("argument", flat=True)
    stands = {"is_bridging": True, "status": Status.BRIDGING, "score": 0.99, "no_side": counts}
    stands["sides"] = [{"argument": side} | counts | rates for side in reconciled]
    Endorsement.objects.update_or_create(
        synthesis=synthesis, defaults={"debate_id": synthesis.debate_id} | stands
    )


def told(text: str) -> list[str]:
    """Which of the planted numbers a text gives away, in figures, with or without separators."""
    figures = text.replace(",", "").replace("\u202f", "")
    numbers = PLANTED | {"votes": VOTES}
    return [name for name, number in numbers.items() if str(number) in figures]


def texts_for(client: Client, addresses: Sequence[str]) -> dict[str, str]:
    found = {}
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == 200, address
        found[address] = unescape(answer.content.decode())
    return found


def signed_in(member: User) -> Client:
    client = Client()
    client.force_login(member)
    return client


class Full:
    """A blind debate with something of everything in it, every count planted."""

    def __init__(self, debate: Debate) -> None:
        self.debate, self.author = debate, a_member()
        self.claim = a_claim(debate, "Streets are for people", by=self.author)
        self.reply = a_counterclaim(self.claim, "Streets are for trade", by=self.author)
        self.under = a_claim(supporting=self.reply, statement="Streets carry goods")
        both = [self.claim, self.reply]
        self.synthesis = a_synthesis(both, "Streets are for both", by=self.author)
        self.rival = a_synthesis(both, "Streets are for all", by=self.author)
        self.linking = a_claim(debate, "Streets again", f"#{self.claim.pk}", by=self.author)
        both = [self.claim, self.reply, self.synthesis, self.rival]
        self.everything = [*both, self.under, self.linking]
        plant(*self.everything)
        self.crux = a_crux((self.claim, self.reply))
        refresh_all_scores()
        plant(*self.everything)
        plant_endorsement(self.synthesis)
        plant_endorsement(self.rival)

    @property
    def pages(self) -> list[str]:
        slug = self.debate.slug
        return [
            f"/debates/{slug}/",
            f"/debates/{slug}/?sort=strongest",
            f"/debates/{slug}/?sort=newest",
            f"/debates/{slug}/syntheses/",
            f"/debates/{slug}/history/",
            f"/debates/{slug}/people/",
            f"/debates/{slug}/evidence/",
            f"/debates/{slug}/cruxes/",
            *(f"/arguments/{one.pk}/" for one in self.everything),
            f"/arguments/{self.claim.pk}/replies/",
            f"/arguments/{self.claim.pk}/history/",
            f"/people/{self.author.username}/",
            "/search/?q=streets",
            "/",
        ]

    @property
    def api(self) -> list[str]:
        slug, claim = self.debate.slug, self.claim.pk
        return [
            f"/api/v1/debates/{slug}",
            f"/api/v1/debates/{slug}/arguments?expand=why_not,evidence",
            f"/api/v1/debates/{slug}/arguments?sort=discussed",
            f"/api/v1/debates/{slug}/syntheses",
            f"/api/v1/debates/{slug}/cruxes",
            *(f"/api/v1/arguments/{one.pk}" for one in self.everything),
            f"/api/v1/arguments/{claim}/replies",
            f"/api/v1/arguments/{claim}/versions",
            f"/api/v1/arguments/{claim}/backlinks",
            f"/api/v1/arguments/{claim}/syntheses",
            f"/api/v1/syntheses/{self.synthesis.pk}",
            f"/api/v1/syntheses/{self.synthesis.pk}/rivals",
            f"/api/v1/members/{self.author.username}",
            "/api/v1/search?q=streets",
            f"/api/v1/search?q=streets&debate={slug}",
        ]
