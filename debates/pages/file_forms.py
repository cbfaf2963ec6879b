"""Evidence with a file: kept first, so that it is not lost when something else is unfit."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.limits import TooMany
from accounts.models import User
from debates.actions.files import keep_file
from debates.pages.source_forms import EvidenceForm
from debates.rules import Refused, Unfit


class EvidenceFileForm(EvidenceForm):
    """Evidence, and a file that shows it: chosen just now, or kept at an earlier try."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        required=False,
        allow_empty_file=True,  # What is in it the action judges.
        help_text=gettext_lazy("PDF, PNG, JPEG or CSV, 10 MB at most."),
        widget=forms.FileInput(attrs={"accept": ".pdf,.png,.jpg,.jpeg,.csv"}),
    )
    attached = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)

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
    words = request.POST.copy()
    words["attached"] = str(kept.pk)
    request.POST = words  # type: ignore[assignment]
    return ""
