"""Arguments as the API shows and takes them."""

from typing import Any

from rest_framework import serializers

from accounts.models import Viewer
from debates.api.answers import moment
from debates.api.serializers.fields import Body, Choice, Id, text_of
from debates.api.serializers.shapes import MemberNameShape, ReasonShape, Shape, by
from debates.models import Argument, Debate, Kind, Position, Ruling, Source
from debates.queries.card import Card
from debates.rules import (
    Reason,
    why_not_answer,
    why_not_ask_for_source,
    why_not_cite,
    why_not_edit,
    why_not_hide,
    why_not_lock,
    why_not_mark_beside_the_point,
    why_not_move,
    why_not_reclassify,
    why_not_remark,
    why_not_see_counts,
    why_not_vote,
    why_not_withdraw,
)

EXPANDS = ("why_not", "evidence")


class NewArgument(Body):
    """A claim, or a counterclaim to an argument."""

    kind = Choice(choices=[Kind.CLAIM.value, Kind.COUNTERCLAIM.value])
    # The field's name is also an attribute of the serializer: the API's word goes before.
    parent = Id(  # type: ignore[assignment]
        required=False,
        allow_null=True,
        help_text="What it answers; a claim without one opens a thread.",
    )
    statement = text_of(Argument, "statement")
    reasoning = text_of(Argument, "reasoning", default="", help_text="Markdown.")


class Reply(Body):
    """A claim or counterclaim that answers an argument."""

    kind = Choice(choices=[Kind.CLAIM.value, Kind.COUNTERCLAIM.value])
    statement = text_of(Argument, "statement")
    reasoning = text_of(Argument, "reasoning", default="", help_text="Markdown.")


class ArgumentEdit(Body):
    """New words; what is not sent stays."""

    statement = text_of(Argument, "statement", required=False)
    reasoning = text_of(Argument, "reasoning", required=False, help_text="Markdown.")


class TallyShape(Shape):
    """How the votes on an argument stand."""

    agree = serializers.IntegerField()
    unsure = serializers.IntegerField()
    disagree = serializers.IntegerField()
    well_argued = serializers.IntegerField()
    beside_the_point = serializers.IntegerField()
    agree_as_worded = serializers.IntegerField(
        help_text="Of those who agree, how many did so with the present wording."
    )


class MyVoteShape(Shape):
    """The reader's own vote."""

    position = serializers.ChoiceField(choices=Position.values, allow_null=True)
    well_argued = serializers.BooleanField()
    beside_the_point = serializers.BooleanField()


class HiddenShape(Shape):
    """By which ruling and rule an argument is out of view, and in which role it was made."""

    verb = serializers.CharField(allow_null=True, help_text="`hide`, `hold` or `merge`.")
    rule = serializers.CharField(allow_null=True, help_text="The code of a published rule.")
    role = serializers.ChoiceField(choices=Ruling.Role.values, allow_null=True)


class ArgumentShape(Shape):
    """An argument as its reader sees it."""

    id = serializers.IntegerField()
    url = serializers.URLField(help_text="Its page.")
    debate = serializers.CharField(help_text="The slug of its debate.")
    kind = serializers.ChoiceField(choices=Kind.values)
    parent = serializers.IntegerField(allow_null=True)  # type: ignore[assignment]  # a field of this name
    statement = serializers.CharField(
        allow_null=True, help_text="null where the reader may not read it: hidden, or withdrawn."
    )
    reasoning = serializers.CharField(
        allow_null=True, help_text="Markdown. null in lists that show only how it begins."
    )
    reasoning_html = serializers.CharField(allow_null=True)
    left_open = serializers.CharField(allow_null=True, help_text="Of a synthesis; else empty.")
    author = MemberNameShape(allow_null=True, help_text="null for a former member.")
    version = serializers.IntegerField()
    made_at = serializers.DateTimeField()
    edited_at = serializers.DateTimeField()
    hidden = HiddenShape(allow_null=True)
    merged_into = serializers.IntegerField(
        allow_null=True, help_text="The argument that says the same, and stands for both."
    )
    is_locked = serializers.BooleanField(help_text="Whether its thread takes nothing new.")
    is_ignored = serializers.BooleanField(help_text="Whether the reader ignores its author.")
    is_withdrawn = serializers.BooleanField()
    tally = TallyShape(allow_null=True, help_text="null while it is hidden: see `is_blind`.")
    is_blind = serializers.BooleanField(
        help_text="Whether counts are hidden: in a blind debate, until the reader has a position "
        "on the argument or the debate closes."
    )
    my_vote = MyVoteShape(allow_null=True)
    supports = serializers.IntegerField()
    counters = serializers.IntegerField()
    replies = serializers.IntegerField()
    evidence_count = serializers.IntegerField()
    needs_source = serializers.IntegerField(
        help_text="How many ask for a source, and have not been answered."
    )
    rests_on = serializers.ChoiceField(
        choices=Source.Standing.values,
        allow_null=True,
        help_text="Whether a source that is cited for it was retracted or corrected.",
    )
    remark_count = serializers.IntegerField()
    synthesis_count = serializers.IntegerField()
    minds_changed = serializers.IntegerField(help_text="0 while votes are blind.")
    strength = serializers.FloatField(
        allow_null=True,
        help_text="From votes, after its replies, between 0 and 1. null until it is scored.",
    )
    strength_before_replies = serializers.FloatField(allow_null=True)
    why_not = serializers.DictField(
        child=ReasonShape(allow_null=True),
        required=False,
        help_text="With `expand=why_not`: for each verb why the reader may not, or null.",
    )
    evidence = serializers.ListField(
        child=serializers.DictField(), required=False, help_text="With `expand=evidence`."
    )


