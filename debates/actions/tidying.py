"""What is tidied up every night: rows that nobody will ask for again."""

from datetime import timedelta

from django.db import close_old_connections
from procrastinate.contrib.django import app

from accounts import clock
from debates.actions.once import forget_old_keys
from debates.models import Draft

DRAFTS_ARE_KEPT = timedelta(days=90)


@app.periodic(cron="23 3 * * *")
@app.task(pass_context=False)
def tidy_debates(timestamp: int) -> None:
    """Forget the keys of old requests, and drafts that nobody came back to."""
    close_old_connections()  # Since last night the database may have been restarted.
    forget_old_keys()
    forget_old_drafts()


def forget_old_drafts() -> int:
    """Drops drafts that nobody touched for 90 days. Returns how many."""
    return Draft.objects.filter(saved_at__lt=clock.now() - DRAFTS_ARE_KEPT).delete()[0]
