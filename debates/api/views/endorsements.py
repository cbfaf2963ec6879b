"""How the sides of a synthesis vote on it."""

from debates.api.answers import Given
from debates.api.operations import Asked, operation
from debates.api.resource import Resource
from debates.api.serializers.endorsements import EndorsementShape, endorsement
from debates.queries.endorsements import endorsement_of, has_position
from debates.queries.syntheses import find_synthesis
from debates.rules import refuse_if
from debates.rules.blindness import why_not_see_counts
from debates.rules.sides import held_by


class OneEndorsement(Resource):
    """The endorsement of one synthesis."""

    @operation(
        "read_endorsement",
        "How each side endorses a synthesis",
        gives=EndorsementShape,
        about="As scored last; a vote counts within two seconds.",
    )
    def get(self, asked: Asked, argument_id: int) -> Given:
        synthesis = find_synthesis(asked.viewer, argument_id)
        debate = synthesis.debate
        refuse_if(why_not_see_counts(asked.viewer, has_position(synthesis, asked.viewer), debate))
        held = held_by(asked.viewer, [synthesis.pk]).get(synthesis.pk)
        return Given(endorsement(endorsement_of(synthesis), held))
