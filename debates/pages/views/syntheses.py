"""Composing a synthesis: what pulls apart in full, and one sentence kept of each."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts import limits
from debates import text
from debates.actions import syntheses as acts
from debates.actions.syntheses import Kept
from debates.models import Argument, Debate
from debates.pages.drawing import draw_synthesis, frame_of
from debates.pages.finding import place_of, the_argument, the_debate, the_order, unless_held
from debates.pages.forms import SynthesisForm
from debates.pages.requests import MemberRequest, PageRequest
from debates.pages.submitting import go, refuse, show_form, submit, typed_before
from debates.pages.views.debates import debate_head, meanwhile
from debates.queries import search, syntheses, threads
from debates.queries.arguments import Wanted, cards_of, find_argument, list_arguments
from debates.queries.card import Card
from debates.queries.orders import orders_in
from debates.queries.rivals import syntheses_of_all
from debates.rules import Stale, is_blind_to, why_not_post, why_not_reconcile, why_not_revise


@login_not_required
@require_safe
def all_syntheses(request: PageRequest, slug: str) -> HttpResponse:
    debate = the_debate(request, slug)
    sort, cursor = the_order(request, debate)
    page = syntheses.list_syntheses(debate, request.user, sort=sort, cursor=cursor)
    frame = frame_of(request.user, debate)
    context = debate_head(request, debate, "syntheses") | {
        "page": page,
        "syntheses": [draw_synthesis(one, frame) for one in page.items],
        "sort": sort,
        "orders": orders_in(debate),
    }
    return render(request, "debates/syntheses.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def post_synthesis(request: MemberRequest, slug: str) -> HttpResponse:
    """First pick two or three arguments, from the thread or by search; then write."""
    debate = the_debate(request, slug)
    refuse(request, why_not_post(request.user, debate))
    wanted = _wanted(request)
    chosen = _chosen(wanted, request, debate)
    if request.method != "POST" and (len(chosen) < 2 or request.GET.get("pick")):
        return _pick(request, debate, chosen)
    arguments = [card.id for card in chosen]
    initial = _initial(request, chosen)
    form = SynthesisForm(request.POST or None, arguments=arguments, wanted=wanted, initial=initial)
    previews = request.method == "POST" and "preview" in request.POST
    if request.method == "POST" and not previews:

        def act() -> str:
            said = form.cleaned_data
            synthesis = acts.post_synthesis(
                debate,
                said["statement"],
                said["reasoning"],
                left_open=said["left_open"],
                concessions=_kept(form),
                by=request.user,
            )
            return place_of(synthesis)

        if to := submit(request, form, act):
            said = _("Your synthesis is posted. Each side can now say whether it accepts it.")
            return go(request, to, unless_held(to, said))
    return _compose(request, debate, form, chosen, previews=previews)


@require_http_methods(["GET", "HEAD", "POST"])
def revise_synthesis(request: MemberRequest, argument_id: int) -> HttpResponse:
    """Somebody else's synthesis in new words: a new one, which credits it."""
    old = the_argument(request, argument_id)
    debate = old.debate
    refuse(request, why_not_revise(request.user, old, debate))
    chosen, written = _written(request, old)
    for card in chosen:
        refuse(request, why_not_reconcile(request.user, card, debate))
    arguments, initial = [card.id for card in chosen], written | _initial(request, chosen)
    form = SynthesisForm(request.POST or None, arguments=arguments, initial=initial)
    previews = request.method == "POST" and "preview" in request.POST
    if request.method == "POST" and not previews:

        def act() -> str:
            said = form.cleaned_data
            words = {name: said[name] for name in ("statement", "reasoning", "left_open")}
            synthesis = acts.post_synthesis(
                debate, **words, concessions=_kept(form), revises=old, by=request.user
            )
            return place_of(synthesis)

        if to := submit(request, form, act):
            said = _("Your revision is posted. It says what it revises.")
            return go(request, to, unless_held(to, said))
    return _compose(request, debate, form, chosen, previews=previews, revises=old)


