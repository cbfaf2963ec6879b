"""The forms that state and dispute an outcome."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from debates.actions.outcomes import Ending
from debates.models import Argument, Debate, Dispute, Outcome, Status
from debates.pages.forms import ClosingForm, Typed, words
from debates.rules import is_blind_to

NONE = "none"
WITHOUT = ("", gettext_lazy("Close without an outcome"))
NO_SYNTHESIS = (NONE, gettext_lazy("No synthesis"))

Choices = Sequence[tuple[str, Any]]


class Ends(forms.ChoiceField):
    """A synthesis by its number: whether it can be the outcome the action judges."""

    def valid_value(self, value: Any) -> bool:
        return super().valid_value(value) or (value.isdecimal() and len(value) < 19)


class OutcomeForm(Typed):
    synthesis = Ends(label=gettext_lazy("The outcome"), widget=forms.RadioSelect)
    text = words(
        Outcome,
        "text",
        rows=4,
        required=True,
        hint=gettext_lazy("What the debate came to. 1,000 characters at most."),
    )
    why_early = words(
        Outcome,
        "why_early",
        rows=2,
        hint=gettext_lazy("Needed for a synthesis that is not settled."),
    )
    look_again_on = forms.DateField(
        label=gettext_lazy("Look again on"),
        required=False,
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text=gettext_lazy("A day that is still to come."),
    )

    def __init__(self, data: Any = None, *, choices: Choices, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["synthesis"].choices = choices  # type: ignore[attr-defined]
        self.fields["text"].label = _("What it came to")

    def field_of(self, path: str) -> str:
        return path.removeprefix("outcome/")

    def ending(self) -> Ending:
        said = self.cleaned_data
        chosen = said["synthesis"]
        return Ending(
            text=said["text"],
            synthesis=None if chosen == NONE else int(chosen),
            why_early=said["why_early"],
            look_again_on=said["look_again_on"],
        )


class EndingForm(OutcomeForm):
    """The closing of a debate, with an outcome or without."""

    reason = ClosingForm.base_fields["reason"]

    def __init__(self, data: Any = None, *, choices: Choices, **kwargs: Any) -> None:
        super().__init__(data, choices=[WITHOUT, *choices], **kwargs)
        self.fields["reason"].label = _("Why it closes")
        for name in ("synthesis", "text"):
            self.fields[name].required = False

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        told = ("text", "why_early", "look_again_on")
        if said.get("synthesis") == "" and any(str(said.get(name) or "").strip() for name in told):
            why = _("Choose what the outcome is, or empty the fields below to close without one.")
            self.add_error("synthesis", why)
        return said


class DisputeForm(Typed):
    text = words(Dispute, "text", rows=2, required=True, hint=gettext_lazy("In one sentence."))


def choices_of(syntheses: Iterable[Argument], debate: Debate) -> Choices:
    """No synthesis, or one of these, with how each stands in words."""
    blind = is_blind_to(debate)
    return [NO_SYNTHESIS, *((str(one.pk), _told(one, blind)) for one in syntheses)]


def _told(synthesis: Argument, blind: bool) -> str:
    """While voting is blind, no more than whether a reason is needed to choose it."""
    endorsement = getattr(synthesis, "endorsement", None)
    if endorsement and endorsement.is_settled:
        how = _("settled: most on every side endorse it")
    elif blind:
        how = _("not settled")
    else:
        status = Status(endorsement.status) if endorsement else Status.PROPOSED
        how = _("not settled: %(status)s") % {"status": status.label}
    return format_html(
        '<span><bdi>{}</bdi> <span class="meta">#{} · {}</span></span>',
        synthesis.statement,
        synthesis.pk,
        how,
    )
