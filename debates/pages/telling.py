"""How a notice puts into words what was done, and where it leads."""

from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from debates.models import Argument, Notice, Ruling
from debates.pages.requests import PageRequest
from debates.queries.card import Card
from debates.queries.told import (
    ABOUT_APPEALS,
    Flagged,
    Told,
    flagged_of,
    told_of,
    what_keeps_it_so,
)
from debates.rules.redactions import REDACTED

Verb, Kind = Ruling.Verb, Notice.Kind

TO_WHOM_IT_CONCERNS = {
    Verb.HIDE: gettext_lazy("hid your argument"),
    Verb.RESTORE: gettext_lazy("restored your argument"),
    Verb.HIDE_THREAD: gettext_lazy("hid a thread in which you wrote"),
    Verb.HIDE_ALL: gettext_lazy("hid all that you wrote since a date"),
    Verb.RESTORE_ALL: gettext_lazy("restored what was hidden of yours"),
    Verb.REDACT: gettext_lazy("redacted words of your argument"),
    Verb.UNREDACT: gettext_lazy("put back the redacted words of your argument"),
    Verb.LOCK: gettext_lazy("locked the thread of your argument"),
    Verb.UNLOCK: gettext_lazy("unlocked the thread of your argument"),
    Verb.SLOW: gettext_lazy("slowed down the thread of your argument"),
    Verb.UNSLOW: gettext_lazy("lets the thread of your argument go at its own pace"),
    Verb.CLOSE: gettext_lazy("closed your debate"),
    Verb.REOPEN: gettext_lazy("reopened your debate"),
    Verb.SCREEN: gettext_lazy("holds first arguments in your debate until they are looked at"),
    Verb.UNSCREEN: gettext_lazy("no longer holds first arguments in your debate"),
    Verb.HOLD: gettext_lazy("holds your argument until it is looked at"),
    Verb.RELEASE: gettext_lazy("let your argument through"),
    Verb.MOVE: gettext_lazy("moved your argument"),
    Verb.RECLASSIFY: gettext_lazy("reclassified your argument"),
    Verb.MERGE: gettext_lazy("merged your argument into another"),
    Verb.SEPARATE: gettext_lazy("separated your argument from another again"),
    Verb.SPLIT: gettext_lazy("made a debate of its own of a thread in which you wrote"),
    Verb.REJOIN: gettext_lazy("joined a thread in which you wrote to its debate again"),
    Verb.WARN: gettext_lazy("warned you"),
    Verb.UNWARN: gettext_lazy("took back a warning to you"),
    Verb.MUTE: gettext_lazy("muted you"),
    Verb.UNMUTE: gettext_lazy("let you speak again"),
    Verb.SUSPEND: gettext_lazy("suspended you"),
    Verb.REINSTATE: gettext_lazy("reinstated you"),
    Verb.MARK: gettext_lazy("marked votes, yours among them"),
    Verb.UNMARK: gettext_lazy("took the mark off votes, yours among them"),
}
"""What was done, to whoever it was done to."""

TO_WHO_CITED = {
    Verb.HIDE: gettext_lazy("hid your evidence"),
    Verb.RESTORE: gettext_lazy("restored your evidence"),
    Verb.REDACT: gettext_lazy("redacted words of your evidence"),
    Verb.UNREDACT: gettext_lazy("put back the redacted words of your evidence"),
}

BY_ROLE = {
    Ruling.Role.MODERATOR: gettext_lazy("A moderator"),
    Ruling.Role.STAFF: gettext_lazy("The site's staff"),
    Ruling.Role.AUTOMATIC: gettext_lazy("The site"),
}
OF_MANY = (Verb.HIDE_THREAD, Verb.HIDE_ALL, Verb.RESTORE_ALL)
"""What was done to many things, none of which says it all."""
OF_RULINGS = (Kind.RULED, Kind.HIDDEN, Kind.RESTORED, Kind.HELD)
ANCHORS = {
    **dict.fromkeys((Kind.REMARKED, Kind.ANSWERED), "#remarks"),
    **dict.fromkeys(
        (
            *(Kind.CITED, Kind.ASKED, Kind.SOURCED, Kind.DOUBTED, Kind.SETTLED),
            *(Kind.RETRACTED, Kind.REINSTATED),
        ),
        "#evidence",
    ),
}
"""Where on the page of the argument it is."""
PLACES = {Kind.APPOINTED: "moderation/", Kind.HANDED_OVER: "people/", Kind.DISPUTED: "#outcome"}
"""Where in the debate it is."""


class Shown(NamedTuple):
    """A notice as its page shows it."""

    notice: Notice
    who: str
    """In words, where it is not the member who is named in the notice."""
    what: str
    leads_to: str
    told: Told | None
    flagged: Flagged | None


def shown(notice: Notice) -> Shown:
    """A notice, one of told.with_rulings, in words."""
    told = told_of(notice)
    return Shown(
        notice,
        who=_who(notice, told),
        what=_what(notice, told),
        leads_to=_leads_to(notice, told),
        told=told,
        flagged=flagged_of(notice),
    )


def said_to_author(told: Told) -> str:
    """What was done, and by which right, to whoever it concerns."""
    done = TO_WHOM_IT_CONCERNS[Verb(told.verb)]
    return _("%(who)s %(done)s.") % {"who": BY_ROLE[Ruling.Role(told.role)], "done": done}


def _who(notice: Notice, told: Told | None) -> str:
    if not notice.is_ruling:
        return ""
    if told and notice.kind not in ABOUT_APPEALS:
        return str(BY_ROLE[Ruling.Role(told.role)])
    return _("A moderator") if notice.debate_id else _("The site's staff")


def _what(notice: Notice, told: Told | None) -> str:
    if told and notice.kind in OF_RULINGS:
        words = TO_WHOM_IT_CONCERNS | (TO_WHO_CITED if told.evidence else {})
        return str(words.get(Verb(told.verb), notice.get_kind_display()))
    return notice.get_kind_display()


def _leads_to(notice: Notice, told: Told | None) -> str:
    if told and told.appeal and notice.kind in ABOUT_APPEALS:
        return f"/appeals/{told.appeal}/"
    if told and told.verb in OF_MANY:
        return f"/rulings/{told.ruling}/"
    if notice.argument_id:
        evidence = told.evidence if told else None
        anchor = f"#evidence-{evidence}" if evidence else ANCHORS.get(Kind(notice.kind), "")
        return f"/arguments/{notice.argument_id}/{anchor}"
    if told:
        return f"/rulings/{told.ruling}/"
    if notice.debate:
        return f"/debates/{notice.debate.slug}/{PLACES.get(Kind(notice.kind), '')}"
    return "/notices/"


def told_to_author(request: PageRequest, argument: Argument, card: Card) -> Told | None:
    """Why their argument is out of view, or words of it are gone: read for its author only."""
    is_redacted = REDACTED in (card.statement, card.reasoning, card.left_open)
    if not card.is_mine or not (card.is_hidden or is_redacted):
        return None
    return what_keeps_it_so(argument, request.user)