def edit_synthesis(request: MemberRequest, synthesis: Argument) -> HttpResponse:
    """The words of a synthesis; what it reconciles stays. The rule was asked by the caller."""
    debate = synthesis.debate
    chosen, written = _written(request, synthesis)
    initial = written | {"version": synthesis.version} | _initial(request, chosen)
    arguments = [card.id for card in chosen]
    form = SynthesisForm(request.POST or None, arguments=arguments, initial=initial)
    previews = request.method == "POST" and "preview" in request.POST
    current = None
    if request.method == "POST" and not previews:

        def act() -> str:
            said = form.cleaned_data
            words = {name: said[name] for name in ("statement", "reasoning", "left_open")}
            edited = acts.edit_synthesis(
                synthesis,
                **words,
                concessions=_kept(form),
                read=said["version"],
                by=request.user,
            )
            return place_of(edited)

        try:
            if to := submit(request, form, act):
                return go(request, to, unless_held(to, _("Saved as a new version.")))
        except Stale as stale:
            current = stale.current
            meanwhile(form, current.version)
    return _compose(request, debate, form, chosen, previews=previews, current=current)


def _compose(
    request: MemberRequest,
    debate: Debate,
    form: SynthesisForm,
    chosen: list[Card],
    *,
    previews: bool,
    current: Argument | None = None,
    revises: Argument | None = None,
) -> HttpResponse:
    form.is_valid()
    is_new = not form.initial.get("version")
    context = debate_head(request, debate, "syntheses") | {
        "form": form,
        "chosen": chosen,
        "chosen_query": "&".join(f"argument={card.id}" for card in chosen),
        "current": current,
        "kept_now": syntheses.concessions_of([current.pk]) if current else (),
        "preview": text.render(form.cleaned_data.get("reasoning", "")) if previews else None,
        "previews": previews,
        "revises": revises,
        "rivals": syntheses_of_all([card.id for card in chosen], debate, request.user)
        if is_new
        else [],
    }
    return show_form(request, "debates/post_synthesis.html", context)


def _written(request: MemberRequest, synthesis: Argument) -> tuple[list[Card], dict[str, object]]:
    """What a synthesis reconciles, and its words as its form has them."""
    kept = {one.argument_id: one for one in syntheses.concessions_of([synthesis.pk])}
    chosen = cards_of(list(kept), request.user, synthesis.debate, with_reasoning=True)
    words = {name: getattr(synthesis, name) for name in ("statement", "reasoning", "left_open")}
    return chosen, words | {f"keeps_{number}": one.text for number, one in kept.items()}


def _pick(request: MemberRequest, debate: Debate, chosen: list[Card]) -> HttpResponse:
    """What a synthesis could also reconcile: what stands beside the first, or is found by words."""
    words = request.GET.get("q", "")[:200]
    if words.strip():
        limits.spend("search", request.user)
        found = search.find_arguments(words, request.user, debate=debate)
    else:
        sort = "newest" if is_blind_to(debate) else "strongest"
        page = list_arguments(
            debate, request.user, wanted=Wanted(), sort=sort, size=20, with_reasoning=False
        )
        near = _beside(chosen[0], request) if chosen else []
        found = list({card.id: card for card in [*near, *page.items]}.values())
    taken = {card.id for card in chosen}
    context = debate_head(request, debate, "syntheses") | {
        "chosen": chosen,
        "words": words,
        "found": [card for card in found if card.id not in taken and card.statement is not None],
    }
    name = "debates/_pick.html" if request.htmx else "debates/pick.html"
    return render(request, name, context)


def _beside(card: Card, request: MemberRequest) -> list[Card]:
    """What stands nearest to an argument: what it answers, then its replies, objections first."""
    argument = find_argument(request.user, card.id)
    replies = [thread.card for thread in threads.replies_of(argument, request.user).items]
    replies.sort(key=lambda reply: reply.kind != "counterclaim")
    return [*reversed(threads.above(argument, request.user)), *replies]


def _wanted(request: PageRequest) -> list[int]:
    """The numbers of the arguments that the address names, ten at most."""
    named = request.GET.getlist("argument")[:10]
    return [int(number) for number in named if number.isdecimal() and len(number) < 19]


def _chosen(wanted: list[int], request: PageRequest, debate: Debate) -> list[Card]:
    """Those of the wanted arguments that stand in this debate, each once, three at most."""
    numbers = dict.fromkeys(wanted)
    cards = cards_of(list(numbers), request.user, debate, with_reasoning=True)
    return [card for card in cards if card.debate_id == debate.pk and card.statement is not None][
        :3
    ]


def _initial(request: MemberRequest, chosen: list[Card]) -> dict[str, object]:
    """What was typed before, and the version of each argument that is read beside the form."""
    return dict(typed_before(request)) | {f"read_{card.id}": card.version for card in chosen}


def _kept(form: SynthesisForm) -> list[Kept]:
    said = form.cleaned_data
    return [
        Kept(number, said.get(f"keeps_{number}", ""), said.get(f"read_{number}"))
        for number in form.wanted
    ]
