"""Drawing where people stand, again whenever positions changed: the worker's."""

from datetime import timedelta
from hashlib import md5

from django.db import close_old_connections, connection, transaction
from procrastinate.contrib.django import app

from accounts import clock
from debates.models import Debate, Landscape, PositionChange
from debates.scoring.landscape import Drawn, landscape

AT_MOST_EVERY = timedelta(seconds=50)
"""The task comes once a minute, a moment early or late."""
NEWEST = 50_000

# What was cast just before a drawing may have been committed just after it, under a lower id.
DUE = """
SELECT debate_id FROM debates_positionchange AS change
LEFT JOIN debates_landscape AS drawn USING (debate_id)
WHERE change.id > %(since)s AND (drawn.debate_id IS NULL OR drawn.drawn_at <= %(before)s AND (
    change.id > drawn.upto OR change.at > drawn.drawn_at - interval '10 seconds'
))
GROUP BY debate_id ORDER BY min(drawn.drawn_at) NULLS FIRST, debate_id
"""

LOCK = "SELECT pg_try_advisory_xact_lock(hashtextextended('landscape', %s))"

VOTES = """
SELECT member_id, argument_id, CASE position WHEN 'agree' THEN 1 WHEN 'disagree' THEN -1 ELSE 0 END
FROM debates_vote WHERE position IS NOT NULL AND argument_id IN (
    SELECT id FROM debates_argument
    WHERE debate_id = %s AND hidden_at IS NULL AND withdrawn_at IS NULL
)
"""


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="draw landscapes", pass_context=False)
def draw_landscapes(timestamp: int) -> None:
    """Draw anew where positions changed; once an hour, look further back than usual."""
    close_old_connections()  # Since the last minute the database may have been restarted.
    draw_due_landscapes(all_of_them=timestamp % 3600 < 60)


def draw_due_landscapes(*, all_of_them: bool = False) -> int:
    """Draws the debates whose positions changed since they were drawn. Returns how many.

    Looks at the newest 50,000 changes, or at all of them.
    """
    newest = PositionChange.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    since = 0 if all_of_them else newest - NEWEST
    with connection.cursor() as cursor:
        cursor.execute(DUE, {"since": since, "before": clock.now() - AT_MOST_EVERY})
        due = [debate for (debate,) in cursor.fetchall()]
    return sum(draw_landscape(debate) for debate in Debate.objects.filter(pk__in=due))


@transaction.atomic
def draw_landscape(debate: Debate) -> bool:
    """Draws where the people of a debate stand now. False when another worker is at it.

    Reads votes without locking them, so nobody's vote waits.
    """
    now = clock.now()
    with connection.cursor() as cursor:
        cursor.execute(LOCK, [debate.pk])
        if not cursor.fetchone()[0]:
            return False
        upto = _upto(debate)  # Before the votes: what comes between is drawn once more.
        cursor.execute(VOTES, [debate.pk])
        votes = {(member, argument): vote for member, argument, vote in cursor.fetchall()}
    last = Landscape.objects.filter(debate=debate).first()
    before = {member: (x, y) for member, x, y, _ in last.points} if last else {}
    kept = {"drawn_at": now, "upto": upto, **_kept(landscape(votes, before))}
    Landscape.objects.update_or_create(debate=debate, defaults=kept)
    return True


def _upto(debate: Debate) -> int:
    changes = PositionChange.objects.filter(argument__debate=debate, debate=debate)
    return changes.order_by("-pk").values_list("pk", flat=True).first() or 0


def _kept(drawn: Drawn | None) -> dict[str, object]:
    """Points and groups as they are stored. The order of points is a lot: any few are a sample."""
    points = sorted(drawn.points, key=lambda one: _lot(one.member)) if drawn else []
    groups = drawn.groups if drawn else ()
    return {
        "points": [[one.member, one.x, one.y, one.group] for one in points],
        "groups": [
            {
                "size": group.size,
                "apart": [[one.argument, one.agrees, one.share, one.others] for one in group.apart],
            }
            for group in groups
        ],
    }


def _lot(member: int) -> bytes:
    return md5(str(member).encode(), usedforsecurity=False).digest()
