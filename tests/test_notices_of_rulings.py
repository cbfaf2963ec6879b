"""Everyone is told: what was done, by which rule, why, and what they can do now."""

from datetime import timedelta
from typing import Any

import pytest

from accounts import clock
from accounts.models import User
from debates.actions.cases import close_cases
from debates.actions.rulings import Grounds, make_ruling
from debates.models import (
    Argument,
    Case,
    Debate,
    Notice,
    Restriction,
    Ruling,
    Visibility,
)
from tests.appealing import a_moderator, an_appeal, hidden, judged, staff
from tests.factories import a_claim, a_debate, a_place, days_ago, seen_by, some_evidence
from tests.flagged import a_flag
from tests.telling import a_house_rule, notices_of, page_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_limits")]


def test_the_author_is_told_by_which_rule_why_and_until_when_it_can_be_appealed(
    claim: Argument,
) -> None:
    ruling = hidden(claim)
    shown = page_of(claim.author)
    for words in ("A moderator <a", "hid your argument", "By the rule “Attacks a person”"):
        assert words in shown
    assert "It attacks a person" in shown
    assert f'href="/rulings/{ruling.pk}/appeal/"' in shown
    assert f'href="/rulings/{ruling.pk}/"' in shown
    told = notices_of(claim.author)[0]["ruling"]
    until = (ruling.at + timedelta(days=30)).isoformat().replace("+00:00", "Z")
    assert told["appeal_until"] == until
    assert (told["id"], told["verb"], told["rule"]) == (ruling.pk, "hide", "insult")
    assert told["rule_title"] == "Attacks a person"
    assert (told["reason"], told["role"]) == ("It attacks a person", "moderator")
    assert (told["until"], told["is_undone"]) == (None, False)


@pytest.mark.parametrize("of_the_site", [True, False])
def test_a_rule_of_ones_own_is_told_by_its_title_also_when_it_is_withdrawn(
    claim: Argument, of_the_site: bool
) -> None:
    rule = a_house_rule(None if of_the_site else claim.debate, "Be kind to beginners")
    a_house_rule(a_debate(), "Another debate's")
    hidden(claim, rule="kind")
    rule.withdrawn_at = clock.now()
    rule.save()
    assert "By the rule “Be kind to beginners”" in page_of(claim.author)
    assert notices_of(claim.author)[0]["ruling"]["rule_title"] == "Be kind to beginners"
    assert "Be kind to beginners" in page_of(claim.author, f"/arguments/{claim.pk}/")


def test_who_flagged_it_is_told_what_was_done_and_why(claim: Argument) -> None:
    flagging = a_flag(claim, "spam").member
    ruling = hidden(claim)
    shown = page_of(flagging)
    for words in (
        "acted on what you flagged",
        "You flagged an argument by the rule “Spam”.",
        "What was done: hid, by a moderator of this debate.",
        "By the rule “Attacks a person”",
        "It attacks a person",
    ):
        assert words in shown
    assert "Appeal" not in shown
    assert claim.statement not in shown
    told = notices_of(flagging)[0]
    assert told["flag"]["rule"] == "spam"
    assert told["flag"]["rule_title"] == "Spam"
    assert (told["ruling"]["id"], told["ruling"]["appeal_until"]) == (ruling.pk, None)


@pytest.mark.parametrize("what", ["argument", "evidence", "profile"])
def test_who_flagged_what_is_no_breach_is_told_so(what: str, claim: Argument) -> None:
    things: dict[str, Any] = {
        "argument": claim,
        "evidence": some_evidence(claim),
        "profile": claim.author,
    }
    flagging = a_flag(things[what], "false_source").member
    a_flag(a_claim(claim.debate), "spam")
    cases = list(Case.objects.values_list("pk", flat=True))
    close_cases(cases, Case.Verdict.DISMISSED, by_id=claim.debate.opened_by_id)
    shown = page_of(flagging)
    assert "found no breach in what you flagged" in shown
    assert "by the rule “Misquotes or makes up a source”" in shown
    told = notices_of(flagging)[0]
    assert told["ruling"] is None
    assert told["flag"] == {
        "rule": "false_source",
        "rule_title": "Misquotes or makes up a source",
        "evidence": things["evidence"].pk if what == "evidence" else None,
        "member": claim.author.username if what == "profile" else None,
    }


