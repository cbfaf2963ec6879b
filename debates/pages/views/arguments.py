"""Reading one argument in its context, and writing, editing and withdrawing arguments."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.limits import in_words
from debates.actions import arguments as acts
from debates.models import Argument, Kind
from debates.pages.drawing import draw, draw_synthesis, draw_threads, frame_of
from debates.pages.finding import place_of, the_argument, the_debate, the_order, unless_held
from debates.pages.forms import ArgumentForm, ConfirmForm, RemarkForm
from debates.pages.requests import MemberRequest, PageRequest
from debates.pages.submitting import go, refuse, show_form, submit, typed_before
from debates.pages.telling import said_to_author, told_to_author
from debates.pages.views.cruxes import turns_on
from debates.pages.views.debates import debate_head, meanwhile
from debates.pages.views.endorsement import endorsement_parts
from debates.pages.views.evidence import evidence_parts
from debates.pages.views.minds import mind_parts
from debates.pages.views.sourcerequests import request_parts
from debates.pages.views.syntheses import edit_synthesis
from debates.pages.views.threads import moderating_parts
from debates.queries import evidence, history, merges, remarks, syntheses, threads
from debates.queries.arguments import card_of
from debates.queries.flags import my_flag, open_flag_on
from debates.queries.orders import orders_in
from debates.queries.slowing import waiting_in
from debates.rules import (
    Stale,
    moderates,
    why_not_answer,
    why_not_edit,
    why_not_post,
    why_not_remark,
    why_not_withdraw,
)


@login_not_required
@require_safe
def show_argument(request: PageRequest, argument_id: int) -> HttpResponse:
    """The argument in its context: what it answers above, its thread below."""
    argument = the_argument(request, argument_id)
    if argument.is_merged:  # Not for good: it can be undone.
        return redirect(f"/arguments/{argument.merged_into_id}/#merged")
    viewer, debate = request.user, argument.debate
    sort, cursor = the_order(request, debate)
    card = card_of(argument, viewer)
    in_list = frame_of(viewer, debate)
    frame = in_list._replace(whole=True)
    page = threads.replies_of(argument, viewer, sort=sort, cursor=cursor)
    cites = card.evidence and card.statement is not None
    shown = syntheses.with_keeps([card], viewer, debate)[0] if card.is_synthesis else None
    drawn = draw_synthesis(shown, frame, whole=True) if shown else draw(card, frame)
    context = {
        "debate": debate,
        "argument": argument,
        "card": card,
        "drawn": drawn,
        "above": [draw(up, in_list) for up in threads.above(argument, viewer)],
        "page": page,
        "threads": draw_threads(page.items, debate, viewer),
        "sort": sort,
        "orders": orders_in(debate),
        "syntheses": [
            draw_synthesis(one, in_list)
            for one in (syntheses.syntheses_of(argument, viewer) if card.syntheses else [])
        ],
        "merged": merges.merged_into(argument),
        "remarks": list(remarks.remarks_on(argument, viewer)),
        "backlinks": history.backlinks_of(argument, viewer),
        "remark_form": RemarkForm(
            initial=typed_before(request, f"/arguments/{card.id}/remarks/new/"), auto_id="remark_%s"
        ),
        "why_not_remark": why_not_remark(viewer, argument, debate),
    }
    found = list(evidence.evidence_on(argument, viewer)) if cites else []
    context |= evidence_parts(request, argument, found)
    context |= mind_parts(request, argument, card, [thread.card for thread in page.items])
    context |= request_parts(request, argument, card)
    context |= moderating_parts(request, argument, card)
    if card.kind == Kind.COUNTERCLAIM:
        context |= turns_on(request, argument, card)
    if shown:
        context |= endorsement_parts(request, argument, shown)
    told = context["told"] = told_to_author(request, argument, card)
    context["said"] = said_to_author(told) if told else ""
    flag = open_flag_on(viewer, argument) if viewer.is_authenticated else None
    context["my_flag"] = my_flag(flag) if flag else None
    return render(request, "debates/argument.html", context)


@login_not_required
@require_safe
def show_replies(request: PageRequest, argument_id: int) -> HttpResponse:
    """An argument's replies: in place for htmx, else on a page of their own."""
    argument = the_argument(request, argument_id)
    sort, cursor = the_order(request, argument.debate)
    page = threads.replies_of(argument, request.user, sort=sort, cursor=cursor)
    context = {
        "argument": argument,
        "debate": argument.debate,
        "page": page,
        "sort": sort,
        "threads": draw_threads(page.items, argument.debate, request.user),
    }
    name = "debates/_replies.html" if request.htmx else "debates/replies.html"
    return render(request, name, context)


