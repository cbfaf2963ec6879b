"""What moderators say when they rule."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from debates.models import Ruling, SiteRule
from debates.pages.forms import Typed, words
from debates.rules.locks import A_DAY


class RulingForm(Typed):
    rule = forms.ChoiceField(label=_("Rule"), choices=SiteRule)
    reason = words(
        Ruling,
        "reason",
        rows=2,
        required=True,
        hint=_("The author sees it, and it stands in the record."),
    )
    keeps_drafts = False

    def name_rules(self, rules: Mapping[str, str]) -> None:
        """Offers the rules that are published where this ruling is made."""
        choices = [("", _("Choose a rule")), *rules.items()]
        self.fields["rule"] = forms.ChoiceField(label=_("Rule"), choices=choices)

    def said(self) -> dict[str, Any]:
        """What was chosen and written, as the acts take it."""
        said = {name: it for name, it in self.cleaned_data.items() if name != "once"}
        return {"because": said.pop("reason")} | said


class RedactionForm(RulingForm):
    """What of a thing is redacted; the view says what there is to choose from."""

    field = forms.ChoiceField(label=_("What to redact"), widget=forms.RadioSelect, required=False)
    field_order = ("field",)

    def choose_from(self, fields: Mapping[str, Any]) -> None:
        """Offers these by their codes; a single one needs no choice."""
        offered = self.fields["field"]
        assert isinstance(offered, forms.ChoiceField)
        offered.choices = list(fields.items())
        self.initial.setdefault("field", next(iter(fields), ""))
        if len(fields) < 2:
            del self.fields["field"]


class HideAllForm(RulingForm):
    """From which day on all is hidden; without one, from the beginning."""

    since = forms.DateField(
        label=_("Since"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
        help_text=_("What was written before that day stays."),
    )

    def read_since(self, given: Mapping[str, Any]) -> date | None:
        """The day that is asked for, or None."""
        try:
            return self.fields["since"].clean(given.get("since", ""))  # type: ignore[no-any-return]  # a date field
        except forms.ValidationError:
            return None


class DismissalForm(Typed):
    reason = words(
        Ruling, "reason", hint=_("The author sees it where this brings something back into view.")
    )
    keeps_drafts = False


class SlowingForm(RulingForm):
    minutes = forms.IntegerField(
        label=_("Minutes between two answers"), min_value=1, max_value=A_DAY, initial=10
    )
    field_order = ("minutes",)


class KindForm(RulingForm):
    """What an argument becomes, so that sending it twice does not turn it back."""

    kind = forms.CharField(widget=forms.HiddenInput, max_length=12)
