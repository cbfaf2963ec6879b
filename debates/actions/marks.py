"""Marking what moderators should look at: votes of accounts that were made for one thread."""

from django.db import close_old_connections, connection, transaction
from procrastinate.contrib.django import app

from accounts import clock
from accounts.models import User
from debates.actions.cases import close_cases, hold
from debates.actions.rulings import Grounds, make_ruling
from debates.models import INVERSES, Argument, Case, Ruling, SiteRule

FEWEST = 5
SHARE = 5
"""An argument is marked when five such accounts vote on it, and they are a fifth of its votes."""

# An account was made for a thread when it is younger than the thread's first argument and all that
# it voted on or wrote, anywhere, stands in that thread. Of those whose account is a month old at
# the most: what is older has been marked, or has shown itself to be no stranger.
FIND = """
WITH RECURSIVE young AS (
    SELECT id, date_joined FROM accounts_user
    WHERE date_joined > %(now)s - interval '30 days' AND deleted_at IS NULL
), did (member_id, argument_id) AS (
    SELECT vote.member_id, vote.argument_id
    FROM young JOIN debates_vote AS vote ON vote.member_id = young.id
    UNION
    SELECT argument.author_id, argument.id
    FROM young JOIN debates_argument AS argument ON argument.author_id = young.id
), up (argument_id, at) AS (
    SELECT DISTINCT argument_id, argument_id FROM did
    UNION
    SELECT up.argument_id, above.parent_id FROM up JOIN debates_argument AS above ON above.id = at
    WHERE above.parent_id IS NOT NULL
), rooted AS (
    SELECT up.argument_id, root.id AS root_id, root.made_at
    FROM up JOIN debates_argument AS root ON root.id = at AND root.parent_id IS NULL
), made_for_it AS (
    SELECT did.member_id FROM did
    JOIN rooted ON rooted.argument_id = did.argument_id JOIN young ON young.id = did.member_id
    GROUP BY did.member_id
    HAVING count(DISTINCT root_id) = 1 AND bool_and(young.date_joined > rooted.made_at)
), counted AS (
    SELECT vote.argument_id, count(*) AS votes
    FROM made_for_it JOIN debates_vote AS vote USING (member_id)
    WHERE vote.position IS NOT NULL GROUP BY vote.argument_id
)
SELECT counted.argument_id, counted.votes, tally.agree + tally.unsure + tally.disagree
FROM counted JOIN debates_tally AS tally ON tally.argument_id = counted.argument_id
JOIN debates_argument AS argument ON argument.id = counted.argument_id
WHERE counted.votes >= %(fewest)s AND argument.hidden_at IS NULL AND argument.withdrawn_at IS NULL
    AND counted.votes * %(share)s >= tally.agree + tally.unsure + tally.disagree
    -- Not again for as many: neither while the mark stands, nor once a moderator took it off.
    AND NOT EXISTS (
        SELECT FROM debates_ruling AS mark
        WHERE mark.argument_id = counted.argument_id AND mark.verb = 'mark'
            AND (mark.after ->> 'votes')::int * 2 > counted.votes)
ORDER BY counted.argument_id
"""


@app.periodic(cron="7 * * * *")
@app.task(pass_context=False)
def mark_votes(timestamp: int) -> None:
    """Every hour: which arguments are voted on by accounts that were made for their thread."""
    close_old_connections()
    mark_made_for_one_thread()


def mark_made_for_one_thread() -> int:
    """Marks them for the moderators; every vote counts on. Returns how many it marked."""
    with connection.cursor() as cursor:
        cursor.execute(FIND, {"now": clock.now(), "fewest": FEWEST, "share": SHARE})
        found = cursor.fetchall()
    return sum(_mark(*one) for one in found)


@transaction.atomic
def _mark(argument_id: int, votes: int, of: int) -> bool:
    argument = (
        Argument.objects.select_for_update(of=("self",), no_key=True)
        .select_related("debate")
        .get(pk=argument_id)
    )
    marks = argument.rulings.filter(verb=Ruling.Verb.MARK, after__votes__gt=votes // 2)
    if marks.exists():  # Another worker was here first.
        return False
    because = f"{votes} of {of} votes are by accounts made for this thread. They count."
    make_ruling(
        Ruling.Verb.MARK,
        Grounds(SiteRule.OTHER, because),
        debate=argument.debate,
        argument=argument,
        after={"votes": votes, "of": of},
        by=None,
    )
    hold(argument.debate, argument_id, rule=SiteRule.OTHER, why=Case.Why.NOTICED, note=because)
    return True


def unmark(ruling: Ruling, grounds: Grounds, *, by: User) -> Ruling:
    """Takes the mark off: the votes counted all along."""
    noticed = Case.objects.filter(argument=ruling.argument_id, why=Case.Why.NOTICED, closed_at=None)
    close_cases(list(noticed.values_list("pk", flat=True)), Case.Verdict.DISMISSED)
    verb = INVERSES[Ruling.Verb.MARK]
    return make_ruling(
        verb, grounds, debate=ruling.debate, argument=ruling.argument, undoes=ruling, by=by
    )
