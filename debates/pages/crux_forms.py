"""What people type about cruxes."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from debates.models import Crux
from debates.pages.forms import Typed, words


class CruxForm(Typed):
    question = words(
        Crux,
        "question",
        rows=2,
        required=True,
        hint=_("If this were settled, one of the two would give way."),
    )
    kind = forms.ChoiceField(label=_("Type"), choices=Crux.Kind, widget=forms.RadioSelect)


class LeftOpenForm(Typed):
    """Which of its cruxes a synthesis leaves open."""

    cruxes = forms.MultipleChoiceField(
        label=_("It leaves open"), required=False, widget=forms.CheckboxSelectMultiple
    )
    keeps_drafts = False

    def __init__(self, data: Any = None, *, its_own: Iterable[Crux], **kwargs: Any) -> None:
        super().__init__(data, auto_id="leaves_%s", **kwargs)
        field = self.fields["cruxes"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(crux.pk, crux.question) for crux in its_own]

    def field_of(self, path: str) -> str:
        return path.split("/")[0]
