"""A locked thread takes nothing new, whoever writes: the database keeps it."""

import pytest

from debates.actions.locks import lock_thread
from debates.models import Argument
from debates.queries.arguments import find_argument
from tests.factories import a_claim, a_counterclaim, a_member, a_remark, a_vote, some_evidence
from tests.raw import insert_argument, insert_vote, refused_by, run

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_limits")]
LAW = "a_locked_thread_takes_nothing"


@pytest.fixture
def reply(claim: Argument) -> Argument:
    """Deep in a thread that is locked at its top."""
    deep = a_counterclaim(a_counterclaim(claim))
    a_vote(deep), a_remark(deep), some_evidence(deep)
    by = claim.debate.opened_by
    lock_thread(find_argument(by, claim.pk), rule="heated", because="In circles", by=by)
    return deep


def test_raw_sql_writes_nothing_into_a_locked_thread(reply: Argument, claim: Argument) -> None:
    with refused_by(LAW):
        insert_argument(reply, parent_id=reply.pk)
    with refused_by(LAW):
        insert_vote(reply, a_member())
    for table in ("remark", "evidence"):
        copy = (
            f"INSERT INTO debates_{table} SELECT (jsonb_populate_record(one, '{{\"id\": 999}}')).*"
        )
        with refused_by(LAW):
            run(f"{copy} FROM debates_{table} AS one LIMIT 1")
    for change in ("UPDATE debates_vote SET position = 'unsure'", "DELETE FROM debates_vote"):
        with refused_by(LAW):
            run(change)


def test_raw_sql_writes_beside_a_locked_thread(reply: Argument, claim: Argument) -> None:
    other = a_claim(claim.debate)
    insert_vote(other, a_member())
    insert_argument(reply, parent_id=other.pk)
