"""Bibliographies that members hand in: read by the worker, a hundred entries at a time."""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice

from django.db import (
    DatabaseError,
    DataError,
    IntegrityError,
    close_old_connections,
    connection,
    transaction,
)
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from accounts import clock, limits
from accounts.models import User
from debates.actions.acting import act
from debates.actions.fitting import Fitting
from debates.actions.recording import record
from debates.actions.sources import the_source
from debates.exchange.csl import kind_of
from debates.exchange.entries import Entry, Problem, count, read, why_unreadable
from debates.models import Debate, Event, Intake, Listing, Source
from debates.rules import refuse_if, why_not_take_in

BATCH = 100
MOST_PROBLEMS = 1_000
"""So many are kept; the counts tell of all."""
LOCK = "hashtextextended('intake', %s)"

logger = logging.getLogger("dialectic.worker")

Progress = Callable[[int], object]


@act
def take_in(debate: Debate, text: str, *, format: str, by: User) -> Intake:
    """Hands in a bibliography. The worker lists its entries in the debate, one by one."""
    User.objects.select_for_update(no_key=True).get(pk=by.pk)  # One at a time, also at once.
    is_busy = Intake.objects.filter(by=by, ended_at=None).exists()
    refuse_if(why_not_take_in(by, debate, is_busy=is_busy))
    limits.spend("intakes", by)
    with Fitting() as fit:
        fit.choice("format", format, Intake.Format.values)
        if not text.strip():
            fit.refuse("text", "blank", _("Please write something here."))
        elif why := why_unreadable(text):
            fit.refuse("text", "unreadable", why)
    intake = Intake.objects.create(debate=debate, by=by, format=format, text=text)
    read_intake.defer(intake_id=intake.pk)
    return intake


@app.task(pass_context=False)
def read_intake(intake_id: int) -> None:
    close_old_connections()  # Since the last task the database may have been restarted.
    work_through(intake_id)


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="go on with intakes", pass_context=False)
def go_on_with_intakes(timestamp: int) -> None:
    """Those whose worker died go on where they were."""
    close_old_connections()
    work_through_all()


def work_through_all() -> None:
    """Lists what is left of every intake that no worker is at."""
    for intake in Intake.objects.filter(ended_at=None).order_by("pk").values_list("pk", flat=True):
        work_through(intake)


def work_through(intake_id: int, *, progress: Progress = lambda _: None) -> None:
    """Lists what is left of an intake. Returns at once when another worker is at it, or was.

    `progress` is told how many more entries are dealt with.
    """
    with _claimed(intake_id) as is_ours:
        intake = Intake.objects.select_related("by").filter(pk=intake_id, ended_at=None).first()
        if not (is_ours and intake):
            return
        try:
            _list_all(intake, progress)
        except DatabaseError:
            raise  # It goes on when the database is back.
        except Exception:
            _end(intake, _("It could not be read any further. We were told why."))
            raise


def _list_all(intake: Intake, progress: Progress) -> None:
    if intake.total is None:
        intake.total = count(intake.text, intake.format)
        intake.save(update_fields=["total"])
    entries = islice(read(intake.text, intake.format), intake.done, None)
    while batch := list(islice(entries, BATCH)):
        if reason := _list_batch(intake, batch):
            _end(intake, reason)
            return
        progress(len(batch))
    _end(intake)


@transaction.atomic
def _list_batch(intake: Intake, batch: Sequence[Entry | Problem]) -> str:
    """All of it or nothing. Says why when no more may be listed."""
    debate = Debate.objects.with_standing_of(intake.by).get(pk=intake.debate_id)
    if reason := why_not_take_in(intake.by, debate):
        return reason.text
    listed = [_source_of(entry, debate, intake) for entry in batch]
    sources = dict.fromkeys(source for source in listed if source)
    Listing.objects.bulk_create(
        # In the order in which merging locks them.
        [
            Listing(debate=debate, source=source, added_by=intake.by)
            for source in sorted(sources, key=lambda one: one.pk)
        ],
        ignore_conflicts=True,
    )
    intake.done += len(batch)
    intake.listed += sum(source is not None for source in listed)
    intake.total = max(intake.total or 0, intake.done)
    intake.save(update_fields=["done", "listed", "total", "problems"])
    return ""


def _source_of(entry: Entry | Problem, debate: Debate, intake: Intake) -> Source | None:
    """The source of this entry; None, and a note of why, where there is none."""
    if isinstance(entry, Problem):
        _note(intake, entry, entry.why)
        return None
    try:
        with transaction.atomic():
            source = the_source(entry.csl, kind_of(entry.csl), cited_in=debate, by=intake.by)
    except (DataError, IntegrityError) as error:
        refused = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
        why = refused or type(error).__name__  # No more: the rest quotes what was handed in.
        logger.warning("Line %s of intake %s: %s", entry.line, intake.pk, why)
        _note(intake, entry, _("It could not be kept."))
        return None
    if entry.notes:
        _note(intake, entry, " ".join(entry.notes), listed=True)
    return source


def _note(intake: Intake, entry: Entry | Problem, why: str, *, listed: bool = False) -> None:
    if len(intake.problems) < MOST_PROBLEMS:
        noted = {"line": entry.line, "key": entry.key, "why": why[:1_000], "listed": listed}
        intake.problems.append(noted)


@transaction.atomic
def _end(intake: Intake, why: str = "") -> None:
    """Ends it, before its time for a reason, and forgets what was handed in."""
    if why:
        intake.problems.append({"line": None, "key": "", "why": why, "listed": False})
    else:
        intake.total = intake.done
    intake.text, intake.ended_at = "", clock.now()
    intake.save(update_fields=["text", "ended_at", "total", "problems"])
    if intake.listed:
        record(Event.Kind.SOURCES_LISTED, intake.debate, by=intake.by)


@contextmanager
def _claimed(intake_id: int) -> Iterator[bool]:
    """Holds an intake until it is let go, or the connection of a worker that died is."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_try_advisory_lock({LOCK})", [intake_id])
        is_ours = bool(cursor.fetchone()[0])
    try:
        yield is_ours
    finally:
        if is_ours and not connection.needs_rollback:
            with connection.cursor() as cursor:
                cursor.execute(f"SELECT pg_advisory_unlock({LOCK})", [intake_id])
