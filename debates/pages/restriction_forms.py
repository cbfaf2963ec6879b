"""What moderators say when they warn, mute or suspend somebody, or take it back."""

from django import forms
from django.utils.translation import gettext_lazy as _

from debates.models import Ruling
from debates.pages.forms import words
from debates.pages.ruling_forms import RulingForm
from debates.rules import Term


class MemberRulingForm(RulingForm):
    reason = words(
        Ruling,
        "reason",
        rows=2,
        required=True,
        hint=_("They see it, and it stands in the record: say what broke the rule."),
    )


class RestrictionForm(MemberRulingForm):
    lasts = forms.ChoiceField(label=_("How long"), choices=Term, initial=Term.DAY)