@login_not_required
@require_safe
def show_versions(request: PageRequest, argument_id: int) -> HttpResponse:
    argument = the_argument(request, argument_id)
    before = request.GET.get("before", "")
    start = int(before) if before.isdecimal() and len(before) < 10 else None
    editions, more = history.editions_of(argument, request.user, before=start)
    context = {
        "argument": argument,
        "debate": argument.debate,
        "editions": editions,
        "before": more,
        "moderates": moderates(request.user, argument.debate),
    }
    return render(request, "debates/versions.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def post_claim(request: MemberRequest, slug: str) -> HttpResponse:
    debate = the_debate(request, slug)
    refuse(request, why_not_post(request.user, debate))
    form = ArgumentForm(request.POST or None, initial=typed_before(request))
    if request.method == "POST":

        def act() -> str:
            said = form.cleaned_data
            claim = acts.post_claim(debate, said["statement"], said["reasoning"], by=request.user)
            return place_of(claim)

        if to := submit(request, form, act):
            return go(request, to, unless_held(to, _("Your claim is posted.")))
    context = debate_head(request, debate, "") | {"form": form}
    return show_form(request, "debates/post_claim.html", context)


def support(request: MemberRequest, argument_id: int) -> HttpResponse:
    return _answer(request, the_argument(request, argument_id), supports=True)


def counter(request: MemberRequest, argument_id: int) -> HttpResponse:
    return _answer(request, the_argument(request, argument_id), supports=False)


@require_http_methods(["GET", "HEAD", "POST"])
def _answer(request: MemberRequest, parent: Argument, *, supports: bool) -> HttpResponse:
    """A supporting claim or a counterclaim, with what it answers in full beside the form."""
    refuse(request, why_not_answer(request.user, parent, parent.debate))
    form = ArgumentForm(
        request.POST or None, initial=typed_before(request), auto_id=f"answer-{parent.pk}-%s"
    )
    if request.method == "POST":

        def act() -> str:
            words = (form.cleaned_data["statement"], form.cleaned_data["reasoning"])
            if supports:
                reply = acts.post_claim(parent.debate, *words, supporting=parent, by=request.user)
            else:
                reply = acts.post_counterclaim(parent, *words, by=request.user)
            return place_of(reply)

        if to := submit(request, form, act):
            if request.htmx:
                return _show_posted(request, int(to.split("/")[2]))
            return go(request, to, unless_held(to, _("Your answer is posted.")))
    waiting = waiting_in(parent, request.user)
    context = {
        "form": form,
        "debate": parent.debate,
        "parent": card_of(parent, request.user),
        "supports": supports,
        "waiting": waiting,
        "wait": in_words(waiting.seconds) if waiting else "",
    }
    return show_form(request, "debates/answer.html", context, fragment="debates/_answer_form.html")


def _show_posted(request: MemberRequest, argument_id: int) -> HttpResponse:
    """For htmx: the new argument where its form was."""
    argument = the_argument(request, argument_id)
    drawn = draw(card_of(argument, request.user), frame_of(request.user, argument.debate))
    return render(request, "debates/_posted.html", {"drawn": drawn, "argument": argument})


@require_http_methods(["GET", "HEAD", "POST"])
def edit_argument(request: MemberRequest, argument_id: int) -> HttpResponse:
    """New words for a claim or counterclaim; a synthesis is edited in its own form."""
    argument = the_argument(request, argument_id)
    refuse(request, why_not_edit(request.user, argument, argument.debate))
    if argument.is_synthesis:
        return edit_synthesis(request, argument)
    written = {"statement": argument.statement, "reasoning": argument.reasoning}
    initial = written | {"version": argument.version} | dict(typed_before(request))
    form = ArgumentForm(request.POST or None, initial=initial)
    current = None
    if request.method == "POST":

        def act() -> str:
            said = form.cleaned_data
            words = {name: said[name] for name in written}
            return place_of(
                acts.edit_argument(argument, **words, read=said["version"], by=request.user)
            )

        try:
            if to := submit(request, form, act):
                return go(request, to, unless_held(to, _("Saved as a new version.")))
        except Stale as stale:
            current = stale.current
            meanwhile(form, current.version)
    context = {"form": form, "argument": argument, "debate": argument.debate, "current": current}
    return show_form(request, "debates/edit_argument.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_argument(request: MemberRequest, argument_id: int) -> HttpResponse:
    argument = the_argument(request, argument_id)
    refuse(request, why_not_withdraw(request.user, argument, argument.debate))
    form = ConfirmForm(request.POST or None)
    if request.method == "POST":

        def act() -> str:
            acts.withdraw_argument(argument, by=request.user)
            return f"/arguments/{argument.pk}/"

        if to := submit(request, form, act):
            return go(request, to, _("Your argument is withdrawn. Its place and its answers stay."))
    context = {"form": form, "argument": argument, "debate": argument.debate}
    return show_form(request, "debates/withdraw.html", context)
