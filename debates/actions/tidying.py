"""What is tidied up every night: rows that nobody will ask for again."""

from datetime import timedelta

from django.core.files.storage import default_storage
from django.db import close_old_connections, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from procrastinate.contrib.django import app

from accounts import clock
from debates.actions.once import forget_old_keys
from debates.models import Appeal, Draft, Evidence, File, Holding, Intake, Sealed

DRAFTS_ARE_KEPT = timedelta(days=90)
FILES_WAIT = timedelta(days=7)
"""So long a file is kept for evidence that is still to be written, or taken back by mistake."""
INTAKES_ARE_KEPT = timedelta(days=30)


@app.periodic(cron="23 3 * * *")
@app.task(pass_context=False)
def tidy_debates(timestamp: int) -> None:
    """Forget old keys of requests, drafts, intakes and sealed words, and files nobody uses."""
    close_old_connections()  # Since last night the database may have been restarted.
    forget_old_keys()
    forget_old_drafts()
    forget_unused_files()
    forget_old_intakes()
    destroy_sealed_words()


def forget_old_drafts() -> int:
    """Drops drafts that nobody touched for 90 days. Returns how many."""
    return Draft.objects.filter(saved_at__lt=clock.now() - DRAFTS_ARE_KEPT).delete()[0]


def forget_unused_files() -> int:
    """Drops files that no standing evidence has had for 7 days, from every quota. How many."""
    since = clock.now() - FILES_WAIT
    showing = Evidence.objects.filter(file=OuterRef("pk")).filter(
        Q(withdrawn_at=None) | Q(withdrawn_at__gte=since)
    )
    return forget_files(File.objects.filter(~Exists(showing), kept_at__lt=since))


def forget_files(unused: QuerySet[File]) -> int:
    """Drops these files, each unless it is used by the time that it is locked. How many."""
    forgotten = 0
    for file in list(unused):
        with transaction.atomic():
            File.objects.select_for_update().filter(pk=file.pk).first()
            if not unused.filter(pk=file.pk).exists():
                continue
            Evidence.objects.filter(file=file).update(file=None)
            Holding.objects.filter(file=file).delete()
            File.objects.filter(pk=file.pk).delete()
            # Last, so that it is there again for whoever keeps it anew and waits at the row.
            default_storage.delete(file.name)
            forgotten += 1
    return forgotten


def forget_old_intakes() -> int:
    """Drops what is known of bibliographies that were read 30 days ago. Returns how many."""
    return Intake.objects.filter(ended_at__lt=clock.now() - INTAKES_ARE_KEPT).delete()[0]


def destroy_sealed_words() -> int:
    """Destroys redacted words once nobody can appeal, or waits for a judgement. How many."""
    appealed = Appeal.objects.filter(ruling=OuterRef("pk"), outcome="")
    over = Sealed.objects.filter(~Exists(appealed), destroyed_after__lt=clock.now())
    return over.delete()[0]
