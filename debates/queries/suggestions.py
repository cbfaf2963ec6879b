"""What was found of a source, for whoever may take it."""

from accounts.models import Viewer
from debates.models import Source, Suggestion
from debates.rules import why_not_drop_suggestion


def suggestion_for(viewer: Viewer, source: Source) -> Suggestion | None:
    """What was found, or is being looked up; none for who may not change the source."""
    if why_not_drop_suggestion(viewer, source):
        return None
    return Suggestion.objects.filter(source=source).first()
