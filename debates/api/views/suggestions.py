"""What a source's own page says of it: asked for, confirmed, dropped."""

from debates.actions.suggestions import ask_for_suggestion, drop_suggestion, take_suggestion
from debates.api.answers import Given
from debates.api.operations import Asked, operation
from debates.api.resource import Resource
from debates.api.serializers.sources import SourceShape, source
from debates.api.serializers.suggestions import SuggestionShape, TakenFields, suggestion
from debates.models import Source, Suggestion
from debates.queries.sources import find_source
from debates.queries.suggestions import suggestion_for
from debates.rules import refuse_if, why_not_drop_suggestion


class OneSuggestion(Resource):
    """What was found of one source."""

    @operation(
        "ask_for_suggestion",
        "Have a source looked up",
        gives=SuggestionShape,
        status=202,
        about="The worker reads the source's own page, or what the registry of its DOI says. "
        "Nothing changes until somebody takes what was found. Sites that look up nothing refuse "
        "with `fetching_is_off`.",
    )
    def post(self, asked: Asked, source_id: int) -> Given:
        made = ask_for_suggestion(_source(asked, source_id), by=asked.by)
        at = f"{asked.base}/api/v1/sources/{source_id}/suggestion"
        return Given(suggestion(made), status=202, location=at)

    @operation(
        "read_suggestion",
        "What was found of a source",
        gives=SuggestionShape,
        members_only=True,
        about="For whoever may change the source.",
    )
    def get(self, asked: Asked, source_id: int) -> Given:
        found = _source(asked, source_id)
        refuse_if(why_not_drop_suggestion(asked.viewer, found))
        shown = suggestion_for(asked.viewer, found)
        if shown is None:
            raise Suggestion.DoesNotExist
        return Given(suggestion(shown))

    @operation(
        "take_suggestion",
        "Take what was found of a source",
        takes=TakenFields,
        gives=SourceShape,
        about="The named variables of CSL-JSON replace those of the source; the others go.",
        example={"fields": ["author", "issued", "container-title"]},
    )
    def put(self, asked: Asked, source_id: int) -> Given:
        found = _source(asked, source_id)
        return Given(source(take_suggestion(found, asked.body["fields"], by=asked.by)))

    @operation("drop_suggestion", "Take nothing of what was found", status=204)
    def delete(self, asked: Asked, source_id: int) -> Given:
        drop_suggestion(_source(asked, source_id), by=asked.by)
        return Given(status=204)


def _source(asked: Asked, source_id: int) -> Source:
    """Raises Source.DoesNotExist when the viewer sees no such source."""
    return find_source(asked.viewer, source_id)
