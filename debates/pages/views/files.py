"""The files that evidence shows, to be saved and never to be run."""

import logging

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from debates.models import File, FileKind
from debates.pages.finding import or_404
from debates.pages.requests import PageRequest
from debates.queries.files import file_of, find_file, link_to

logger = logging.getLogger("dialectic.files")

TYPES = {
    FileKind.PDF: "application/pdf",
    FileKind.PNG: "image/png",
    FileKind.JPEG: "image/jpeg",
    FileKind.CSV: "text/csv; charset=utf-8",
}


@login_not_required
@require_safe
def show_file(request: PageRequest, file_id: int) -> HttpResponseBase:
    """The file, or where files have a host of their own, a link to it there."""
    with or_404():
        file = find_file(request.user, file_id)
    if settings.FILES_HOST:
        return redirect(link_to(file, f"{request.scheme}://{request.get_host()}"))
    return _given(request, file)


@login_not_required
@require_safe
def give_file(request: PageRequest, ticket: str) -> HttpResponseBase:
    """The file, to whoever was given a link to it. It knows no member."""
    if settings.FILES_HOST and request.get_host() != settings.FILES_HOST:
        raise Http404
    with or_404():
        return _given(request, file_of(ticket))


def _given(request: PageRequest, file: File) -> HttpResponseBase:
    try:
        content = default_storage.open(file.name)
    except FileNotFoundError:
        logger.error("File %s is not in the storage: %s", file.pk, file.name)
        return _gone(request)
    suffix = file.name.rpartition(".")[2]
    return FileResponse(
        content,
        as_attachment=True,
        filename=f"evidence-{file.pk}.{suffix}",
        content_type=TYPES[FileKind(file.kind)],
        headers={
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Cache-Control": "private, no-cache",
        },
    )


def _gone(request: PageRequest) -> HttpResponse:
    why = _("This file was lost on our side. Whoever added it can attach it again.")
    return render(request, "gone.html", {"why": why}, status=410)
