"""Which argument another one is merged into, and why."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from debates.pages.forms import Typed, number_in
from debates.pages.ruling_forms import RulingForm


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
