"""What reading notices of rulings takes, and what authors read beside their arguments."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts import clock
from accounts.models import User
from debates.actions.redactions import redact_version
from debates.models import Argument, Debate, Notice, Ruling
from debates.queries.arguments import find_argument
from tests.api import Program
from tests.appealing import a_moderator, an_appeal, hidden, judged
from tests.factories import a_claim, a_counterclaim, a_member
from tests.flagged import a_flag
from tests.reading import CANARY
from tests.telling import a_house_rule, page_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_limits")]


def test_notices_take_as_many_queries_at_a_thousand(claim: Argument) -> None:
    author = claim.author
    a_house_rule(claim.debate, "Be kind")
    a_flag(claim, "spam")
    ruling = hidden(claim, rule="kind")
    client, program = Client(), Program(author)
    client.force_login(author)
    asking = (lambda: client.get("/notices/"), lambda: program.get("notices"))

    def taken() -> list[int]:
        found = []
        for ask in asking:
            with CaptureQueriesContext(connection) as queries:
                assert ask().status_code == 200
            found.append(len(queries))
        return found

    taken()  # The first visit notes that there was one.
    once = taken()
    about = {"member": author, "debate": claim.debate, "argument": claim, "ruling": ruling}
    Notice.objects.bulk_create(
        Notice(**about, kind=kind) for kind in ("hidden", "upheld", "judged") for _ in range(333)
    )
    assert taken() == once
    # The session, the member, the notices, drafts and what is new; the token and the notices.
    assert once == [5, 2]


def test_the_author_reads_on_the_page_of_a_hidden_argument_why(
    claim: Argument, member: User
) -> None:
    other = a_claim(claim.debate, by=claim.author)
    ruling = hidden(claim)
    shown = page_of(claim.author, f"/arguments/{claim.pk}/")
    for words in (
        "A moderator hid your argument.",
        "By the rule “Attacks a person”",
        "It attacks a person",
        f"/rulings/{ruling.pk}/appeal/",
    ):
        assert words in shown
    for viewer, argument in ((member, claim), (claim.author, other)):
        assert "hid your argument" not in page_of(viewer, f"/arguments/{argument.pk}/")


def test_that_costs_one_query_where_it_is_hidden_and_none_elsewhere(claim: Argument) -> None:
    client = Client()
    client.force_login(claim.author)

    def taken() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"/arguments/{claim.pk}/").status_code == 200
        return len(queries)

    taken()
    before = taken()
    Argument.objects.filter(pk=claim.pk).update(hidden_at=clock.now())
    as_hidden = taken()
    assert as_hidden == before + 1


@pytest.mark.parametrize("how", ["hidden", "redacted"])
def test_no_notice_or_appeal_says_what_was_taken_away(how: str, debate: Debate) -> None:
    claim = a_claim(debate, f"{CANARY} sings", f"Of {CANARY}", by=a_member())
    flagging, judging, answering = (
        a_flag(claim, "spam").member,
        a_moderator(debate),
        a_counterclaim(claim).author,
    )
    by = debate.opened_by
    if how == "hidden":
        ruling = hidden(claim)
    else:
        seen = find_argument(by, claim.pk)
        redact_version(seen, claim.version, rule="personal", because="A name", by=by)
        ruling = Ruling.objects.latest("pk")
    appeal = an_appeal(ruling)
    judged(appeal, "denied", by=judging)
    for reader in (flagging, answering, claim.author, judging, by):
        pages = [
            "/notices/",
            "/appeals/",
            f"/appeals/{appeal.pk}/",
            f"/rulings/{ruling.pk}/appeal/",
        ]
        pages += [f"/debates/{debate.slug}/moderation/appeals/"]
        for page in pages:
            assert CANARY not in page_of(reader, page), page
        for address in (
            "notices",
            "appeals",
            f"appeals/{appeal.pk}",
            f"debates/{debate.slug}/appeals",
        ):
            assert CANARY not in Program(reader).get(address).text, address


def test_the_suspended_read_their_notices_and_mark_them(claim: Argument) -> None:
    hidden(claim)
    User.objects.filter(pk=claim.author_id).update(suspended_until=clock.now() + timedelta(days=1))
    assert Program(claim.author).post("notices/read", {}).json() == {"marked": 1}
    assert "It attacks a person" in page_of(claim.author)
