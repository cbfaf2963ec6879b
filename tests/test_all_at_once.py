"""Everything that members and moderators do, in eight threads at once: no law is broken by it."""

import os
import random

import pytest

from debates.actions.scores import refresh_all_scores
from debates.models import Debate, Ruling
from debates.queries.drift import drift_of
from tests.conftest import Together
from tests.counting import drifted
from tests.crowd import Crowd
from tests.raw import run
from tests.splitting import of_two_debates

pytestmark = pytest.mark.django_db(transaction=True)

SECONDS = float(os.environ.get("STRESS_SECONDS", "5"))

BROKEN = {
    "hidden without a standing ruling": """
        SELECT id FROM debates_argument AS argument
        WHERE hidden_at IS NOT NULL AND merged_into_id IS NULL AND NOT EXISTS (
            SELECT FROM debates_ruling AS ruling WHERE argument_id = argument.id
                AND verb IN ('hide', 'hold') AND NOT EXISTS (
                    SELECT FROM debates_ruling AS undoing WHERE undoing.undoes_id = ruling.id))""",
    "shown though a hiding stands": """
        SELECT argument.id FROM debates_argument AS argument JOIN debates_ruling AS ruling
            ON argument_id = argument.id AND verb IN ('hide', 'hold')
        WHERE hidden_at IS NULL AND NOT EXISTS (
            SELECT FROM debates_ruling AS undoing WHERE undoing.undoes_id = ruling.id)""",
    "merged without a standing ruling": """
        SELECT id FROM debates_argument AS argument
        WHERE merged_into_id IS NOT NULL AND NOT EXISTS (
            SELECT FROM debates_ruling AS ruling WHERE argument_id = argument.id
                AND verb = 'merge' AND NOT EXISTS (
                    SELECT FROM debates_ruling AS undoing WHERE undoing.undoes_id = ruling.id))""",
    "under what was merged": """
        SELECT reply.id FROM debates_argument AS reply JOIN debates_argument AS above
            ON above.id = reply.parent_id WHERE above.merged_into_id IS NOT NULL""",
    "a lock whose ruling is undone": """
        SELECT lock.argument_id FROM debates_lock AS lock JOIN debates_ruling AS undoing
            ON undoing.undoes_id = lock.ruling_id""",
    "a lock ruled that is none": """
        SELECT ruling.id FROM debates_ruling AS ruling
        WHERE verb = 'lock' AND NOT EXISTS (
            SELECT FROM debates_ruling AS undoing WHERE undoing.undoes_id = ruling.id)
        AND NOT EXISTS (SELECT FROM debates_lock AS lock WHERE lock.ruling_id = ruling.id)""",
    "a ruling without its line in the record": """
        SELECT id FROM debates_ruling AS ruling
        WHERE part_of_id IS NULL AND debate_id IS NOT NULL
            AND NOT EXISTS (SELECT FROM debates_event WHERE ruling_id = ruling.id)""",
    "withdrawn evidence without a reason": """
        SELECT ruling.id FROM debates_ruling AS ruling JOIN debates_evidence AS evidence
            ON evidence.id = ruling.evidence_id AND verb = 'hide'
        WHERE withdrawn_at IS NULL AND NOT EXISTS (
            SELECT FROM debates_ruling AS undoing WHERE undoing.undoes_id = ruling.id)""",
    "open flags on a closed case": """
        SELECT id FROM debates_case AS one WHERE flags <> (
            SELECT count(*) FROM debates_flag WHERE case_id = one.id AND withdrawn_at IS NULL)""",
    "a vote on one's own": """
        SELECT argument.id FROM debates_argument AS argument JOIN debates_vote AS vote
            ON vote.argument_id = argument.id AND vote.member_id = argument.author_id""",
    "beside the point at the top": """
        SELECT argument.id FROM debates_argument AS argument JOIN debates_vote AS vote
            ON vote.argument_id = argument.id
        WHERE beside_the_point AND parent_id IS NULL""",
}
"""Each law, and what breaks it."""


def deadlocks() -> int:
    """How often two ended up waiting for each other, as far as their connections have said."""
    sql = "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"
    return int(run(sql)[0][0])


def test_nothing_breaks_when_everything_happens_at_once(
    together: Together, capsys: pytest.CaptureFixture[str]
) -> None:
    crowd, seed, before = Crowd(), random.randrange(1_000_000), deadlocks()
    outcomes = together(
        *[lambda number=number: crowd.go_on(SECONDS, seed + number) for number in range(8)],
        within=SECONDS + 60,
    )
    if SECONDS > 5:
        with capsys.disabled():
            print(crowd.done, crowd.told, sep="\n")
    assert outcomes == [None] * 8
    assert crowd.faults == [], "\n\n".join(crowd.faults)
    assert deadlocks() == before  # An act that lost to another is tried again: nothing may hide.
    assert crowd.done.total() > 30
    assert Ruling.objects.exists()
    assert drifted() == []
    assert of_two_debates() == []
    assert {law: found for law, sql in BROKEN.items() if (found := run(sql))} == {}
    refresh_all_scores()
    assert [str(one) for debate in Debate.objects.all() for one in drift_of(debate)] == []
