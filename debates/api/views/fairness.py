"""Whether a synthesis states each side fairly, and what stands in its way."""

from debates.actions.fairness import judge_fairness, take_back_fairness
from debates.actions.obstacles import name_obstacle, take_back_obstacle
from debates.api.answers import Given
from debates.api.operations import Asked, operation
from debates.api.resource import Resource
from debates.api.serializers.fairness import (
    MyObstacleShape,
    NewFairness,
    NewObstacle,
    ObstaclesShape,
    OneSide,
    SidesFairnessShape,
    fairness,
    obstacle,
    obstacles,
)
from debates.models import Argument
from debates.queries.fairness import fairness_of
from debates.queries.obstacles import my_obstacle, obstacles_to
from debates.queries.syntheses import find_synthesis
from debates.rules import refuse_if, why_not_read_obstacles
from debates.rules.sides import held_by


class FairnessOfSynthesis(Resource):
    """What is said of how a synthesis states each side."""

    @operation(
        "read_fairness",
        "How fairly a synthesis states each side",
        gives=SidesFairnessShape,
        about="Counts of those who hold each side, for the present wording. The author of each "
        "reconciled argument is asked first and stands apart.",
    )
    def get(self, asked: Asked, argument_id: int) -> Given:
        return _stated(asked, find_synthesis(asked.viewer, argument_id))

    @operation(
        "judge_fairness",
        "Say whether a synthesis states a side fairly",
        takes=NewFairness,
        gives=SidesFairnessShape,
        about="For whoever holds that side, and for the author of that argument. Replaces what "
        "you said before.",
        example={"argument": 1, "is_fair": True},
    )
    def put(self, asked: Asked, argument_id: int) -> Given:
        found, said = find_synthesis(asked.viewer, argument_id), asked.body
        judge_fairness(
            found,
            said["argument"],
            is_fair=said["is_fair"],
            read=said.get("version"),
            by=asked.by,
        )
        return _stated(asked, found)

    @operation(
        "take_back_fairness",
        "Take back what you said of a side",
        takes=OneSide,
        gives=SidesFairnessShape,
        example={"argument": 1},
    )
    def delete(self, asked: Asked, argument_id: int) -> Given:
        found = find_synthesis(asked.viewer, argument_id)
        take_back_fairness(found, asked.body["argument"], by=asked.by)
        return _stated(asked, found)


class MyObstacle(Resource):
    """What the reader says stands in the way."""

    @operation(
        "name_obstacle",
        "Say what stands in your way",
        takes=NewObstacle,
        gives=MyObstacleShape,
        about="For whoever votes “disagree” on the synthesis. Replaces what you said before. "
        "Its author reads it, and not whose it is.",
        example={"text": "It does not say who pays."},
    )
    def put(self, asked: Asked, argument_id: int) -> Given:
        found = find_synthesis(asked.viewer, argument_id)
        name_obstacle(found, asked.body["text"], by=asked.by)
        return _mine(asked, found)

    @operation("read_obstacle", "What you said stands in your way", gives=MyObstacleShape)
    def get(self, asked: Asked, argument_id: int) -> Given:
        return _mine(asked, find_synthesis(asked.viewer, argument_id))

    @operation("take_back_obstacle", "Take back what stood in your way", status=204)
    def delete(self, asked: Asked, argument_id: int) -> Given:
        take_back_obstacle(find_synthesis(asked.viewer, argument_id), by=asked.by)
        return Given(status=204)


class ObstaclesToSynthesis(Resource):
    """What stands in the way of a synthesis, for its author."""

    @operation(
        "list_obstacles",
        "What stands in the way of your synthesis",
        gives=ObstaclesShape,
        members_only=True,
        about="For its author only: the words of those who still vote “disagree”, newest first, "
        "without names and times.",
    )
    def get(self, asked: Asked, argument_id: int) -> Given:
        found = find_synthesis(asked.viewer, argument_id)
        refuse_if(why_not_read_obstacles(asked.viewer, found))
        return Given(obstacles(obstacles_to(found)))


def _stated(asked: Asked, synthesis: Argument) -> Given:
    held = held_by(asked.viewer, [synthesis.pk]).get(synthesis.pk)
    sides = [fairness(one) for one in fairness_of(synthesis, asked.viewer, held)]
    return Given({"synthesis": synthesis.pk, "version": synthesis.version, "sides": sides})


def _mine(asked: Asked, synthesis: Argument) -> Given:
    mine = my_obstacle(synthesis, asked.viewer)
    return Given({"obstacle": obstacle(mine) if mine else None})