def hidden(card: Card) -> dict[str, Any] | None:
    if not card.is_hidden:
        return None
    return {"verb": card.hidden_verb, "rule": card.hidden_rule, "role": card.hidden_role}


def argument(card: Card, slug: str | None, base: str) -> dict[str, Any]:
    """An argument as its reader sees it, of the debate with this slug."""
    return {
        "id": card.id,
        "url": f"{base}/arguments/{card.id}/",
        "debate": slug,
        "kind": card.kind,
        "parent": card.parent_id,
        "statement": card.statement,
        "reasoning": card.reasoning,
        "reasoning_html": card.reasoning_html,
        "left_open": card.left_open,
        "author": by(card.author_name),
        "version": card.version,
        "made_at": moment(card.made_at),
        "edited_at": moment(card.edited_at),
        "hidden": hidden(card),
        "merged_into": card.merged_into,
        "is_locked": card.is_locked,
        "is_ignored": card.is_ignored,
        "is_withdrawn": card.is_withdrawn,
        "tally": tally(card),
        "is_blind": card.is_blind,
        "my_vote": my_vote(card),
        "supports": card.supports,
        "counters": card.counters,
        "replies": card.replies,
        "evidence_count": card.evidence,
        "needs_source": card.needs_source,
        "rests_on": card.rests_on or None,
        "remark_count": card.remarks,
        "synthesis_count": card.syntheses,
        "minds_changed": card.minds_changed,
        "strength": card.strength,
        "strength_before_replies": card.before_replies,
    }


def tally(card: Card) -> dict[str, Any] | None:
    if card.is_blind:
        return None
    return {
        "agree": card.agree,
        "unsure": card.unsure,
        "disagree": card.disagree,
        "well_argued": card.well_argued,
        "beside_the_point": card.beside_the_point,
        "agree_as_worded": card.agree_as_worded,
    }


def my_vote(card: Card) -> dict[str, Any] | None:
    if not card.i_voted:
        return None
    return {
        "position": card.my_position,
        "well_argued": card.i_find_it_well_argued,
        "beside_the_point": card.i_find_it_beside_the_point,
    }


def why_not(card: Card, viewer: Viewer, debate: Debate) -> dict[str, Any]:
    """For each verb, why the viewer may not, or None."""
    reasons = {
        "vote": why_not_vote(viewer, card, debate),
        "mark_beside_the_point": why_not_mark_beside_the_point(card),
        "see_counts": why_not_see_counts(viewer, card.my_position is not None, debate),
        "answer": why_not_answer(viewer, card, debate),
        "cite": why_not_cite(viewer, card, debate),
        "ask_for_source": why_not_ask_for_source(viewer, card, debate),
        "remark": why_not_remark(viewer, card, debate),
        "edit": why_not_edit(viewer, card, debate),
        "withdraw": why_not_withdraw(viewer, card, debate),
        "hide": why_not_hide(viewer, card, debate),
        "lock": why_not_lock(viewer, card, debate),
        "move": why_not_move(viewer, card, debate),
        "reclassify": why_not_reclassify(viewer, card, debate),
    }
    return {verb: reason_of(found) for verb, found in reasons.items()}


def reason_of(found: Reason | None) -> dict[str, str] | None:
    return {"code": found.code, "detail": found.text} if found else None
