"""What is one member's alone: their pages, and no more of the site than their share."""

import pytest
from django.test import Client

from accounts import limits
from debates.actions.drafts import keep_draft
from debates.models import Argument, Draft
from tests.factories import a_member

pytestmark = pytest.mark.django_db


def test_a_members_page_is_kept_by_nobody_between(claim: Argument) -> None:
    client = Client()
    address = f"/arguments/{claim.pk}/"
    assert "Cache-Control" not in client.get(address)
    client.force_login(a_member())
    assert client.get(address)["Cache-Control"] == "private, no-cache"
    assert "no-store" in client.get("/account/tokens/new/")["Cache-Control"]


def test_a_member_keeps_the_newest_fifty_drafts(no_limits: None) -> None:
    member, other = a_member(), a_member()
    keep_draft("/debates/new/", {"question": "Theirs?"}, by=other)
    for number in range(53):
        keep_draft(f"/arguments/{number}/support/", {"statement": f"No {number}"}, by=member)
    kept = Draft.objects.filter(member=member)
    assert kept.count() == 50
    assert not kept.filter(form__in=["/arguments/0/support/", "/arguments/2/support/"]).exists()
    assert Draft.objects.filter(member=other).count() == 1


def test_searching_for_what_to_reconcile_is_limited_as_search(
    claim: Argument, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(limits.BUDGETS, "search", limits.Budget(60, 3600, burst=1))
    client = Client()
    client.force_login(a_member())
    address = f"/debates/{claim.debate.slug}/syntheses/new/?q=streets"
    assert [client.get(address).status_code for _time in range(2)] == [200, 429]
