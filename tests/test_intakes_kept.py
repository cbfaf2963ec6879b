"""What is kept of a bibliography that was handed in, for how long, and what is never logged."""

import re
from typing import Any

import pytest

from accounts.models import User
from debates.actions import intakes
from debates.actions.removing import remove_demo
from debates.actions.tidying import forget_old_intakes
from debates.models import Debate, Intake, Source
from tests.factories import a_debate, a_member, an_intake, days_ago


@pytest.mark.django_db
def test_how_it_went_is_forgotten_after_a_month(debate: Debate) -> None:
    with days_ago(31):
        an_intake(debate)
    kept = an_intake(debate)
    assert forget_old_intakes() == 1
    assert Intake.objects.get() == kept


@pytest.mark.django_db(transaction=True)
def test_a_demo_member_who_handed_in_elsewhere_becomes_a_former_one() -> None:
    demo = a_member(is_demo=True)
    a_debate(by=demo)
    intake = an_intake(a_debate(), "@book{a, year=1}", by=demo)
    assert remove_demo()
    intake.refresh_from_db()
    assert intake.by.deleted_at


def test_no_word_of_what_is_handed_in_is_logged(
    debate: Debate, member: User, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(csl: dict[str, Any], kind: str, **_where: Any) -> Source:
        return Source.objects.create(csl=csl, kind="unheard", added_by=member)

    monkeypatch.setattr(intakes, "the_source", broken)
    intake = an_intake(debate, "@book{hushkey, title={A secret plan}}", by=member)
    assert intake.problems[0]["why"] == "It could not be kept."
    assert "a_source_is_of_a_known_kind" in caplog.text
    assert not {"secret", "hushkey", "unheard"} & set(re.findall(r"\w+", caplog.text))
