"""Keeping files that evidence can show."""

from hashlib import sha256

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from accounts import clock, limits
from accounts.models import User
from debates.actions.acting import act
from debates.actions.fitting import Fitting
from debates.exchange.files import Judged, NotKept, judged
from debates.models import File, FileKind, Holding
from debates.models.file import LARGEST
from debates.rules import Reason, Unfit, refuse_if, why_not_attach, why_not_keep_file

SUFFIX = {"pdf": "pdf", "png": "png", "jpeg": "jpg", "csv": "csv"}


def keep_file(content: bytes, *, by: User) -> File:
    """Keeps a file, to be attached to evidence; the one that is here already if it is equal.

    A try that fails counts too: judging a picture is work.
    """
    limits.spend("files", by)
    try:
        fit = judged(content, largest=LARGEST)
    except NotKept as refused:
        raise Unfit({"file": Reason(refused.code, refused.text)}) from refused
    return _keep(fit, by=by)


@act
def _keep(fit: Judged, *, by: User) -> File:
    file = _row_of(fit)
    if not Holding.objects.filter(member=by, file=file).exists():
        refuse_if(why_not_keep_file(by, file.size))
        Holding.objects.bulk_create([Holding(member=by, file=file)], ignore_conflicts=True)
    # Last, so that no refusal leaves it behind; whoever else keeps the same waits at its row.
    _store(file.name, fit.content)
    return file


def _store(name: str, content: bytes) -> None:
    """Writes a content once; anew where it was lost, or cut off by a crash."""
    if default_storage.exists(name):
        if default_storage.size(name) == len(content):
            return
        default_storage.delete(name)
    default_storage.save(name, ContentFile(content))


def fit_file(file: File | None, fit: Fitting, *, by: User) -> None:
    """Whether evidence may show this file. Until the act ends, nobody can tidy it away."""
    if file:
        kept = File.objects.filter(pk=file.pk, holdings__member=by)
        held = kept.select_for_update(of=("self",), no_key=True).first()
        if reason := why_not_attach(held):
            fit.refuse("file", reason.code, reason.text)


def _row_of(fit: Judged) -> File:
    """The one row of this content, locked. Keeping it again makes it new."""
    digest = sha256(fit.content).hexdigest()
    file = File(
        sha256=digest,
        kind=FileKind(fit.kind),
        size=len(fit.content),
        name=f"{digest[:2]}/{digest[2:]}.{SUFFIX[fit.kind]}",
        kept_at=clock.now(),
    )
    (kept,) = File.objects.bulk_create(
        [file], update_conflicts=True, update_fields=["kept_at"], unique_fields=["sha256"]
    )
    return kept
