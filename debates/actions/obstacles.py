"""Saying in one sentence what stands in one's way to a synthesis."""

from accounts import clock, limits
from accounts.models import User
from debates.actions.acting import act
from debates.actions.fitting import Fitting
from debates.models import Argument, Obstacle
from debates.rules import refuse_if, why_not_name_obstacle, why_not_take_back_obstacle


@act
def name_obstacle(synthesis: Argument, words: str, *, by: User) -> None:
    """Puts the sentence in place of an earlier one. The author reads it, and not whose it is.

    Nobody is told and nothing is recorded: either would say who votes "not yet".
    """
    position = synthesis.votes.filter(member=by).values_list("position", flat=True).first()
    refuse_if(why_not_name_obstacle(by, synthesis, synthesis.debate, position=position))
    limits.spend("remarks", by)
    with Fitting() as fit:
        words = fit.line("text", words, most=300)
    Obstacle.objects.bulk_create(
        [
            Obstacle(
                debate_id=synthesis.debate_id,
                synthesis=synthesis,
                member=by,
                text=words,
                version=synthesis.version,
                said_at=clock.now(),
            )
        ],
        update_conflicts=True,
        unique_fields=["synthesis", "member"],
        update_fields=["text", "version", "said_at"],
    )


@act
def take_back_obstacle(synthesis: Argument, *, by: User) -> None:
    """Takes one's sentence back; without one, nothing happens."""
    refuse_if(why_not_take_back_obstacle(by))
    limits.spend("remarks", by)
    Obstacle.objects.filter(synthesis=synthesis, member=by).delete()
