"""What people type, as the pages ask for it. Forms carry words to the actions, which judge them."""

import re
from typing import Any
from uuid import uuid4

from django import forms
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from debates.models import Argument, Debate, Remark, Visibility
from debates.rules import Reason, Unfit

SILENCED = {"muted", "suspended", "the_restricted_take_no_part"}
"""Why a member may say nothing, whatever it is."""

NUMBER = re.compile(r"(?:#?|\S*/arguments/)([1-9]\d{0,17})(?:/\S*)?", re.ASCII)


def number_in(words: str) -> int | None:
    """The argument that people name by its number, such as #12, or by its address."""
    named = NUMBER.fullmatch(words[:2_000].strip())
    return int(named[1]) if named else None


class Typed(forms.Form):
    """A form that is sent once: its key makes the second sending find what the first one made."""

    once = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    keeps_drafts = True
    is_silenced = False

    def __init__(self, data: Any = None, *, initial: Any = None, **kwargs: Any) -> None:
        if isinstance(initial, QueryDict):
            initial = initial.dict()
        initial = {"once": uuid4().hex} | {
            name: value for name, value in (initial or {}).items() if name != "once"
        }
        super().__init__(data, initial=initial, **kwargs)
        self.use_required_attribute = True

    def say(self, unfit: Unfit) -> None:
        """Shows each reason at its field, or above the form where there is no such field."""
        for path, reason in unfit.errors.items():
            name = self.field_of(path)
            self.add_error(name if name in self.fields else None, reason.text)

    def refused(self, reason: Reason) -> None:
        """Says above the form why it is refused as a whole."""
        self.is_silenced = reason.code in SILENCED
        self.add_error(None, reason.text)

    def field_of(self, path: str) -> str:
        """The field that shows what is unfit at this path of the domain."""
        return path.replace("source/", "")

    def as_new(self) -> None:
        """Gives the form a new key, so that sending it again is meant."""
        self.put("once", uuid4().hex)

    def point(self, *, fresh: bool) -> None:
        """Puts the focus on the first field that is wrong; in a fresh form on the first field."""
        fields = list(self.visible_fields())
        for bound in [one for one in fields if one.errors] or (fields if fresh else []):
            bound.field.widget.attrs["autofocus"] = True
            return

    def put(self, name: str, value: str) -> None:
        """Changes what a sent form holds, for when it is shown again."""
        self.data = {**dict(self.data.items()), name: value}


def words(
    model: Any, name: str, *, rows: int = 0, required: bool = False, hint: Any = ""
) -> forms.CharField:
    """A text field with the label and the length of the model's."""
    field = model._meta.get_field(name)
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
    widget.attrs |= {"dir": "auto", "autocomplete": "off"}
    if not rows:  # In a longer text it would cut what is pasted, without a word.
        widget.attrs["maxlength"] = field.max_length
    return forms.CharField(
        label=capfirst(field.verbose_name),
        widget=widget,
        required=required,
        strip=False,
        help_text=hint,
    )


class ArgumentForm(Typed):
    statement = words(
        Argument,
        "statement",
        rows=2,
        required=True,
        hint=_("One sentence, 300 characters at most."),
    )
    reasoning = words(
        Argument,
        "reasoning",
        rows=6,
        hint=_("Markdown. #123 links to argument 123."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)


class SynthesisForm(Typed):
    """A synthesis; its concessions are fields by the number of the argument, made by the view."""

    statement = words(
        Argument,
        "statement",
        rows=2,
        required=True,
        hint=_("The picture that follows when all of this is true at once, in one sentence."),
    )
    reasoning = words(
        Argument, "reasoning", rows=6, hint=_("Markdown. #123 links to argument 123.")
    )
    left_open = words(Argument, "left_open", rows=2, hint=_("What it does not settle."))
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)

    def __init__(
        self,
        data: Any = None,
        *,
        arguments: list[int],
        wanted: list[int] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(data, **kwargs)
        self.wanted = wanted or arguments
        """What was asked for: also what cannot be reconciled, so that the action says why not."""
        self.fields["statement"].label = _("Resolution")
        for number in arguments:
            self.fields[f"keeps_{number}"] = forms.CharField(
                label=_("What you keep of it"),
                widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
                strip=False,
                help_text=_("What is right in it, in one sentence."),
            )
            self.fields[f"read_{number}"] = forms.IntegerField(
                widget=forms.HiddenInput, required=False, min_value=1
            )

    def field_of(self, path: str) -> str:
        parts = path.split("/")
        if parts[0] == "concessions" and len(parts) == 3:
            return f"keeps_{self.wanted[int(parts[1])]}"
        return path


class DebateForm(Typed):
    question = words(
        Debate, "question", rows=2, required=True, hint=_("One question that people differ on.")
    )
    context = words(Debate, "context", rows=5, hint=_("What one should know first. Markdown."))
    visibility = forms.ChoiceField(
        label=_("Who sees it"),
        choices=Visibility,
        initial=Visibility.PUBLIC,
        widget=forms.RadioSelect,
    )
    is_blind = forms.BooleanField(
        label=_("Blind voting: counts show once one has voted, or when it closes"), required=False
    )
    is_read_only = forms.BooleanField(
        label=_("Read-only: for now nobody but its moderators takes part"), required=False
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)


class ClosingForm(Typed):
    reason = forms.CharField(
        label=_("Why"), max_length=280, required=False, help_text=_("Stands in the record.")
    )


class RemarkForm(Typed):
    text = words(Remark, "text", rows=2, required=True, hint=_("A question or a note, in short."))


class ConfirmForm(Typed):
    keeps_drafts = False


class InviteForm(forms.Form):
    name = forms.CharField(label=_("Name of a member"), max_length=30)


class VoteForm(forms.Form):
    """One part of a vote at a time, or several; what is not sent stays as it was."""

    position = forms.ChoiceField(
        choices=[("agree", ""), ("unsure", ""), ("disagree", ""), ("none", "")], required=False
    )
    well_argued = forms.ChoiceField(choices=[("yes", ""), ("no", "")], required=False)
    beside_the_point = forms.ChoiceField(choices=[("yes", ""), ("no", "")], required=False)

    def clean(self) -> dict[str, Any]:
        sent = {name: value for name, value in self.cleaned_data.items() if value}
        if not sent and not self.errors:
            raise forms.ValidationError(_("Choose a position or a mark."))
        vote: dict[str, Any] = {
            name: sent[name] == "yes"
            for name in ("well_argued", "beside_the_point")
            if name in sent
        }
        if "position" in sent:
            vote["position"] = None if sent["position"] == "none" else sent["position"]
        return vote
