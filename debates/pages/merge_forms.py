"""Which argument another one is merged into, and why."""

import re

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from debates.pages.forms import Typed
from debates.pages.ruling_forms import RulingForm

ADDRESS = re.compile(r"(?:#|\S*/arguments/)?([0-9]{1,18})(?:/\S*)?")


def number_in(words: str) -> int | None:
    """The argument that is named by its number, as #12, or by its address."""
    named = ADDRESS.fullmatch(words[:2_000].strip())
    return int(named[1]) if named else None


class IntoForm(Typed):
    """Asks, by GET, which argument stays."""

    into = forms.CharField(
        label=gettext_lazy("The argument that stays"),
        help_text=gettext_lazy("Its number or its address."),
        max_length=2_000,
    )
    keeps_drafts = False


class MergingForm(RulingForm):
    into = forms.CharField(widget=forms.HiddenInput, max_length=2_000)

    def clean_into(self) -> str:
        if number_in(self.cleaned_data["into"]) is None:
            raise forms.ValidationError(_("Name an argument by its number or its address."))
        return str(self.cleaned_data["into"])
