"""Ruling on a member because of a case decides it, once: through pages and API alike."""

from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from debates.actions.casework import dismiss_case
from debates.models import Argument, Case, Debate, Notice, Restriction, Ruling
from debates.pages.resolving import ways_of
from tests.appealing import a_moderator, staff
from tests.faces import Api, Face, Pages
from tests.faces_members import GROUNDS
from tests.factories import a_claim, a_counterclaim, some_evidence
from tests.flagged import a_case, a_flag, an_automatic_hide, seen_case

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_limits")]


def rule(face: Face, verb: str, case: Case, member: User, debate: Debate | None) -> str:
    """What became of warning or muting this member because of the case."""
    lasts = {"lasts": "day"} if verb != "warn" else {}
    if isinstance(face, Pages):
        where = f"&debate={debate.slug}" if debate else ""
        address = f"/people/{member.username}/{verb}/?case={case.pk}{where}"
        return face._post(address, GROUNDS | lasts).what
    assert isinstance(face, Api)
    words: dict[str, Any] = GROUNDS | lasts | {"case": case.pk}
    if verb == "warn":
        words["debate"] = debate.slug if debate else None
        return face._send("post", f"members/{member.username}/warnings", words).what
    at = f"debates/{debate.slug}/" if debate else ""
    what = "mute" if verb == "mute" else "suspension"
    return face._send("put", f"{at}members/{member.username}/{what}", words).what


@pytest.mark.parametrize("verb", ["warn", "mute"])
def test_ruling_on_its_author_upholds_the_flags(
    face: Face, claim: Argument, moderator: User, verb: str
) -> None:
    flag = a_flag(claim, "insult")
    face.sign_in(moderator)
    assert rule(face, verb, flag.case, claim.author, claim.debate) == "done"
    case = Case.objects.get()
    assert (case.verdict, case.ruling) == ("upheld", Ruling.objects.get())
    assert Ruling.objects.get().argument is None, "else the record would tell who was warned"
    assert Notice.objects.get(member=flag.member).kind == "upheld"
    assert rule(face, verb, case, claim.author, claim.debate) == "refused"
    assert Ruling.objects.count() == 1


def test_a_suspension_decides_a_case_too(face: Face, claim: Argument) -> None:
    evidence = some_evidence(claim)
    case = a_flag(evidence, "spam").case
    face.sign_in(staff())
    assert rule(face, "suspend", case, evidence.added_by, None) == "done"
    assert Case.objects.get().verdict == "upheld"


def test_what_was_decided_meanwhile_is_ruled_on_by_nobody_else(
    face: Face, claim: Argument, moderator: User
) -> None:
    case, other = a_flag(claim).case, a_moderator(claim.debate)
    dismiss_case(seen_case(other, case), by=other)
    face.sign_in(moderator)
    assert rule(face, "warn", case, claim.author, claim.debate) == "refused"
    assert rule(face, "mute", case, claim.author, claim.debate) == "refused"
    assert not Ruling.objects.exists()


def test_a_case_is_not_decided_by_a_ruling_on_somebody_else_or_in_another_debate(
    face: Face, claim: Argument, moderator: User, member: User
) -> None:
    elsewhere = a_claim(by=claim.author)
    cases = [a_flag(claim).case, a_flag(elsewhere).case]
    face.sign_in(moderator)
    assert rule(face, "mute", cases[0], member, claim.debate) in {"refused", "unfit"}
    assert rule(face, "mute", cases[1], claim.author, claim.debate) in {"refused", "unfit"}
    assert not Case.objects.exclude(closed_at=None).exists()
    assert not Restriction.objects.exists()


def test_what_the_site_hid_waits_on_though_its_author_was_warned(
    face: Face, claim: Argument, moderator: User
) -> None:
    a_flag(claim)
    an_automatic_hide(claim)
    face.sign_in(moderator)
    assert rule(face, "warn", a_case(claim), claim.author, claim.debate) == "done"
    assert Case.objects.get().closed_at is None


def test_every_way_out_of_a_case_leads_to_a_page_that_closes_with_it(
    claim: Argument, client: Client
) -> None:
    reply, by = a_counterclaim(a_claim(claim.debate)), staff()
    client.force_login(by)
    for thing in (reply, some_evidence(claim)):
        case = seen_case(by, a_flag(thing).case)
        ways = ways_of(case, by)
        for way in ways:
            assert client.get(way.address).status_code == 200, way
        dismiss_case(case, by=by)
        for way in ways:
            answer = client.post(way.address, GROUNDS)
            assert answer.status_code == 403, way
            assert "has decided this already" in answer.content.decode(), way
