"""Following a debate."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from debates.actions.follows import follow_debate, unfollow_debate
from debates.pages.finding import the_debate
from debates.pages.requests import MemberRequest
from debates.pages.submitting import go


@require_POST
def change_following(request: MemberRequest, slug: str) -> HttpResponse:
    """Follows a debate, or no longer. Htmx gets the button as it is now."""
    debate = the_debate(request, slug)
    follows = request.POST.get("follow") != "no"
    (follow_debate if follows else unfollow_debate)(debate, by=request.user)
    debate.is_followed = follows
    if request.htmx:
        return render(request, "debates/_follow.html", {"debate": debate})
    return go(request, f"/debates/{debate.slug}/#follow")
