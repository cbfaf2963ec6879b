"""That a source was retracted or corrected."""

from accounts.models import Scope
from debates.actions.retractions import reinstate_source, retract_source
from debates.api.answers import Given
from debates.api.operations import Asked, operation
from debates.api.resource import Resource
from debates.api.serializers.retractions import NewRetraction, SourceRetractionShape, became
from debates.models import Source
from debates.queries.retractions import retractions_of
from debates.queries.sources import find_source


class RetractionOfSource(Resource):
    """What became of a source since it was published."""

    @operation(
        "read_retraction",
        "Whether a source was retracted or corrected, and what was taken back",
        gives=SourceRetractionShape,
    )
    def get(self, asked: Asked, source_id: int) -> Given:
        return _shown(_found(asked, source_id))

    @operation(
        "retract_source",
        "Mark a source as retracted or corrected",
        takes=NewRetraction,
        gives=SourceRetractionShape,
        scope=Scope.MODERATE,
        about="For the site's staff, and whoever moderates every debate that cites it. Each "
        "argument that cites it carries a warning, and each synthesis that rests on it is out of "
        "date. To mark it otherwise, take it back first.",
        example={
            "kind": "retracted",
            "url": "https://example.org/trams/retraction",
            "because": "The riders of one line were counted twice.",
        },
    )
    def put(self, asked: Asked, source_id: int) -> Given:
        source = _found(asked, source_id)
        retract_source(source, **asked.body, by=asked.by)
        return _shown(source)

    @operation(
        "reinstate_source",
        "Take back that a source was retracted or corrected",
        gives=SourceRetractionShape,
        scope=Scope.MODERATE,
    )
    def delete(self, asked: Asked, source_id: int) -> Given:
        source = _found(asked, source_id)
        reinstate_source(source, by=asked.by)
        return _shown(source)


def _found(asked: Asked, source_id: int) -> Source:
    return find_source(asked.viewer, source_id)


def _shown(source: Source) -> Given:
    return Given(became(source, retractions_of(source)))
