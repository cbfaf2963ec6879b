"""Laws 5 and 6: every version stays readable, what is redacted is gone, what is hidden is not."""

import pytest
from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from debates.actions.arguments import edit_argument
from debates.actions.moderation import hide_argument, restore_argument
from debates.actions.redactions import redact_version
from debates.models import Argument, Debate
from debates.queries import arguments, history
from tests.factories import a_claim, a_counterclaim, a_member, a_synthesis, some_evidence
from tests.raw import refused_by, run
from tests.reading import CANARY, everything_read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_limits")]


def edit(argument: Argument, statement: str, reasoning: str = "") -> Argument:
    return edit_argument(argument, statement=statement, reasoning=reasoning, by=argument.author)


def test_every_version_stays_readable(claim: Argument, member: User) -> None:
    edit(claim, "Second words", "And why")
    edit(claim, "Third words")
    editions, _more = history.editions_of(arguments.find_argument(member, claim.pk), member)
    assert [one.version.statement for one in editions] == [
        "Third words",
        "Second words",
        claim.statement,
    ]
    assert {one.version.author for one in editions} == {claim.author}
    assert editions[1].version.reasoning == "And why"
    for sql in ("DELETE FROM debates_version", "UPDATE debates_version SET statement = 'x'"):
        with refused_by("every_wording_stays_readable"):
            run(sql)


def test_raw_sql_makes_a_version_too(claim: Argument) -> None:
    run("UPDATE debates_argument SET statement = 'Raw', version = 17 WHERE id = %s", [claim.pk])
    assert list(claim.versions.values_list("number", "statement").order_by("number")) == [
        (1, claim.statement),
        (2, "Raw"),
    ]


def test_an_edit_that_changes_no_word_makes_no_version(claim: Argument) -> None:
    assert edit(claim, claim.statement).version == 1


@pytest.mark.parametrize("number", [1, 2])
def test_what_is_redacted_is_readable_nowhere(debate: Debate, number: int) -> None:
    words = f"{CANARY} lives at number 7"
    claim = a_claim(debate, words, f"**{CANARY}** " * 90)
    if number == 2:
        edit(claim, "Nothing personal")
        number = 1
    else:
        number = claim.version
    by = debate.opened_by
    seen = arguments.find_argument(by, claim.pk)
    redact_version(seen, number, rule="personal", because="An address", by=by)
    for viewer in (AnonymousUser(), a_member(), claim.author, by):
        assert CANARY not in everything_read(viewer, claim)
    claim.refresh_from_db()
    row = repr([*Argument.objects.filter(pk=claim.pk).values(), *claim.versions.values()])
    assert CANARY not in row


def test_a_redacted_synthesis_keeps_nothing_of_what_it_conceded(debate: Debate) -> None:
    claim = a_claim(debate)
    pair = [claim, a_counterclaim(claim)]
    synthesis = a_synthesis(pair, f"{CANARY} a", keeps=[f"{CANARY} b", "c"], left_open=CANARY)
    by = debate.opened_by
    seen = arguments.find_argument(by, synthesis.pk)
    redact_version(seen, 1, rule="personal", because="A name", by=by)
    for viewer in (AnonymousUser(), synthesis.author, by):
        assert CANARY not in everything_read(viewer, synthesis)


def test_a_hidden_text_is_there_for_its_author_and_moderators_only(debate: Debate) -> None:
    claim = a_claim(debate, f"{CANARY} sings", f"**{CANARY}** why", by=a_member())
    other = a_claim(debate, "See also", f"#{claim.pk}")
    a_claim(debate, "Linked", f"See #{other.pk}")
    reply = a_counterclaim(claim)
    some_evidence(claim)
    a_synthesis([claim, reply])
    edit(claim, f"{CANARY} sings well", f"**{CANARY}** why")
    by = debate.opened_by
    hide_argument(arguments.find_argument(by, claim.pk), rule="spam", because="It sells", by=by)
    staff = a_member(is_staff=True)
    for viewer in (AnonymousUser(), a_member(), reply.author):
        assert CANARY not in everything_read(viewer, claim)
        card = arguments.card_of(arguments.find_argument(viewer, claim.pk), viewer)
        assert (card.is_hidden, card.hidden_rule, card.hidden_role) == (True, "spam", "moderator")
        found = arguments.card_of(arguments.find_argument(viewer, reply.pk), viewer)
        assert found.parent_is_hidden
        assert found.statement == reply.statement
    for viewer in (claim.author, by, staff):
        assert CANARY in everything_read(viewer, claim)
    restore_argument(
        arguments.find_argument(by, claim.pk), rule="mistake", because="It does not", by=by
    )
    assert CANARY in everything_read(AnonymousUser(), claim)


def test_a_hidden_synthesis_does_not_show_what_it_keeps(debate: Debate) -> None:
    claim = a_claim(debate)
    pair = [claim, a_counterclaim(claim)]
    synthesis = a_synthesis(pair, f"{CANARY} a", keeps=[f"{CANARY} b", "c"], left_open=CANARY)
    by = debate.opened_by
    hide_argument(arguments.find_argument(by, synthesis.pk), rule="spam", because="Ads", by=by)
    for viewer in (AnonymousUser(), a_member()):
        assert CANARY not in everything_read(viewer, synthesis)
        assert CANARY not in everything_read(viewer, claim)
