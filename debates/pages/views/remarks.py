"""Remarks on an argument."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from debates.actions import remarks as acts
from debates.pages.finding import the_argument, the_remark
from debates.pages.forms import RemarkForm
from debates.pages.requests import MemberRequest
from debates.pages.submitting import go, refuse, show_form, submit, typed_before
from debates.queries.arguments import card_of
from debates.rules import why_not_remark


@require_http_methods(["GET", "HEAD", "POST"])
def make_remark(request: MemberRequest, argument_id: int) -> HttpResponse:
    argument = the_argument(request, argument_id)
    refuse(request, why_not_remark(request.user, argument, argument.debate))
    form = RemarkForm(request.POST or None, initial=typed_before(request), auto_id="remark_%s")
    if request.method == "POST":

        def act() -> str:
            remark = acts.make_remark(argument, form.cleaned_data["text"], by=request.user)
            return f"/arguments/{argument.pk}/#remark-{remark.pk}"

        if to := submit(request, form, act):
            return go(request, to, _("Your remark is posted."))
    context = {"form": form, "card": card_of(argument, request.user), "debate": argument.debate}
    return show_form(request, "debates/make_remark.html", context)


@require_POST
def mark_answered(request: MemberRequest, remark_id: int) -> HttpResponse:
    remark = acts.mark_answered(the_remark(request, remark_id), by=request.user)
    return go(request, f"/arguments/{remark.argument_id}/#remark-{remark.pk}")


@require_POST
def withdraw_remark(request: MemberRequest, remark_id: int) -> HttpResponse:
    remark = acts.withdraw_remark(the_remark(request, remark_id), by=request.user)
    return go(request, f"/arguments/{remark.argument_id}/#remarks", _("Your remark is withdrawn."))
