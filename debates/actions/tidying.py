"""What is tidied up every night: rows that nobody will ask for again."""

from datetime import timedelta

from django.db import close_old_connections
from procrastinate.contrib.django import app

from accounts import clock
from debates.actions.once import forget_old_keys
from debates.models import Draft, Intake

DRAFTS_ARE_KEPT = timedelta(days=90)
INTAKES_ARE_KEPT = timedelta(days=30)


@app.periodic(cron="23 3 * * *")
@app.task(pass_context=False)
def tidy_debates(timestamp: int) -> None:
    """Forget the keys of old requests, drafts that nobody came back to, and how intakes went."""
    close_old_connections()  # Since last night the database may have been restarted.
    forget_old_keys()
    forget_old_drafts()
    forget_old_intakes()


def forget_old_drafts() -> int:
    """Drops drafts that nobody touched for 90 days. Returns how many."""
    return Draft.objects.filter(saved_at__lt=clock.now() - DRAFTS_ARE_KEPT).delete()[0]


def forget_old_intakes() -> int:
    """Drops what is known of bibliographies that were read 30 days ago. Returns how many."""
    return Intake.objects.filter(ended_at__lt=clock.now() - INTAKES_ARE_KEPT).delete()[0]
