"""What is tidied up by the clock: used-up rows that nobody will ask for."""

from django.contrib.sessions.models import Session
from django.utils import timezone
from procrastinate.contrib.django import app

from accounts import limits


@app.periodic(cron="17 * * * *")
@app.task(queueing_lock="tidy accounts", pass_context=False)
def tidy_accounts(timestamp: int) -> None:
    """Forget limits that are full again, and sessions that have ended."""
    limits.forget_full()
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
