"""What moderation did, month by month: for everybody to read."""

from datetime import UTC, datetime, timedelta

import pytest

from accounts import clock
from accounts.models import User
from debates.actions.casework import claim_case, dismiss_case, hide_case
from debates.models import Appeal, Debate, Ruling
from debates.queries.figures import Ruled, figures_of
from tests.faces import Face
from tests.factories import a_claim, a_debate, a_member
from tests.flagged import a_flag, an_automatic_hide, seen_case

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_limits")]

MAY = datetime(2026, 5, 17, 12, tzinfo=UTC)


@pytest.fixture
def in_may(debate: Debate, moderator: User) -> Debate:
    """Of five things flagged, four were looked at, after 1, 2, 3 and 40 minutes; one was hidden."""
    with clock.at(MAY):
        cases = [a_flag(a_claim(debate), raised_at=MAY).case for _ in range(5)]
    for case, minutes in zip(cases, (1, 2, 3, 40), strict=False):
        with clock.at(MAY + timedelta(minutes=minutes)):
            claim_case(seen_case(moderator, case), by=moderator)
    with clock.at(MAY + timedelta(hours=1)):
        hide_case(seen_case(moderator, cases[0]), rule="insult", because="It is", by=moderator)
        dismiss_case(seen_case(moderator, cases[1]), by=moderator)
        an_automatic_hide(a_claim(debate))
        ruling = Ruling.objects.exclude(by=None).get()
        assert ruling.member
        granted = {"outcome": "granted", "answer": "So be it", "judged_by": a_member(is_staff=True)}
        Appeal.objects.create(
            ruling=ruling,
            debate=debate,
            member=ruling.member,
            text="It is none",
            due_at=MAY + timedelta(days=7),
            judged_at=MAY + timedelta(hours=2),
            **granted,
        )
    return debate


def test_each_month_has_its_figures(in_may: Debate) -> None:
    with clock.at(MAY + timedelta(days=45)):
        for months in (figures_of(in_may), figures_of(None)):
            assert [f"{one.starts:%Y-%m}" for one in months][:3] == [
                "2026-07",
                "2026-06",
                "2026-05",
            ]
            assert len(months) == 12
            may = months[2]
            assert (may.flags, may.appeals, may.granted) == (5, 1, 1)
            assert may.rulings == [Ruled("insult", None, 2)]
            assert (may.median, may.ninetieth) == (120, 2400)
            assert (months[1].flags, months[1].rulings, months[1].median) == (0, [], None)


def test_undoing_and_parts_count_for_nothing(in_may: Debate) -> None:
    made = Ruling.objects.exclude(by=None).get()
    for of in ({"undoes": made}, {"part_of": made}):
        same = {"rule": "insult", "reason": "It is", "role": "automatic"}
        Ruling.objects.create(debate=in_may, verb="hide", at=MAY, **same, **of)
    with clock.at(MAY):
        assert figures_of(in_may)[0].ruled == 2


def test_a_private_debate_is_counted_for_its_members_only(face: Face) -> None:
    private = a_debate(visibility="private")
    a_flag(a_claim(private, by=private.opened_by))
    assert figures_of(private)[0].flags == 1
    assert figures_of(None)[0].flags == 0
    a_flag(a_member())
    assert figures_of(None)[0].flags == 1
    assert face.read_figures(private).what == "absent"
    face.sign_in(private.opened_by)
    assert face.read_figures(private).what == "done"


def test_everybody_reads_the_figures(face: Face, in_may: Debate) -> None:
    with clock.at(MAY + timedelta(days=45)):
        for debate in (None, in_may):
            shown = " ".join(face.read_figures(debate).text.split())
            on_the_page = ("May 2026", "<td>5</td>", "Attacks a person <b>2</b>", "40 minutes")
            in_the_api = ("'2026-05'", "'flags': 5", "'rulings': 2", "2400")
            expected = on_the_page if "<html" in shown else in_the_api
            assert [told for told in expected if told not in shown] == []
