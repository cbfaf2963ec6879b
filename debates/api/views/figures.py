"""What moderation did, month by month."""

from debates.api.answers import Given
from debates.api.operations import Asked, operation
from debates.api.resource import Resource
from debates.api.serializers.figures import FiguresShape, figures
from debates.queries.debates import find_debate
from debates.queries.figures import figures_of


class Figures(Resource):
    """Figures of the whole site."""

    @operation(
        "read_figures",
        "Figures of moderation, month by month",
        gives=FiguresShape,
        about="Of all debates that everybody can read, and of rulings on the whole site.",
    )
    def get(self, asked: Asked) -> Given:
        return Given(figures(figures_of(None)))


class FiguresOfDebate(Resource):
    """Figures of one debate."""

    @operation(
        "read_debate_figures",
        "Figures of moderation in a debate, month by month",
        gives=FiguresShape,
    )
    def get(self, asked: Asked, slug: str) -> Given:
        return Given(figures(figures_of(find_debate(asked.viewer, slug))))
