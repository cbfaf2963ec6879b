"""The bibliography of a debate: read, taken out as a file, and added to from one."""

from itertools import groupby
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from debates.actions import intakes as acts
from debates.actions import listings
from debates.exchange.bibliographies import ENDINGS, MEDIA, written
from debates.exchange.entries import LARGEST, Unreadable, decoded, format_of
from debates.exchange.references import reference_html
from debates.models import Source
from debates.pages.finding import or_404, the_debate
from debates.pages.forms import Typed
from debates.pages.requests import MemberRequest, PageRequest
from debates.pages.submitting import go, refuse, show_form, submit
from debates.pages.views.debates import debate_head
from debates.queries.bibliographies import (
    bibliography_of,
    find_intake,
    running_intake,
    works_in,
)
from debates.rules import moderates, why_not_take_in, why_not_take_part

A_PAGE = 200


class IntakeForm(Typed):
    """A bibliography, as a file or as a text."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".bib,.bibtex,.json,.txt"}),
        help_text=gettext_lazy("BibTeX or CSL-JSON in UTF-8, 5 MB at most."),
    )
    text = forms.CharField(
        label=gettext_lazy("Or paste it here"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto", "spellcheck": "false"}),
    )
    keeps_drafts = False

    def clean(self) -> dict[str, Any]:
        """`text` is what was handed in, in whichever way."""
        said = self.cleaned_data
        if file := said.get("file"):
            try:
                said["text"] = decoded(file.read(LARGEST + 1))
            except Unreadable as why:
                self.add_error("file", str(why))
        elif not said.get("text", "").strip():
            self.add_error("file", _("Choose a file, or paste a bibliography below."))
        return said


@login_not_required
@require_safe
def show_bibliography(request: PageRequest, slug: str) -> HttpResponse:
    debate = the_debate(request, slug)
    page = Paginator(bibliography_of(debate, request.user), A_PAGE).get_page(
        request.GET.get("page")
    )
    takes_part = why_not_take_part(request.user, debate) is None
    groups = [
        (kind, [(one, reference_html(one.reference, one.csl)) for one in sources])
        for kind, sources in groupby(page, key=Source.get_kind_display)
    ]
    context = debate_head(request, debate, "evidence") | {
        "page": page,
        "groups": groups,
        "running": running_intake(debate, request.user),
        "takes_part": takes_part,
        "unlists_all": takes_part and moderates(request.user, debate),
    }
    return render(request, "debates/bibliography.html", context)


@login_not_required
@require_safe
def export_bibliography(request: PageRequest, slug: str, of: str) -> StreamingHttpResponse:
    """All of it as a file, sent while it is read."""
    debate = the_debate(request, slug)
    name = f"{debate.slug}.{ENDINGS[of]}"
    return StreamingHttpResponse(
        written(works_in(debate, request.user), of),
        content_type=f"{MEDIA[of]}; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def take_in(request: MemberRequest, slug: str) -> HttpResponse:
    debate = the_debate(request, slug)
    running = running_intake(debate, request.user)
    refuse(request, why_not_take_in(request.user, debate, is_busy=running is not None))
    posted = request.method == "POST"
    form = IntakeForm(request.POST if posted else None, files=request.FILES if posted else None)
    if posted:

        def act() -> str:
            text = form.cleaned_data["text"]
            intake = acts.take_in(debate, text, format=format_of(text), by=request.user)
            return f"/debates/{slug}/bibliography/intakes/{intake.pk}/"

        if to := submit(request, form, act):
            return go(request, to)
    return show_form(request, "debates/take_in.html", {"form": form, "debate": debate})


@require_safe
def show_intake(request: MemberRequest, slug: str, intake_id: int) -> HttpResponse:
    """How far a bibliography is read, and what of it cannot be."""
    debate = the_debate(request, slug)
    with or_404():
        intake = find_intake(debate, request.user, intake_id)
    name = "debates/_intake.html" if request.htmx else "debates/intake.html"
    return render(request, name, {"debate": debate, "intake": intake})


@require_POST
def unlist(request: MemberRequest, slug: str, source_id: int) -> HttpResponse:
    debate = the_debate(request, slug)
    with or_404():
        listings.unlist(debate, source_id, by=request.user)
    said = _("It is out of the bibliography, unless it is cited here.")
    return go(request, f"/debates/{slug}/bibliography/", said)
