"""The form that splits a thread off."""

from django.utils.translation import gettext_lazy as _

from debates.models import Debate
from debates.pages.forms import words
from debates.pages.ruling_forms import RulingForm


class SplitForm(RulingForm):
    question = words(
        Debate,
        "question",
        rows=2,
        required=True,
        hint=_("What the new debate asks. Its members and rules are those of this one."),
    )
    field_order = ("question", "rule", "reason")
