"""Appealing a ruling, the exchange about it, and judging it."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import clock
from debates.actions import appeals as acts
from debates.models import Appeal, AppealReply, Debate, Ruling, SiteRule
from debates.pages.finding import or_404, the_debate
from debates.pages.forms import Typed, words
from debates.pages.paging import newest
from debates.pages.requests import MemberRequest
from debates.pages.submitting import go, refuse, show_form, submit
from debates.queries import appeals
from debates.queries.told import what_is_appealed, what_was_ruled
from debates.rules import (
    rules_of,
    why_not_appeal,
    why_not_judge,
    why_not_moderate,
    why_not_reply_to_appeal,
)
from debates.rules.appeals import moderators_who_judge

WAITING, JUDGED = 100, 20


class AppealForm(Typed):
    text = words(Appeal, "text", rows=6, required=True)
    keeps_drafts = False  # Whoever is suspended keeps none.


class ReplyForm(Typed):
    text = words(AppealReply, "text", rows=3, required=True)
    keeps_drafts = False


class JudgingForm(Typed):
    outcome = forms.ChoiceField(
        label=gettext_lazy("Outcome"), choices=Appeal.Outcome, widget=forms.RadioSelect
    )
    answer = words(Appeal, "answer", rows=4, required=True)
    rule = forms.ChoiceField(
        label=gettext_lazy("Rule"),
        required=False,
        help_text=gettext_lazy("By which it is undone, if it is granted."),
    )
    keeps_drafts = False


@require_http_methods(["GET", "HEAD", "POST"])
def appeal(request: MemberRequest, ruling_id: int) -> HttpResponse:
    with or_404():
        ruling = appeals.find_ruling_to_appeal(request.user, ruling_id)
    if made := appeals.my_appeal(request.user, ruling):
        return redirect(f"/appeals/{made.pk}/")
    refuse(request, why_not_appeal(request.user, ruling))
    form = AppealForm(request.POST or None)
    if request.method == "POST":

        def act() -> str:
            made = acts.appeal(ruling, form.cleaned_data["text"], by=request.user)
            return f"/appeals/{made.pk}/"

        if to := submit(request, form, act):
            return go(request, to, _("Your appeal is on its way."))
    context = {
        "form": form,
        "debate": ruling.debate,
        "told": what_is_appealed(ruling),
        "argument_id": ruling.argument_id,
        "judges": _who_judges(request, ruling),
    }
    return show_form(request, "debates/make_appeal.html", context)


def _who_judges(request: MemberRequest, ruling: Ruling) -> str:
    if ruling.debate is None:
        return _("Somebody of the site's staff who did not make the ruling judges it.")
    unmade = Appeal(ruling=ruling, debate=ruling.debate, member=request.user)
    if moderators_who_judge(unmade).exists():
        return _("A moderator of this debate who did not make the ruling judges it.")
    if ruling.debate.visibility == "private":
        return _(
            "The only moderator of this private debate made the ruling. They are asked to make "
            "somebody else a moderator, or to invite the site's staff, who then judge it."
        )
    return _("This debate has no other moderator: the site's staff judge it.")


@require_safe
def show_appeal(request: MemberRequest, appeal_id: int) -> HttpResponse:
    return _show(request, _found(request, appeal_id))


@require_POST
def reply_to_appeal(request: MemberRequest, appeal_id: int) -> HttpResponse:
    found = _found(request, appeal_id)
    refuse(request, why_not_reply_to_appeal(request.user, found))
    form = ReplyForm(request.POST, auto_id="reply_%s")

    def act() -> str:
        reply = acts.reply_to_appeal(found, form.cleaned_data["text"], by=request.user)
        return f"/appeals/{found.pk}/#reply-{reply.pk}"

    if to := submit(request, form, act):
        return go(request, to)
    return _show(request, found, reply_form=form)


@require_POST
def judge_appeal(request: MemberRequest, appeal_id: int) -> HttpResponse:
    found = _found(request, appeal_id)
    refuse(request, why_not_judge(request.user, found))
    form = _judging(found, request.POST)

    def act() -> str:
        said = form.cleaned_data
        rule = said["rule"] or SiteRule.MISTAKE
        acts.judge_appeal(found, said["outcome"], said["answer"], rule=rule, by=request.user)
        return f"/appeals/{found.pk}/#outcome"

    if to := submit(request, form, act):
        return go(request, to, _("Judged, and in the record."))
    return _show(request, found, judging_form=form)


@require_safe
def my_appeals(request: MemberRequest) -> HttpResponse:
    found, before = newest(request, appeals.appeals_by(request.user))
    context: dict[str, Any] = {"appeals": found, "before": before, "judging": False, "debate": None}
    context |= {"title": _("Your appeals"), "now": clock.now()}
    return render(request, "debates/appeals.html", context)


@require_safe
def appeals_in_debate(request: MemberRequest, slug: str) -> HttpResponse:
    debate = the_debate(request, slug)
    refuse(request, why_not_moderate(request.user, debate))
    waiting, judged = (appeals.appeals_in(debate, judged=one) for one in (False, True))
    return _list(request, waiting, judged, debate)


@require_safe
def appeals_of_the_site(request: MemberRequest) -> HttpResponse:
    refuse(request, why_not_moderate(request.user, None))
    viewer = request.user
    waiting, judged = (appeals.appeals_for_staff(viewer, judged=one) for one in (False, True))
    return _list(request, waiting, judged, None)


def _list(
    request: MemberRequest,
    waiting: QuerySet[Appeal],
    judged: QuerySet[Appeal],
    debate: Debate | None,
) -> HttpResponse:
    found = list(waiting[: WAITING + 1])
    earlier, before = newest(request, judged, JUDGED)
    context = {
        "title": _("Appeals"),
        "debate": debate,
        "waiting": found[:WAITING],
        "more": len(found) > WAITING,
        "appeals": earlier,
        "before": before,
        "judging": True,
        "now": clock.now(),
    }
    return render(request, "debates/appeals.html", context)


def _found(request: MemberRequest, appeal_id: int) -> Appeal:
    with or_404():
        return appeals.find_appeal(request.user, appeal_id)


def _judging(found: Appeal, data: Any = None) -> JudgingForm:
    form = JudgingForm(data, initial={"rule": SiteRule.MISTAKE}, auto_id="judge_%s")
    rule: Any = form.fields["rule"]
    rule.choices = list(rules_of(found.debate).items())
    return form


def _show(request: MemberRequest, found: Appeal, **sent: Typed) -> HttpResponse:
    """The exchange, with what can be said to it; 400 where a form that was sent says why not."""
    viewer, debate = request.user, found.debate
    is_mine = found.member_id == viewer.pk
    why_not = None if is_mine else why_not_judge(viewer, found)
    context = {
        "appeal": found,
        "debate": debate,
        "told": what_was_ruled(found),
        "replies": list(appeals.replies_to(found)),
        "is_mine": is_mine,
        "is_lone": bool(why_not and debate and not moderators_who_judge(found).exists()),
        "now": clock.now(),
        "why_not_judge": why_not,
        "why_not_reply": why_not_reply_to_appeal(viewer, found),
        "reply_form": sent.get("reply_form") or ReplyForm(auto_id="reply_%s"),
        "judging_form": sent.get("judging_form") or _judging(found),
    }
    for form in sent.values():
        form.point(fresh=False)
    return render(request, "debates/appeal.html", context, status=400 if sent else 200)
