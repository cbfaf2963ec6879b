"""What people type about evidence; its file is kept first, so that it is not lost."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.limits import TooMany
from accounts.models import User
from debates.actions.files import keep_file
from debates.models import Evidence, Stance
from debates.pages.forms import words
from debates.pages.source_forms import SourceForm
from debates.rules import Refused, Unfit


class EvidenceForm(SourceForm):
    """Evidence, and a file that shows it: chosen just now, or kept at an earlier try."""

    quote = words(Evidence, "quote", rows=3)
    locator = words(Evidence, "locator", hint=gettext_lazy("Page, section, minute or figure."))
    shows = words(Evidence, "shows", rows=2, required=True)
    stance = forms.ChoiceField(
        label=gettext_lazy("What it does"),
        choices=Stance,
        initial=Stance.SUPPORTS,
        widget=forms.RadioSelect,
    )
    accessed_on = forms.DateField(
        label=gettext_lazy("Day you read it"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
    )
    archive_url = words(
        Evidence, "archive_url", hint=gettext_lazy("Where a copy is kept for good.")
    )
    file = forms.FileField(
        label=gettext_lazy("File"),
        required=False,
        allow_empty_file=True,  # What is in it the action judges.
        help_text=gettext_lazy("PDF, PNG, JPEG or CSV, 10 MB at most."),
        widget=forms.FileInput(attrs={"accept": ".pdf,.png,.jpg,.jpeg,.csv"}),
    )
    attached = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)

    more = (
        *("doi", "authors", "published", "container", "publisher"),
        *("accessed_on", "archive_url", "file"),
    )
    """What few need, and so stands behind the rest."""

    def __init__(self, data: Any = None, *, unkept: str = "", **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.unkept = unkept
        """Why the file that was sent is not kept."""
        if self["attached"].value():
            self.fields["file"].help_text = _(
                "Your file is kept, and is added with the rest. Another one takes its place."
            )

    def clean(self) -> None:
        if self.unkept:
            self.add_error("file", self.unkept)

    def say(self, unfit: Unfit) -> None:
        super().say(unfit)
        if "file" in unfit.errors:  # Sent again, it would be refused again.
            self.put("attached", "")

    @property
    def opens_more(self) -> bool:
        """Whether what few need is shown at once: some of it is wrong, or a file is kept."""
        return not self.errors.keys().isdisjoint(self.more) or bool(self["attached"].value())

    def evidence(self) -> dict[str, Any]:
        """What it says of the evidence itself, but for its file."""
        names = ("quote", "locator", "shows", "stance", "accessed_on", "archive_url")
        return {name: self.cleaned_data[name] for name in names}


def keep_sent(request: HttpRequest, *, by: User) -> str:
    """Keeps the file that came with the form, and notes its number there. Says why if it cannot."""
    sent = request.FILES.get("file")
    if sent is None:
        return ""
    try:
        kept = keep_file(sent.read(), by=by)
    except (Unfit, Refused, TooMany) as refused:
        whys = (
            [one.text for one in refused.errors.values()]
            if isinstance(refused, Unfit)
            else [refused]
        )
        return " ".join([*map(str, whys), _("Choose another file, or send the rest without one.")])
    said = request.POST.copy()
    said["attached"] = str(kept.pk)
    request.POST = said  # type: ignore[assignment]
    return ""
