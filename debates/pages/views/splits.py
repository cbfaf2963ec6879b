"""Making a debate of its own of a thread, after a look at what goes along."""

from django.http import HttpResponse

from debates.actions.splits import split_thread
from debates.pages.finding import the_argument
from debates.pages.requests import MemberRequest
from debates.pages.resolving import refuse_if_decided
from debates.pages.ruling import rule
from debates.pages.split_forms import SplitForm
from debates.pages.submitting import refuse
from debates.queries.arguments import card_of
from debates.queries.splits import splitting_of
from debates.rules import why_not_split


def split(request: MemberRequest, argument_id: int) -> HttpResponse:
    argument = the_argument(request, argument_id)
    refuse_if_decided(request)
    refuse(request, why_not_split(request.user, argument, argument.debate))
    context = {"card": card_of(argument, request.user), "splitting": splitting_of(argument)}
    return rule(
        request,
        SplitForm(request.POST or None),
        argument.debate,
        lambda **said: f"/debates/{split_thread(argument, **said).slug}/",
        context,
        template="debates/split.html",
    )
