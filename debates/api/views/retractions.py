"""That a source was retracted or corrected."""

from accounts.models import Scope
from debates.actions.retractions import reinstate_source, retract_source
from debates.api.answers import Given
from debates.api.operations import Asked, operation
from debates.api.resource import Resource
from debates.api.serializers.evidence import CitedSourceShape
from debates.api.serializers.retractions import NewRetraction
from debates.api.views.evidence import shown_source
from debates.queries.evidence import sources_for


class RetractionOfSource(Resource):
    """What became of a source since it was published."""

    @operation(
        "retract_source",
        "Mark a source as retracted or corrected",
        takes=NewRetraction,
        gives=CitedSourceShape,
        scope=Scope.MODERATE,
        limit="flags",
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
        source = sources_for(asked.viewer).get(pk=source_id)
        retract_source(source, **asked.body, by=asked.by)
        return shown_source(asked, source_id)

    @operation(
        "reinstate_source",
        "Take back that a source was retracted or corrected",
        gives=CitedSourceShape,
        scope=Scope.MODERATE,
        limit="flags",
    )
    def delete(self, asked: Asked, source_id: int) -> Given:
        reinstate_source(sources_for(asked.viewer).get(pk=source_id), by=asked.by)
        return shown_source(asked, source_id)
