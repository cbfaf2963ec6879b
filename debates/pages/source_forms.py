"""What people type about sources."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from debates.models import Source
from debates.pages.forms import Typed, words


def line(label: Any, *, hint: Any = "", rows: int = 0) -> forms.CharField:
    """An optional text about a source that is kept in no column of its own."""
    widget: forms.Widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
    widget.attrs |= {"dir": "auto", "autocomplete": "off"}
    return forms.CharField(label=label, widget=widget, required=False, strip=False, help_text=hint)


class SourceForm(Typed):
    """All that is said of a source."""

    url = line(_("Address or number"), hint=_("A web address, DOI, ISBN, arXiv or PubMed number."))
    title = words(Source, "title", required=True)
    kind = forms.ChoiceField(label=_("Kind"), choices=Source.Kind, initial=Source.Kind.ARTICLE)
    doi = line(_("DOI"), hint=_("Such as 10.1000/182."))
    authors = line(
        _("Authors"), rows=2, hint=_("One to a line: “Family, Given”. {Institutions} in braces.")
    )
    published = line(_("Published"), hint=_("A year or a day: 2019, 2019-05 or 2019-05-17."))
    container = line(_("Journal or site"))
    publisher = line(_("Publisher"))

    def cited(self) -> dict[str, str]:
        """What it says of the source, by the names that the domain has for it."""
        return {
            name: self.cleaned_data.get(name, "")
            for name in SourceForm.base_fields
            if name != "once"
        }


class SourceEditForm(SourceForm):
    isbn = line(_("ISBN"))
    arxiv = line(_("arXiv"))
    pmid = line(_("PubMed"))
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    keeps_drafts = False

    def cited(self) -> dict[str, str]:
        numbers = {name: self.cleaned_data[name] for name in ("isbn", "arxiv", "pmid")}
        return super().cited() | numbers


class MergeForm(Typed):
    into = line(_("The other source"), hint=_("Its number here, its address, or its DOI."))
    into.required = True
    keeps_drafts = False
