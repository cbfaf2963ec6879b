"""What a source's own page says of it, beside what stands in it now."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from debates.actions import suggestions as acts
from debates.exchange.metadata import VARIABLES
from debates.models import Source
from debates.pages.finding import the_source
from debates.pages.forms import ConfirmForm, Typed
from debates.pages.requests import MemberRequest, PageRequest
from debates.pages.submitting import go, refuse, submit
from debates.pages.suggestions import differences
from debates.queries.suggestions import suggestion_for
from debates.rules import (
    why_not_ask_for_suggestion,
    why_not_drop_suggestion,
    why_not_take_suggestion,
)
from debates.rules.suggestions import is_looked_up, why_nothing_was_found


class TakingForm(Typed):
    """What of it is right."""

    # The field's name is also an attribute of the form: the API's word goes before.
    fields = forms.MultipleChoiceField(  # type: ignore[assignment]
        choices=[(name, name) for name in VARIABLES], required=False
    )
    keeps_drafts = False


def suggestion_parts(request: PageRequest, source: Source) -> dict[str, Any]:
    """What `_source_suggestion.html` shows: nothing to whoever may not change the source."""
    found = suggestion_for(request.user, source)
    return {
        "suggestion": found,
        "suggestion_form": TakingForm(),
        "may_ask_for_suggestion": not why_not_ask_for_suggestion(request.user, source, found),
        "is_looked_up": is_looked_up(found),
        "why_nothing_was_found": why_nothing_was_found(found) if found else "",
        "differences": differences(source.csl, found.csl) if found and found.csl else [],
    }


@require_safe
def show_suggestion(request: MemberRequest, source_id: int) -> HttpResponse:
    """By itself, and for htmx, which asks until it is there, without the page around it."""
    source = the_source(request, source_id)
    refuse(request, why_not_drop_suggestion(request.user, source))
    return _shown(request, source, suggestion_parts(request, source))


@require_POST
def ask_for_suggestion(request: MemberRequest, source_id: int) -> HttpResponse:
    source = the_source(request, source_id)
    found = suggestion_for(request.user, source)
    refuse(request, why_not_ask_for_suggestion(request.user, source, found))
    form = ConfirmForm(request.POST)

    def act() -> str:
        acts.ask_for_suggestion(source, by=request.user)
        return f"/sources/{source.pk}/#suggestion"

    return _sent(request, source, form, submit(request, form, act))


@require_POST
def take_suggestion(request: MemberRequest, source_id: int) -> HttpResponse:
    source = the_source(request, source_id)
    refuse(
        request, why_not_take_suggestion(request.user, source, suggestion_for(request.user, source))
    )
    form = TakingForm(request.POST)

    def act() -> str:
        acts.take_suggestion(source, form.cleaned_data["fields"], by=request.user)
        return f"/sources/{source.pk}/"

    return _sent(request, source, form, submit(request, form, act), _("The source is changed."))


@require_POST
def drop_suggestion(request: MemberRequest, source_id: int) -> HttpResponse:
    source = the_source(request, source_id)
    acts.drop_suggestion(source, by=request.user)
    return go(request, f"/sources/{source.pk}/")


def _sent(
    request: MemberRequest, source: Source, form: Typed, to: str | None, said: str = ""
) -> HttpResponse:
    if to:
        return go(request, to, said)
    return _shown(request, source, suggestion_parts(request, source) | {"suggestion_form": form})


def _shown(request: MemberRequest, source: Source, parts: dict[str, Any]) -> HttpResponse:
    name = "_source_suggestion" if request.htmx else "suggestion"
    status = 400 if parts["suggestion_form"].errors else 200
    return render(request, f"debates/{name}.html", parts | {"source": source}, status=status)
