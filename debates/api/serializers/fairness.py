"""Fairness, obstacles and changed minds as the API shows and takes them."""

from typing import Any

from rest_framework import serializers

from debates.api.serializers.arguments import reason_of
from debates.api.serializers.fields import Body, Flag, Id, text_of
from debates.api.serializers.shapes import MemberNameShape, ReasonShape, Shape, by
from debates.models import MindChange, Obstacle, Position, PositionChange
from debates.queries.fairness import Stated
from debates.queries.minds import Changed
from debates.queries.obstacles import Obstacles


class NewFairness(Body):
    """Whether the concession to one reconciled argument states its side fairly."""

    argument = Id()
    is_fair = Flag()
    version = Id(
        required=False,
        max_value=2**31 - 1,
        help_text="The version of the synthesis that was read; the present one if not given.",
    )


class OneSide(Body):
    """The side of one reconciled argument."""

    argument = Id()


class NewObstacle(Body):
    """The one sentence that stands in the way."""

    text = text_of(Obstacle, "text")


class NewMindChange(Body):
    """The argument that changed your mind."""

    changed_by = Id()


class FairnessShape(Shape):
    """What is said of how a synthesis states one side."""

    argument = serializers.IntegerField()
    fair = serializers.IntegerField(allow_null=True, help_text="null while votes are blind.")
    unfair = serializers.IntegerField(allow_null=True)
    earlier = serializers.IntegerField(
        allow_null=True, help_text="Answers on an earlier wording, which are not counted."
    )
    author = MemberNameShape(
        allow_null=True, help_text="Who wrote the argument, and is asked; else null."
    )
    author_finds_it_fair = serializers.BooleanField(
        allow_null=True, help_text="Apart from the counts; null before an answer."
    )
    mine = serializers.BooleanField(allow_null=True, help_text="The reader's own answer.")
    my_wording_is_earlier = serializers.BooleanField()
    why_not = ReasonShape(allow_null=True, help_text="Why the reader cannot say it, or null.")


class SidesFairnessShape(Shape):
    """Side by side, in the order of the concessions."""

    synthesis = serializers.IntegerField()
    version = serializers.IntegerField()
    sides = FairnessShape(many=True)


class ObstacleShape(Shape):
    """What stands in the way of somebody."""

    text = serializers.CharField()
    version = serializers.IntegerField(help_text="The version of the synthesis that was read.")


class MyObstacleShape(Shape):
    """What stands in the reader's own way."""

    obstacle = ObstacleShape(allow_null=True)


class ObstaclesShape(Shape):
    """What stands in the way of those who vote "not yet", unnamed: the newest hundred."""

    count = serializers.IntegerField()
    results = ObstacleShape(many=True)


class ChangeShape(Shape):
    """From which position to which a mind went."""

    before = serializers.ChoiceField(choices=[Position.AGREE.value, Position.DISAGREE.value])
    after = serializers.ChoiceField(choices=[Position.AGREE.value, Position.DISAGREE.value])


class NamedChangeShape(ChangeShape):
    """A change of the reader's own mind, and what did it."""

    about = serializers.IntegerField()
    changed_by = serializers.IntegerField()


class ChangedShape(ChangeShape):
    """So many minds about one argument, in one direction."""

    about = serializers.IntegerField()
    count = serializers.IntegerField()


class MindsShape(Shape):
    """The minds that an argument changed: never whose."""

    count = serializers.IntegerField(help_text="0 while votes are blind.")
    results = ChangedShape(many=True, help_text="Most first, a hundred at the most.")
    my_change = ChangeShape(
        allow_null=True,
        help_text="The reader's own change about this argument, while nothing is named for it.",
    )


def fairness(one: Stated) -> dict[str, Any]:
    return {
        "argument": one.argument,
        "fair": one.fair,
        "unfair": one.unfair,
        "earlier": one.earlier,
        "author": by(one.author_name) if one.is_author_asked else None,
        "author_finds_it_fair": one.author_finds,
        "mine": one.mine,
        "my_wording_is_earlier": one.my_wording_is_earlier,
        "why_not": reason_of(one.why_not),
    }


def obstacle(one: Obstacle) -> dict[str, Any]:
    return {"text": one.text, "version": one.version}


def obstacles(found: Obstacles) -> dict[str, Any]:
    return {"count": found.count, "results": [obstacle(one) for one in found.shown]}


def named_change(made: MindChange) -> dict[str, Any]:
    return {
        "about": made.about_id,
        "changed_by": made.argument_id,
        **_direction(to_agree=made.to_agree),
    }


def changed(one: Changed) -> dict[str, Any]:
    return {"about": one.about, "count": one.count, **_direction(to_agree=one.to_agree)}


def my_change(change: PositionChange | None) -> dict[str, Any] | None:
    return {"before": change.before, "after": change.after} if change else None


def _direction(*, to_agree: bool) -> dict[str, str]:
    ends = (Position.AGREE.value, Position.DISAGREE.value)
    before, after = ends[::-1] if to_agree else ends
    return {"before": before, "after": after}
