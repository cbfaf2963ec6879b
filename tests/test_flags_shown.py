"""Where one flags, and where one's own flags are read."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from debates.actions.moderation import hide_argument
from debates.models import Argument, Evidence
from debates.queries.arguments import find_argument
from debates.rules.flags import Became
from tests.factories import a_claim, some_evidence
from tests.flagged import raise_flag

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/flags/", "/api/v1/flags"])
def test_reading_many_flags_takes_no_more_queries(
    client: Client, member: User, address: str
) -> None:
    client.force_login(member)

    def flag_all_sorts() -> None:
        claim = a_claim()
        raise_flag(claim, by=member)
        raise_flag(some_evidence(claim), by=member)
        by = claim.debate.opened_by
        hide_argument(find_argument(by, claim.pk), rule="spam", because="It sells", by=by)

    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert client.get(address).status_code == 200
        return len(seen)

    flag_all_sorts()
    queries()  # What only the first request of a session asks.
    once = queries()
    for _more in range(12):
        flag_all_sorts()
    assert queries() == once <= 5


def test_cards_evidence_and_profiles_lead_to_the_form(
    client: Client, claim: Argument, member: User
) -> None:
    evidence: Evidence = some_evidence(claim)
    client.force_login(member)
    text = client.get(f"/arguments/{claim.pk}/").content.decode()
    for address in (f"/arguments/{claim.pk}/flag/", f"/evidence/{evidence.pk}/flag/"):
        assert f'href="{address}"' in text
        assert client.get(address).status_code == 200
    profile = f"/people/{claim.author.username}/"
    assert f'href="{profile}flag/"' in client.get(profile).content.decode()
    client.force_login(claim.author)
    text = client.get(f"/arguments/{claim.pk}/").content.decode()
    assert f"/arguments/{claim.pk}/flag/" not in text
    assert f"{profile}flag/" not in client.get(profile).content.decode()


def test_the_form_opens_and_answers_in_place(client: Client, claim: Argument, member: User) -> None:
    client.force_login(member)
    htmx, address = {"HX-Request": "true"}, f"/arguments/{claim.pk}/flag/"
    form = client.get(address, headers=htmx).content.decode()
    assert f'hx-target="#under-{claim.pk}"' in form
    assert "<html" not in form
    assert '<optgroup label="It could be better">' in form
    unfit = client.post(address, {"rule": "other"}, headers=htmx)
    assert (unfit.status_code, "Say which reason." in unfit.content.decode()) == (400, True)
    done = client.post(address, {"rule": "spam"}, headers=htmx).content.decode()
    assert "A moderator will look at it." in done
    again = client.get(address, headers=htmx).content.decode()
    assert str(Became.OPEN.label) in again
    assert "Take it back" in again
