"""Time alone makes some members count for a side: their accounts come of age."""

from django.db import close_old_connections, connection
from procrastinate.contrib.django import app

from accounts import clock

# Of a day, so that a worker that was away for hours misses nobody; a note too many is harmless.
NOTE = """
INSERT INTO debates_change (debate_id, member_id)
SELECT DISTINCT ballot.debate_id, ballot.member_id
FROM accounts_user AS member JOIN debates_ballot AS ballot ON ballot.member_id = member.id
WHERE member.date_joined BETWEEN %(now)s - interval '8 days' AND %(now)s - interval '7 days'
    AND ballot.side_id IS NULL
"""


@app.periodic(cron="*/10 * * * *")
@app.task(pass_context=False)
def count_the_matured(timestamp: int) -> None:
    """Every ten minutes: whose account is 7 days old by now may count for a side."""
    close_old_connections()
    note_the_matured()


def note_the_matured() -> int:
    """Notes those that came of age within a day and count for no side. Returns how many."""
    with connection.cursor() as cursor:
        cursor.execute(NOTE, {"now": clock.now()})
        return int(cursor.rowcount)
