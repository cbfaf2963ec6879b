"""Having a source looked up, and confirming what was found."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from accounts import clock, limits
from accounts.models import User
from debates import text
from debates.actions.acting import act
from debates.actions.fitting import Fitting
from debates.actions.looking_up import look_up
from debates.exchange.csl import TYPE_OF_KIND, kind_of
from debates.models import Source, Suggestion
from debates.rules import (
    refuse_if,
    why_not_ask_for_suggestion,
    why_not_drop_suggestion,
    why_not_take_suggestion,
)


@act
def ask_for_suggestion(source: Source, *, by: User) -> Suggestion:
    """Has the worker look up what the source's own page says of it."""
    source, before = _locked(source)
    refuse_if(why_not_ask_for_suggestion(by, source, before))
    limits.spend("fetches", by)
    asked = {"asked_by": by, "asked_at": clock.now(), "csl": None, "found_at": None, "problem": ""}
    suggestion, _is_new = Suggestion.objects.update_or_create(source=source, defaults=asked)
    look_up.defer(source_id=source.pk)
    return suggestion


@act
def take_suggestion(source: Source, fields: Iterable[str], *, by: User) -> Source:
    """Confirms these variables of what was found: they replace what stood in the source."""
    source, suggestion = _locked(source)
    refuse_if(why_not_take_suggestion(by, source, suggestion))
    found = dict((suggestion and suggestion.csl) or {})
    with Fitting() as fit:
        wanted = list(fields)
        if not wanted:
            fit.refuse("fields", "blank", _("Choose what to take."))
        for unknown in [name for name in wanted if name not in found]:
            why = _("Nothing was found for %(name)s.") % {"name": ascii(unknown)[:40]}
            fit.refuse("fields", "unknown", why)
    source.csl = {**source.csl, **{name: found[name] for name in wanted}}
    source.words = text.title_key(source.csl["title"])
    # The kind follows the type, unless it says more: a statistic is a data set too.
    if "type" in wanted and kind_of(source.csl) != kind_of({"type": TYPE_OF_KIND[source.kind]}):
        source.kind = kind_of(source.csl)
    source.save(update_fields=["csl", "words", "kind"])
    Suggestion.objects.filter(source=source).delete()
    source.refresh_from_db()  # Title, address and DOI are read from the CSL-JSON by the database.
    return source


@act
def drop_suggestion(source: Source, *, by: User) -> None:
    """Takes nothing of what was found, or no longer waits for it."""
    refuse_if(why_not_drop_suggestion(by, source))
    Suggestion.objects.filter(source=source).delete()


def _locked(source: Source) -> tuple[Source, Suggestion | None]:
    """As they are now, until the act is done: the source first, as merging locks them."""
    found = Source.objects.select_for_update(no_key=True).get(pk=source.pk)
    return found, Suggestion.objects.filter(source=found).first()
