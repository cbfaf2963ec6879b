"""Making a debate of its own of a thread, after a look at what goes along."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from debates.actions.splits import split_thread
from debates.pages.finding import the_argument
from debates.pages.requests import MemberRequest
from debates.pages.resolving import refuse_if_decided
from debates.pages.split_forms import SplitForm
from debates.pages.submitting import go, refuse, show_form, submit
from debates.queries.arguments import card_of
from debates.queries.splits import splitting_of
from debates.rules import rules_of, why_not_split


@require_http_methods(["GET", "HEAD", "POST"])
def split(request: MemberRequest, argument_id: int) -> HttpResponse:
    argument = the_argument(request, argument_id)
    refuse_if_decided(request)
    refuse(request, why_not_split(request.user, argument, argument.debate))
    form = SplitForm(request.POST or None)
    form.name_rules(rules_of(argument.debate))
    if request.method == "POST":

        def act() -> str:
            said = form.cleaned_data
            new = split_thread(
                argument,
                said["question"],
                rule=said["rule"],
                because=said["reason"],
                by=request.user,
            )
            return f"/debates/{new.slug}/"

        if to := submit(request, form, act):
            return go(request, to, _("Done, and in the record."))
    context = {
        "form": form,
        "card": card_of(argument, request.user),
        "debate": argument.debate,
        "splitting": splitting_of(argument),
    }
    return show_form(request, "debates/split.html", context)
