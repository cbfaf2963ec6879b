"""Hiding many arguments at once, by one ruling with a part for each, and showing them again."""

from datetime import date
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from accounts import clock
from accounts.models import User
from debates.actions.acting import act
from debates.actions.cases import close_cases
from debates.actions.gates import WORKERS_GATE, alone_in
from debates.actions.rulings import Grounds, make_ruling, tell_of
from debates.models import Argument, Case, Debate, Ruling
from debates.rules import Reason, Refused, refuse_if, why_not_moderate
from debates.rules.hiding import Reach

# In the order of their ids, as whoever writes locks them, before the gate: who edits one of them
# holds its row and waits at the gate. And before the ruling, which locks whom it concerns.
LOCK = """
WITH RECURSIVE {reached}
SELECT FROM debates_argument WHERE id IN (SELECT id FROM reached) ORDER BY id FOR NO KEY UPDATE
"""
LOCK_PARTS = """
SELECT FROM debates_argument WHERE id IN (
    SELECT argument_id FROM debates_ruling WHERE part_of_id = %(undone)s
) ORDER BY id FOR NO KEY UPDATE
"""
PARTS = """
INSERT INTO debates_ruling (debate_id, argument_id, member_id, verb, rule, reason, role, by_id, at,
    part_of_id, undoes_id, had_voted, had_written)
SELECT whole.debate_id, changed.id, changed.author_id, %(verb)s, rule, reason, role, by_id, at,
    whole.id, changed.undoes, had_voted, had_written
FROM changed, debates_ruling AS whole WHERE whole.id = %(ruling)s ORDER BY changed.id
RETURNING member_id
"""
HIDE = """
WITH RECURSIVE {reached}, changed AS (
    UPDATE debates_argument AS argument SET hidden_at = %(now)s FROM reached
    WHERE argument.id = reached.id AND hidden_at IS NULL
    RETURNING argument.id, author_id, NULL::bigint AS undoes
)
"""
SHOW = """
WITH changed AS (
    UPDATE debates_argument AS argument SET hidden_at = NULL FROM debates_ruling AS part
    WHERE part.part_of_id = %(undone)s AND argument.id = part.argument_id
        AND hidden_at IS NOT NULL AND merged_into_id IS NULL
        AND NOT EXISTS (SELECT FROM debates_ruling AS undone WHERE undone.undoes_id = part.id)
    RETURNING argument.id, author_id, part.id AS undoes
)
"""


@act
def hide_thread(argument: Argument, *, rule: str, because: str, by: User) -> Ruling:
    """Takes an argument and all that answers it out of view. `argument.debate` has `standing`."""
    debate = argument.debate
    refuse_if(why_not_moderate(by, debate))
    reach = _locked(Reach(debate.pk, top=argument.pk), debate)
    ruling = make_ruling(
        Ruling.Verb.HIDE_THREAD, Grounds(rule, because), debate=debate, argument=argument, by=by
    )
    authors = _hide(reach, ruling)
    tell_of(ruling, authors, by=by)
    return ruling


@act
def hide_all(
    debate: Debate, member: User, *, since: date | None = None, rule: str, because: str, by: User
) -> Ruling:
    """Takes all that a member wrote in a debate since that day out of view."""
    refuse_if(why_not_moderate(by, debate))
    reach = _locked(Reach(debate.pk, author=member.pk, since=since), debate)
    ruling = make_ruling(
        Ruling.Verb.HIDE_ALL,
        Grounds(rule, because),
        debate=debate,
        member_id=member.pk,
        after={"since": since.isoformat()} if since else {},
        by=by,
    )
    _hide(reach, ruling)
    return ruling


def show_again(ruling: Ruling, grounds: Grounds, *, by: User) -> Ruling:
    """Brings back what a ruling hid together, but for what was restored or merged since."""
    with connection.cursor() as cursor:
        cursor.execute(WORKERS_GATE, [ruling.debate_id])
        cursor.execute(LOCK_PARTS, {"undone": ruling.pk})
    undone = make_ruling(
        Ruling.Verb.RESTORE_ALL,
        grounds,
        debate=ruling.debate,
        argument=ruling.argument,
        member_id=ruling.member_id,
        undoes=ruling,
        by=by,
    )
    values: dict[str, Any] = {"undone": ruling.pk, "verb": Ruling.Verb.RESTORE, "ruling": undone.pk}
    with connection.cursor() as cursor:
        cursor.execute(SHOW + PARTS, values)
        authors = {author for (author,) in cursor.fetchall()}
    if ruling.member_id is None:
        tell_of(undone, authors, by=by)
    return undone


def _locked(reach: Reach, debate: Debate) -> Reach:
    """With all that it reaches locked; whoever answers it at this moment is waited for."""
    with connection.cursor() as cursor:
        cursor.execute(WORKERS_GATE, [reach.values["debate"]])
        cursor.execute(LOCK.format(reached=reach.reached), reach.values)
    alone_in(debate)
    return reach


def _hide(reach: Reach, ruling: Ruling) -> set[int]:
    """Hides what is reached and not hidden yet, a part of the ruling for each; who wrote it."""
    values: dict[str, Any] = reach.values | {
        "now": clock.now(),
        "verb": Ruling.Verb.HIDE,
        "ruling": ruling.pk,
    }
    with connection.cursor() as cursor:
        cursor.execute(HIDE.format(reached=reach.reached) + PARTS, values)
        authors = {author for (author,) in cursor.fetchall()}
    if not authors:
        raise Refused(Reason("hidden", _("There is nothing left to hide.")))
    cases = Case.objects.filter(closed_at=None, argument__rulings__part_of=ruling)
    close_cases(list(cases.values_list("pk", flat=True)), Case.Verdict.UPHELD, ruling=ruling)
    return authors
