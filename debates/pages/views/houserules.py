"""The published rules of the site and of its debates."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from debates.actions import houserules as acts
from debates.models import Debate
from debates.pages.finding import or_404, the_debate
from debates.pages.flag_forms import HouseRuleForm
from debates.pages.requests import MemberRequest, PageRequest
from debates.pages.submitting import go, refuse, show_form, submit
from debates.rules import published_rules, why_not_publish_rule


@login_not_required
@require_safe
def show_rules(request: PageRequest, slug: str = "") -> HttpResponse:
    debate = _debate(request, slug)
    context = {
        "debate": debate,
        "rules": published_rules(debate),
        "publishes": why_not_publish_rule(request.user, debate) is None,
        "base": _rules(debate),
    }
    return render(request, "debates/rules.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def publish_rule(request: MemberRequest, slug: str = "") -> HttpResponse:
    debate = _debate(request, slug)
    refuse(request, why_not_publish_rule(request.user, debate))
    form = HouseRuleForm(request.POST or None)
    if request.method == "POST":

        def act() -> str:
            said = form.cleaned_data
            acts.publish_rule(debate, said["code"], said["title"], said["text"], by=request.user)
            return _rules(debate)

        if to := submit(request, form, act):
            return go(request, to, _("The rule is published."))
    context = {"form": form, "debate": debate, "base": _rules(debate)}
    return show_form(request, "debates/publish_rule.html", context)


@require_POST
def withdraw_rule(request: MemberRequest, code: str, slug: str = "") -> HttpResponse:
    debate = _debate(request, slug)
    with or_404():
        acts.withdraw_rule(debate, code, by=request.user)
    return go(request, _rules(debate), _("The rule is withdrawn."))


def _debate(request: PageRequest, slug: str) -> Debate | None:
    return the_debate(request, slug) if slug else None


def _rules(debate: Debate | None) -> str:
    return f"/debates/{debate.slug}/rules/" if debate else "/rules/"
