"""Debates, and who belongs to them, as the API shows and takes them."""

from typing import Any

from rest_framework import serializers

from accounts.models import Viewer
from debates.api.answers import moment
from debates.api.serializers.arguments import reason_of
from debates.api.serializers.fields import Body, Choice, Flag, Text, text_of
from debates.api.serializers.outcomes import OutcomeShape
from debates.api.serializers.shapes import MemberNameShape, ReasonShape, Shape, by
from debates.models import Debate, Event, Membership, Visibility
from debates.rules import (
    why_not_close,
    why_not_edit_debate,
    why_not_invite,
    why_not_post,
    why_not_reopen,
    why_not_screen,
    why_not_shut,
    why_not_state_outcome,
)

READ_ONLY = "For now nobody but its moderators takes part."
BLIND = "Blind voting: counts are hidden until one has voted, or until the debate closes."


class NewDebate(Body):
    """A question to open a debate with."""

    question = text_of(Debate, "question")
    # The field's name is also an attribute of the serializer: the API's word goes before.
    context = text_of(Debate, "context", default="", help_text="Markdown.")  # type: ignore[assignment]
    visibility = Choice(choices=Visibility.values, default=Visibility.PUBLIC.value)
    is_blind = Flag(default=False, help_text=BLIND)
    is_read_only = Flag(default=False, help_text=READ_ONLY)


class DebateEdit(Body):
    """New words for a debate; what is not sent stays."""

    question = text_of(Debate, "question", required=False)
    context = text_of(Debate, "context", required=False, help_text="Markdown.")  # type: ignore[assignment]
    visibility = Choice(choices=Visibility.values, required=False)
    is_blind = Flag(required=False, help_text=BLIND)
    is_read_only = Flag(required=False, help_text=READ_ONLY)


class Because(Body):
    """Why, for the record."""

    reason = text_of(Event, "reason", default="")


class DebateTallyShape(Shape):
    """What is counted of a debate."""

    arguments = serializers.IntegerField()
    syntheses = serializers.IntegerField()
    evidence = serializers.IntegerField()
    people = serializers.IntegerField()


class DebateShape(Shape):
    """One question, and how the debate about it stands."""

    slug = serializers.CharField()
    url = serializers.URLField(help_text="Its page.")
    question = serializers.CharField()
    context = serializers.CharField(help_text="Markdown.")  # type: ignore[assignment]
    context_html = serializers.CharField()
    status = serializers.ChoiceField(choices=["open", "closed"])
    visibility = serializers.ChoiceField(choices=Visibility.values)
    is_blind = serializers.BooleanField(help_text=BLIND)
    is_read_only = serializers.BooleanField(help_text=READ_ONLY)
    holds_newcomers = serializers.BooleanField(
        help_text="Whether first arguments are held until a moderator has looked at them."
    )
    version = serializers.IntegerField()
    opened_by = MemberNameShape(allow_null=True, help_text="null for a former member.")
    opened_at = serializers.DateTimeField()
    closed_at = serializers.DateTimeField(allow_null=True)
    last_argument_at = serializers.DateTimeField(allow_null=True)
    tally = DebateTallyShape()
    my_role = serializers.ChoiceField(choices=Membership.Role.values, allow_null=True)
    following = serializers.BooleanField(
        required=False, help_text="Whether you follow it; not for readers who are signed out."
    )
    outcome = OutcomeShape(
        allow_null=True,
        required=False,
        help_text="What it is closed with; null while it is open or without one. Not in lists.",
    )
    why_not = serializers.DictField(
        child=ReasonShape(allow_null=True),
        required=False,
        help_text="With `expand=why_not`: for each verb why the reader may not, or null.",
    )


class NewMember(Body):
    """The member to invite."""

    name = Text(max_length=30)


class RoleEdit(Body):
    """The role that a member shall have."""

    role = Choice(
        choices=Membership.Role.values,
        help_text="`opener` hands the debate over: whoever ran it moderates it on.",
    )


class Secret(Body):
    """What an invitation's link ends with."""

    secret = Text(max_length=100)


class PlaceShape(Shape):
    """A member's place in a debate."""

    name = serializers.CharField(allow_null=True, help_text="null for a former member.")
    role = serializers.ChoiceField(choices=Membership.Role.values)
    joined_at = serializers.DateTimeField()


class InvitationShape(Shape):
    """A secret link, shown once: whoever holds it can join."""

    secret = serializers.CharField()
    url = serializers.URLField()


def debate(shown: Debate, base: str) -> dict[str, Any]:
    """A debate with its tally and its opener, and the reader's role in it."""
    tally = shown.tally
    following = {} if shown.is_followed is None else {"following": shown.is_followed}
    return {
        "slug": shown.slug,
        "url": f"{base}/debates/{shown.slug}/",
        "question": shown.question,
        "context": shown.context,
        "context_html": shown.context_html,
        "status": "closed" if shown.is_closed else "open",
        "visibility": shown.visibility,
        "is_blind": shown.is_blind,
        "is_read_only": shown.is_read_only,
        "holds_newcomers": shown.holds_newcomers,
        "version": shown.version,
        "opened_by": by(name_of(shown.opened_by)),
        "opened_at": moment(shown.opened_at),
        "closed_at": moment(shown.closed_at),
        "last_argument_at": moment(tally.last_argument_at),
        "tally": {
            "arguments": tally.arguments,
            "syntheses": tally.syntheses,
            "evidence": tally.evidence,
            "people": tally.people,
        },
        "my_role": shown.standing,
        **following,
    }


def why_not(shown: Debate, viewer: Viewer) -> dict[str, Any]:
    """For each verb, why the viewer may not, or None."""
    reasons = {
        "post": why_not_post(viewer, shown),
        "edit": why_not_edit_debate(viewer, shown),
        "close": why_not_close(viewer, shown),
        "reopen": why_not_reopen(viewer, shown),
        "shut": why_not_shut(viewer, shown),
        "screen": why_not_screen(viewer, shown),
        "state_outcome": why_not_state_outcome(viewer, shown),
        "invite": why_not_invite(viewer, shown),
    }
    return {verb: reason_of(found) for verb, found in reasons.items()}


def place(shown: Membership) -> dict[str, Any]:
    return {
        "name": name_of(shown.member),
        "role": shown.role,
        "joined_at": moment(shown.joined_at),
    }


def name_of(member: Any) -> str | None:
    """A member's name; None for a former one."""
    return None if member is None or member.deleted_at else str(member.username)