def test_whoever_is_restricted_is_told_until_when(member: User) -> None:
    by, until = staff(), clock.now() + timedelta(days=3)
    grounds = Grounds("spam", "Ads everywhere")
    ruling = make_ruling(
        Ruling.Verb.SUSPEND, grounds, debate=None, member_id=member.pk, until=until, by=by
    )
    Restriction.objects.create(member=member, kind="suspended", until=until, ruling=ruling)
    member.refresh_from_db()
    shown = page_of(member)
    assert f'The site\'s staff <a href="/rulings/{ruling.pk}/">suspended you</a>' in shown
    assert "Ads everywhere" in shown
    assert "Until " in shown
    assert f"/rulings/{ruling.pk}/appeal/" in shown
    assert notices_of(member)[0]["ruling"]["until"] == until.isoformat().replace("+00:00", "Z")
    assert by.username not in shown


def test_every_ruling_has_words_for_whom_it_concerns(claim: Argument) -> None:
    """None says only that there was a ruling, and none fails where nothing is named."""
    by = staff()
    debate = seen_by(by, claim.debate)
    for verb in Ruling.Verb:
        about: dict[str, Any] = {"argument": claim} if verb in {"hide", "move"} else {}
        author = claim.author_id
        make_ruling(verb, Grounds("other", "So"), debate=debate, member_id=author, by=by, **about)
    shown = page_of(claim.author)
    assert "ruled on what concerns you" not in shown
    assert shown.count('class="told"') == len(Ruling.Verb)
    assert len(notices_of(claim.author)) == len(Ruling.Verb)


def test_a_notice_says_when_it_was_appealed_undone_or_is_too_late(claim: Argument) -> None:
    other = a_moderator(claim.debate)
    with days_ago(31):
        hidden(a_claim(claim.debate, by=claim.author))
    shown = page_of(claim.author)
    assert "/appeal/" not in shown
    assert "There is nothing that you need to do." in shown
    appeal = an_appeal(hidden(claim))
    shown = page_of(claim.author)
    assert f'<a href="/appeals/{appeal.pk}/">Your appeal</a>' in shown
    assert "/appeal/" not in shown
    assert notices_of(claim.author)[0]["appeal"] == appeal.pk
    judged(appeal, by=other)
    assert "It has been undone." in page_of(claim.author)
    assert notices_of(claim.author)[-2]["ruling"]["is_undone"] is True


def test_notices_of_an_appeal_lead_to_it(claim: Argument, moderator: User) -> None:
    other = a_moderator(claim.debate)
    appeal = an_appeal(hidden(claim))
    ours = f'<a href="/appeals/{appeal.pk}/">'
    for member in (moderator, other):
        assert f"{ours}appealed a ruling</a>" in page_of(member)
        assert notices_of(member)[0]["appeal"] == appeal.pk
    judged(appeal, "denied", by=other)
    shown = page_of(claim.author)
    assert f"{ours}judged your appeal</a>" in shown
    assert other.username not in shown


def test_notices_of_roles_lead_to_where_one_acts(debate: Debate, member: User) -> None:
    kinds = Notice.Kind
    for kind in (kinds.APPOINTED, kinds.DISCHARGED, kinds.HANDED_OVER):
        Notice.objects.create(member=member, kind=kind, debate=debate, by=debate.opened_by)
    shown = page_of(member)
    assert f'<a href="/debates/{debate.slug}/moderation/">made you a moderator</a>' in shown
    assert f'<a href="/debates/{debate.slug}/">ended your part as a moderator</a>' in shown
    assert f'<a href="/debates/{debate.slug}/people/">handed the debate over</a>' in shown


def test_no_notice_is_of_a_debate_that_one_no_longer_sees(moderator: User) -> None:
    debate = a_debate("A quiet one?", by=moderator, visibility=Visibility.PRIVATE)
    guest = a_place(debate)
    hidden(a_claim(debate, by=guest))
    assert "It attacks a person" in page_of(guest)
    guest.memberships.all().delete()
    assert "It attacks a person" not in page_of(guest)
    assert notices_of(guest) == []
