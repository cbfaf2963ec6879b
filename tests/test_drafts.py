"""Drafts: what is typed and not yet posted, and what became of the thing meanwhile."""

import pytest
from django.test import Client

from debates.actions.arguments import edit_argument
from debates.models import Argument, Draft
from debates.queries.arguments import find_argument
from tests.factories import a_claim, a_debate, a_member

pytestmark = pytest.mark.django_db


def signed_in(client: Client, claim: Argument) -> Client:
    client.force_login(claim.author)
    return client


def test_a_draft_comes_back_and_goes_when_it_is_posted(client: Client) -> None:
    member, debate = a_member(), a_debate()
    client.force_login(member)
    page = f"/debates/{debate.slug}/claims/new/"
    client.post("/drafts/", {"draft_of": page, "statement": "Half a thought", "once": "a"})
    assert "Half a thought" in client.get(page).content.decode()
    client.post(page, {"draft_of": page, "statement": "A whole thought", "once": "b"})
    assert Argument.objects.get().statement == "A whole thought"
    assert not Draft.objects.exists()


def test_an_empty_form_keeps_no_draft(client: Client) -> None:
    client.force_login(a_member())
    page = f"/debates/{a_debate().slug}/claims/new/"
    client.post("/drafts/", {"draft_of": page, "statement": "Half a thought"})
    client.post("/drafts/", {"draft_of": page, "statement": " ", "version": "1", "read_7": "2"})
    assert not Draft.objects.exists()


def test_a_draft_of_an_edit_overwrites_nothing_that_it_did_not_see(client: Client) -> None:
    claim = a_claim(None, "As it was")
    page = f"/arguments/{claim.pk}/edit/"
    signed_in(client, claim).post(
        "/drafts/", {"draft_of": page, "statement": "My draft", "version": "1"}
    )
    edit_argument(
        find_argument(claim.author, claim.pk),
        statement="Edited elsewhere",
        reasoning="",
        by=claim.author,
    )
    form = client.get(page).content.decode()
    assert "My draft" in form
    assert 'name="version" value="1"' in form
    answer = client.post(page, {"statement": "My draft", "version": "1", "once": "c"})
    both = answer.content.decode()
    assert answer.status_code == 400
    assert "My draft" in both
    assert "Edited elsewhere" in both
    assert Argument.objects.get().statement == "Edited elsewhere"


@pytest.mark.parametrize("path", ["//evil.example/", "https://evil.example/", ""])
def test_drafts_are_of_pages_of_this_site(client: Client, path: str) -> None:
    client.force_login(a_member())
    client.post("/drafts/", {"draft_of": path, "statement": "Half a thought"})
    assert not Draft.objects.exists()


def test_a_form_sent_twice_posts_once(client: Client) -> None:
    member, debate = a_member(), a_debate()
    client.force_login(member)
    page = f"/debates/{debate.slug}/claims/new/"
    form = {"statement": "Once is enough", "reasoning": "", "once": "the same key"}
    first, second = client.post(page, form), client.post(page, form)
    assert first["Location"] == second["Location"]
    assert Argument.objects.count() == 1
    other = client.post(page, form | {"statement": "Another thought"})
    assert other.status_code == 400
    assert "You sent this form before" in other.content.decode()
    assert Argument.objects.count() == 1
