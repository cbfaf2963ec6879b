"""Ruling on a debate as a whole: that it closes, and that first arguments are looked at first."""

from django.http import HttpResponse
from django.utils.translation import gettext as _

from debates.actions import shutting as acts
from debates.pages.finding import the_debate
from debates.pages.requests import MemberRequest
from debates.pages.ruling import rule_on_debate
from debates.rules import why_not_screen, why_not_shut, why_not_unscreen, why_not_unshut


def shut(request: MemberRequest, slug: str) -> HttpResponse:
    debate = the_debate(request, slug)
    return rule_on_debate(
        request,
        debate,
        why_not_shut(request.user, debate),
        acts.shut_debate,
        title=_("Close the debate by a ruling"),
        about=_("It stays readable and takes nothing new, until the ruling is undone."),
    )


def unshut(request: MemberRequest, slug: str) -> HttpResponse:
    debate = the_debate(request, slug)
    return rule_on_debate(
        request,
        debate,
        why_not_unshut(request.user, debate),
        acts.unshut_debate,
        title=_("Undo the ruling that closed the debate"),
        about=_("It takes arguments, votes and evidence again."),
    )


def screen(request: MemberRequest, slug: str) -> HttpResponse:
    debate = the_debate(request, slug)
    return rule_on_debate(
        request,
        debate,
        why_not_screen(request.user, debate),
        acts.screen_debate,
        title=_("Hold first arguments"),
        about=_("What somebody posts first here is read once a moderator has looked at it."),
    )


def unscreen(request: MemberRequest, slug: str) -> HttpResponse:
    debate = the_debate(request, slug)
    return rule_on_debate(
        request,
        debate,
        why_not_unscreen(request.user, debate),
        acts.unscreen_debate,
        title=_("Hold first arguments no longer"),
        about=_("What is held already waits on for a moderator."),
    )
