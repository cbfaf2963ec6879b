"""Who has a source looked up, and confirms what was found."""

from datetime import timedelta

from django.conf import settings
from django.utils.translation import gettext as _

from accounts import clock
from accounts.models import Viewer
from debates.models import Source, Suggestion
from debates.rules.reasons import Reason
from debates.rules.sources import why_not_edit_source

AT_MOST = timedelta(minutes=5)
"""A look-up that was not done by then never will be: the worker died over it, or is away."""


def is_looked_up(suggestion: Suggestion | None) -> bool:
    """Whether the worker is still about to look."""
    return (
        suggestion is not None
        and suggestion.found_at is None
        and suggestion.asked_at > clock.now() - AT_MOST
    )


def why_nothing_was_found(suggestion: Suggestion) -> str:
    """In words; blank while it is looked up, and when something was."""
    if suggestion.csl is not None or is_looked_up(suggestion):
        return ""
    return suggestion.problem or _("It was not looked up in time. Try again later.")


def why_not_ask_for_suggestion(
    viewer: Viewer, source: Source, suggestion: Suggestion | None
) -> Reason | None:
    """`suggestion` is what the source has already, if anything."""
    if not settings.METADATA_FETCHING:
        return Reason("fetching_is_off", _("This site looks up no sources."))
    if reason := why_not_edit_source(viewer, source):
        return reason
    if not source.address:
        return Reason("no_address", _("This source has neither an address nor a DOI."))
    if is_looked_up(suggestion):
        return Reason("looked_up", _("This source is being looked up already."))
    return None


def why_not_take_suggestion(
    viewer: Viewer, source: Source, suggestion: Suggestion | None
) -> Reason | None:
    if reason := why_not_edit_source(viewer, source):
        return reason
    if suggestion is None or suggestion.csl is None:
        return Reason("nothing_found", _("There is nothing to take: nothing was found."))
    return None


def why_not_drop_suggestion(viewer: Viewer, source: Source) -> Reason | None:
    """Nor read it, before somebody confirmed it."""
    return why_not_edit_source(viewer, source)
