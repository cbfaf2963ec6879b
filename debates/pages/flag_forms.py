"""What people type to flag something, and to publish a rule."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from debates.models import Flag, HouseRule
from debates.pages.forms import Typed, number_in, words
from debates.rules.flags import REVIEW
from debates.rules.publishing import Published


class FlagForm(Typed):
    """A rule, breaches and review marks apart, and what helps the moderators."""

    rule = forms.ChoiceField(label=_("What is wrong with it?"))
    duplicate_of = forms.CharField(
        label=_("Which argument says the same?"),
        required=False,
        max_length=200,
        help_text=_("Its number, such as #12, or its address."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    note = words(Flag, "note", rows=2, hint=_("Only moderators read it."))
    keeps_drafts = False

    def __init__(
        self, data: Any = None, *, rules: Sequence[Published], reviewed: bool, **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        named = [rule for rule in rules if rule.is_flagged]
        breaches = [(one.code, one.title) for one in named if one.code not in REVIEW]
        choices: list[Any] = [("", _("Choose …")), (_("It breaks a rule"), breaches)]
        if reviewed:
            marks = [(one.code, one.title) for one in named if one.code in REVIEW]
            choices.append((_("It could be better"), marks))
        else:
            del self.fields["duplicate_of"]
        self.fields["rule"] = forms.ChoiceField(label=self.fields["rule"].label, choices=choices)

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        named = str(said.get("duplicate_of") or "").strip()
        number = number_in(named)
        if named and number is None:
            self.add_error("duplicate_of", _("Give the number or the address of an argument."))
        return said | {"duplicate_of": number}


class HouseRuleForm(Typed):
    code = words(HouseRule, "code", required=True, hint=_("A short name, such as no_slogans."))
    title = words(HouseRule, "title", required=True)
    text = words(HouseRule, "text", rows=2)
    keeps_drafts = False
