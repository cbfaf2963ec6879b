"""Finding, reading and running debates."""

from typing import NamedTuple

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from debates.actions import debates as acts
from debates.models import Debate
from debates.pages.drawing import draw_read, draw_synthesis, frame_of
from debates.pages.finding import the_debate, the_order
from debates.pages.forms import ClosingForm, DebateForm, Typed
from debates.pages.keeping import kept_page, values_of
from debates.pages.landscapes import draw_small
from debates.pages.requests import MemberRequest, PageRequest
from debates.pages.sides import my_side_parts
from debates.pages.submitting import go, refuse, show_form, submit, typed_before
from debates.queries import landscapes, outcomes, syntheses, threads
from debates.queries.cruxes import Turn, leading_cruxes
from debates.queries.debates import DEBATE_ORDERS, list_debates
from debates.queries.orders import BadCursor, Cursor, orders_in
from debates.queries.outcomes import Stated
from debates.rules import (
    Stale,
    is_blind_to,
    why_not_dispute,
    why_not_edit_debate,
    why_not_open_debate,
    why_not_reopen,
    why_not_run,
    why_not_take_part,
)

SETTINGS = ("question", "context", "visibility", "is_blind", "is_read_only")
BOXES = {"is_blind": False, "is_read_only": False}


class Shown(NamedTuple):
    """All that the page of a debate shows beside the debate itself: equal ones share a page."""

    read: str
    """The threads, and the leading synthesis: the texts that the database answered with."""
    lead: str
    turns: tuple[Turn, ...]
    stands: str
    """Where people stand: the text that the database answered with."""
    ends: Stated | None


@login_not_required
@require_safe
def home(request: PageRequest) -> HttpResponse:
    active = list_debates(request.user, sort="active", status="open", size=10)
    return render(request, "debates/home.html", {"debates": active.items})


@login_not_required
@require_safe
def about(request: PageRequest) -> HttpResponse:
    return render(request, "debates/about.html")


@login_not_required
@require_safe
def all_debates(request: PageRequest) -> HttpResponse:
    sort = request.GET.get("sort", "newest")
    sort = sort if sort in DEBATE_ORDERS else "newest"
    status = request.GET.get("status", "")
    status = status if status in {"open", "closed"} else ""
    try:
        page = list_debates(
            request.user, sort=sort, status=status or None, cursor=request.GET.get("cursor")
        )
    except BadCursor:
        page = list_debates(request.user, sort=sort, status=status or None)
    context = {"page": page, "sort": sort, "status": status, "orders": list(DEBATE_ORDERS)}
    return render(request, "debates/debates.html", context)


@login_not_required
@require_safe
def show_debate(request: PageRequest, slug: str) -> HttpResponse:
    """Where it stands first, then the strongest threads: the same cost however long it is."""
    debate = the_debate(request, slug)
    sort, cursor = the_order(request, debate)
    viewer = request.user
    shown = Shown(
        read=threads.threads_text(debate, viewer, sort=sort, cursor=cursor),
        lead="[]" if cursor else syntheses.leading_text(debate, viewer),
        turns=leading_cruxes(debate),
        stands=landscapes.small_landscape_text(debate),
        ends=None if cursor else outcomes.current_outcome(debate, viewer),
    )
    # A reader without cookies sees what follows from these values alone.
    key = None if request.COOKIES else (request.get_full_path(), shown, *values_of(debate))
    return kept_page(key, lambda: _debate_page(request, debate, shown, sort, cursor))


def _debate_page(
    request: PageRequest, debate: Debate, shown: Shown, sort: str, cursor: Cursor | None
) -> HttpResponse:
    page = draw_read(shown.read, sort, cursor, debate, request.user)
    leading = syntheses.leading_in(shown.lead)
    frame, ends = frame_of(request.user, debate), shown.ends
    context = debate_head(request, debate, "discussion") | {
        "page": page,
        "threads": page.items[0] if page.items else "",
        "lead": draw_synthesis(leading, frame, lead=not is_blind_to(debate)) if leading else None,
        "lead_id": leading.card.id if leading else None,
        "turns": shown.turns,
        "landscape": draw_small(shown.stands, debate.slug),
        "outcome": ends,
        "why_not_dispute": why_not_dispute(request.user, ends, debate) if ends else None,
        "sort": sort,
        "orders": orders_in(debate),
    }
    if leading:
        context |= my_side_parts(request.user, leading)
    return render(request, "debates/debate.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def open_debate(request: MemberRequest) -> HttpResponse:
    refuse(request, why_not_open_debate(request.user))
    form = DebateForm(request.POST or None, initial=typed_before(request))
    if request.method == "POST":

        def act() -> str:
            said = {name: form.cleaned_data[name] for name in SETTINGS}
            return f"/debates/{acts.open_debate(**said, by=request.user).slug}/"

        if to := submit(request, form, act):
            return go(request, to, _("Your debate is open."))
    return show_form(request, "debates/open_debate.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def edit_debate(request: MemberRequest, slug: str) -> HttpResponse:
    debate = the_debate(request, slug)
    refuse(request, why_not_edit_debate(request.user, debate))
    written = {name: getattr(debate, name) for name in SETTINGS}
    typed = dict(typed_before(request))
    if typed:  # A box that was left empty is not sent, and so not kept.
        typed = BOXES | typed
    initial = written | {"version": debate.version} | typed
    form = DebateForm(request.POST or None, initial=initial)
    current = None
    if request.method == "POST":

        def act() -> str:
            said = {name: form.cleaned_data[name] for name in written}
            read = form.cleaned_data["version"]
            acts.edit_debate(debate, **said, read=read, by=request.user)
            return f"/debates/{debate.slug}/"

        try:
            if to := submit(request, form, act):
                return go(request, to, _("Saved."))
        except Stale as stale:
            current = stale.current
            meanwhile(form, current.version)
    context = {"form": form, "debate": debate, "current": current}
    return show_form(request, "debates/edit_debate.html", context)


def meanwhile(form: Typed, version: int) -> None:
    """Tells that somebody edited it meanwhile, and lets the next sending build on it."""
    form.as_new()
    form.put("version", str(version))
    form.add_error(None, _("This was edited meanwhile. Join both texts and save again."))


@require_http_methods(["GET", "HEAD", "POST"])
def reopen_debate(request: MemberRequest, slug: str) -> HttpResponse:
    debate = the_debate(request, slug)
    reason = why_not_reopen(request.user, debate)
    if reason and reason.code == "closed_by_ruling":
        return redirect(f"/debates/{debate.slug}/unshut/")
    refuse(request, reason)
    form = ClosingForm(request.POST or None)
    if request.method == "POST":

        def act() -> str:
            acts.reopen_debate(debate, because=form.cleaned_data["reason"], by=request.user)
            return f"/debates/{debate.slug}/"

        if to := submit(request, form, act):
            return go(request, to, _("The debate is open again."))
    return show_form(request, "debates/close_debate.html", {"form": form, "debate": debate})


def debate_head(request: PageRequest, debate: Debate, tab: str) -> dict[str, object]:
    """What stands above the tabs of every page of a debate."""
    why_not = why_not_take_part(request.user, debate)
    return {
        "debate": debate,
        "tab": tab,
        "runs": why_not_run(request.user, debate) is None,
        "why_not": None if why_not and why_not.code == "signed_out" else why_not,
    }
