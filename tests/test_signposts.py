"""Where pages of moderation say what happened, and lead on to why and to what one can do."""

import pytest
from django.test import Client

from accounts.models import User
from debates.actions.appeals import appeal
from debates.actions.houserules import publish_rule
from debates.actions.locks import lock_thread
from debates.actions.marks import mark_made_for_one_thread
from debates.actions.restrictions import mute_member
from debates.models import Ruling
from debates.queries.arguments import find_argument
from debates.queries.rulings import find_ruling
from tests.factories import a_claim, a_debate, a_member, a_place, a_vote, seen_by
from tests.flagged import a_flag, a_ruling

pytestmark = pytest.mark.django_db


def page(viewer: User | None, address: str) -> str:
    client = Client()
    if viewer:
        client.force_login(viewer, "allauth.account.auth_backends.AuthenticationBackend")
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_record_does_not_name_who_appealed(no_limits: None) -> None:
    """Their name would say whom a mute concerns."""
    debate = a_debate()
    muted, opener = a_place(debate, member=a_member(username="murmur")), debate.opened_by
    why = {"rule": "insult", "because": "It attacks."}
    mute_member(muted, seen_by(opener, debate), lasts="day", **why, by=opener)
    appeal(find_ruling(muted, Ruling.objects.get().pk), "No.", by=muted)
    at = f"/debates/{debate.slug}/history/"
    api = f"/api/v1/debates/{debate.slug}/history"
    for address in (at, f"{at}?only=rulings", f"{at}feed.atom", f"{at}feed.json", api):
        client = Client()
        said = b"".join(client.get(address)).decode()
        assert "appeal" in said
        assert "murmur" not in said


def test_the_record_calls_a_published_rule_by_its_title(no_limits: None) -> None:
    debate = a_debate()
    by = debate.opened_by
    publish_rule(seen_by(by, debate), "no_brands", "No names of firms", "", by=by)
    assert "published a rule: <bdi>No names of firms" in page(
        None, f"/debates/{debate.slug}/history/"
    )


def test_the_queue_of_the_site_calls_the_rules_of_a_debate_by_their_titles(no_limits: None) -> None:
    claim = a_claim()
    by = claim.debate.opened_by
    publish_rule(seen_by(by, claim.debate), "no_brands", "No names of firms", "", by=by)
    a_flag(claim, "no_brands")
    said = page(a_member(is_staff=True), "/moderation/")
    assert "No names of firms" in said
    assert "no_brands" not in said


def test_an_argument_says_that_one_flagged_it() -> None:
    flag = a_flag(a_claim(), "insult")
    address = f"/arguments/{flag.case.argument_id}/"
    assert "You flagged this:" in page(flag.member, address)
    assert "You flagged this:" not in page(a_member(), address)


def test_a_locked_thread_leads_to_why(no_limits: None) -> None:
    claim = a_claim()
    by = claim.debate.opened_by
    lock_thread(find_argument(by, claim.pk), rule="heated", because="It went in circles.", by=by)
    why = f'<a href="/rulings/{Ruling.objects.get().pk}/">Why?</a>'
    assert why in page(None, f"/arguments/{claim.pk}/")


def test_moderators_see_a_mark_on_votes_and_take_it_off(no_limits: None) -> None:
    claim = a_claim()
    for _ in range(5):
        a_vote(claim)
    mark_made_for_one_thread()
    off = f"/rulings/{Ruling.objects.get().pk}/undo/"
    assert off in page(claim.debate.opened_by, f"/arguments/{claim.pk}/")
    assert off not in page(a_member(), f"/arguments/{claim.pk}/")


def test_the_verbs_of_moderators_stand_in_one_place() -> None:
    """The menu of a card leads there; whoever does not moderate sees neither."""
    claim = a_claim()
    at, verbs = f"/debates/{claim.debate.slug}/", f"/arguments/{claim.pk}/?moderate=yes#moderate"
    said = page(claim.debate.opened_by, at)
    assert verbs in said
    assert "/warn/" not in said
    assert "moderate=yes" not in page(a_member(), at)
    opened = page(claim.debate.opened_by, verbs.partition("#")[0])
    assert 'id="moderate" open' in opened


def test_a_ruling_offers_an_appeal_once(no_limits: None) -> None:
    ruling = a_ruling()
    author = ruling.argument.author  # type: ignore[union-attr]  # is set
    address = f"/rulings/{ruling.pk}/"
    assert f"{address}appeal/" in page(author, address)
    appeal(find_ruling(author, ruling.pk), "No.", by=author)
    assert f"{address}appeal/" not in page(author, address)
    assert "Your appeals" in page(author, address)


def test_the_queue_leads_to_all_that_moderators_need() -> None:
    debate = a_debate()
    at = f"/debates/{debate.slug}/"
    said = page(debate.opened_by, f"{at}moderation/")
    for to in ("moderation/appeals/", "history/?only=rulings", "rules/", "figures/", "shut/"):
        assert f'href="{at}{to}"' in said
    assert said.count(f'href="{at}moderation/"') == 1


def test_no_rule_is_chosen_beforehand() -> None:
    """A ruling by the first rule of the list would be one by none."""
    claim = a_claim()
    said = page(claim.debate.opened_by, f"/arguments/{claim.pk}/hide/")
    assert '<option value="" selected>Choose a rule</option>' in said
