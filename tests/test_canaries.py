"""Hidden, redacted and private words are in nothing that the site answers to who may not read."""

from collections import defaultdict
from typing import Any

import pytest
from django.core import mail

from accounts import limits
from debates.models import File, Ruling
from debates.queries.files import link_to
from tests.api import Program
from tests.canaries import FIELDS, Aviary, an_aviary, birds_in, leaks_in
from tests.canaries_private import fill_in_private
from tests.merging import undone
from tests.scanning import all_answers, all_pages

pytestmark = pytest.mark.django_db


@pytest.fixture
def aviary() -> Aviary:
    made = an_aviary()
    fill_in_private(made)
    defaults: dict[str, set[Any]] = {
        "question": {"claim", "quote"},
        "code": {"kind"},
        "number": {1, 2},
        "side": {made.named["hidden"].pk, made.named["redacted"].pk},
        "file_id": set(),
        "ticket": {link_to(File.objects.get(), "").split("/")[2] + "x"},
        "secret": {"nothing"},
    }
    for name, values in defaults.items():
        made.ids[name] |= values
    return made


@pytest.mark.parametrize("viewer", ["visitor", "answerer", "flagger", "author", "staff", "former"])
def test_nobody_reads_what_they_may_not(aviary: Aviary, viewer: str) -> None:
    leaks = defaultdict(set)
    with limits.lifted():
        for read in (all_answers, all_pages):
            for where, said in read(aviary.ids, aviary.people[viewer]):
                for leak in leaks_in(said, viewer):
                    leaks[where].add(leak)
    assert dict(leaks) == {}
    assert not [one for one in mail.outbox if birds_in(f"{one.subject} {one.body}")]


def test_there_is_something_to_hear(aviary: Aviary) -> None:
    """Or the scan would find nothing in an empty cage."""
    for viewer, cases in {
        "author": ("hidden", "byflags", "held", "thread", "merged", "withdrawn"),
        "moderator": ("hidden", "byflags", "held", "thread", "merged"),
        "insider": ("private",),
    }.items():
        heard = words_heard(aviary, viewer)
        for case in cases:
            assert any(one.startswith(f"zq{case}xx") for one in heard), (viewer, case)


def test_what_is_undone_is_readable_again(aviary: Aviary) -> None:
    verbs = Ruling.Verb
    keeping = [verbs.HIDE, verbs.HOLD, verbs.HIDE_THREAD, verbs.MERGE, verbs.REDACT]
    rulings = Ruling.objects.filter(debate=aviary.debate, verb__in=keeping, part_of=None)
    with limits.lifted():
        for ruling in rulings.order_by("-pk"):
            undone(ruling, by=aviary.moderator)
    heard = words_heard(aviary, "visitor")
    for case in ("hidden", "byflags", "held", "thread", "merged", "redacted"):
        assert {f"zq{case}xxstatement", f"zq{case}xxreasoning"} <= heard
    for case in ("hidden", "redacted", "evidence"):
        assert {f"zq{case}xx{name}" for name in FIELDS} <= heard
    for case in ("hidden", "redacted"):
        both = ("statementboth", "reasoningboth", "leftopen", "keeps")
        assert {f"zq{case}xx{name}" for name in both} <= heard
    assert "zqredactedxxremark" in heard


def words_heard(aviary: Aviary, viewer: str) -> set[str]:
    """The birds in all arguments, their versions, evidence and remarks."""
    program, heard = Program(aviary.people[viewer]), set()
    for number in aviary.ids["argument_id"]:
        for path in ("", "/versions", "/evidence", "/remarks", "/syntheses"):
            heard |= birds_in(program.get(f"arguments/{number}{path}").content.decode())
    return heard
