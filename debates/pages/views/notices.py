"""A member's notices and drafts."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from debates.actions.drafts import drop_draft, keep_draft
from debates.actions.notices import mark_read
from debates.pages.paging import newest
from debates.pages.requests import MemberRequest
from debates.pages.submitting import UNTOLD, go
from debates.pages.telling import shown
from debates.queries.members import drafts_of, notices_for


@require_safe
def show_notices(request: MemberRequest) -> HttpResponse:
    notices, before = newest(request, notices_for(request.user))
    drafts = list(drafts_of(request.user)[:20])
    context = {"notices": [shown(one) for one in notices], "before": before, "drafts": drafts}
    return render(request, "debates/notices.html", context)


@require_POST
def mark_all_read(request: MemberRequest) -> HttpResponse:
    upto = request.POST.get("upto", "")
    if upto.isdecimal() and len(upto) < 19:
        mark_read(upto=int(upto), by=request.user)
    return go(request, "/notices/")


@require_POST
def save_draft(request: MemberRequest) -> HttpResponse:
    """Keeps what stands in a form: by itself while one types, or by its button."""
    form = request.POST.get("draft_of", "")
    fields = {
        name: str(value)
        for name, value in request.POST.items()
        if name not in UNTOLD | {"draft_of", "preview", "drop", "file"}
    }
    # Which version was read is kept beside words, so that an old draft overwrites nothing unseen.
    wordless = not any(
        value.strip()
        for name, value in fields.items()
        if name != "version" and not name.startswith("read_")
    )
    if form.startswith("/") and not form.startswith("//"):
        if wordless or "drop" in request.POST:
            drop_draft(form, by=request.user)
        else:
            keep_draft(form, fields, by=request.user)
    if request.htmx:
        return HttpResponse(_("Kept as a draft."))
    return redirect("/notices/#drafts")
