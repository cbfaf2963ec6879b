"""Which argument changed a member's mind, and how many minds an argument changed."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from debates.actions import minds as acts
from debates.models import Argument, Position, PositionChange
from debates.pages.finding import the_argument
from debates.pages.forms import Typed, number_in
from debates.pages.requests import MemberRequest, PageRequest
from debates.pages.submitting import go, refuse, show_form, submit
from debates.queries.arguments import card_of, cards_of
from debates.queries.card import Card
from debates.queries.minds import minds_changed_by
from debates.queries.threads import replies_of
from debates.rules import why_not_name_mind_change
from debates.rules.minds import open_change


class MindForm(Typed):
    """One of the replies, or any argument of the debate by its number or address."""

    reply = forms.CharField(
        label=gettext_lazy("One of the replies"), required=False, widget=forms.RadioSelect
    )
    changed_by = forms.CharField(
        label=gettext_lazy("Another argument"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Its number, such as #12, or its address."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    keeps_drafts = False

    def __init__(self, data: Any = None, *, replies: list[Card], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        if replies:
            choices = [(str(card.id), card.statement) for card in replies]
            self.fields["reply"].widget.choices = choices
        else:
            self.fields["reply"].widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        number = number_in(said.get("changed_by") or said.get("reply") or "")
        if number is None and not self.errors:
            why = _("Choose a reply, or give the number or the address of an argument.")
            self.add_error("changed_by", why)
        return said | {"number": number}


def mind_parts(
    request: PageRequest, argument: Argument, card: Card, replies: list[Card]
) -> dict[str, Any]:
    """What `_mind.html` and `_minds.html` show on an argument's page."""
    changed = minds_changed_by(argument) if card.minds_changed else []
    about = cards_of([one.about for one in changed], request.user, argument.debate)
    change, form = None, None
    if card.my_position in {Position.AGREE, Position.DISAGREE}:
        change = open_change(request.user, argument)
        if not why_not_name_mind_change(request.user, card, argument.debate, change=change):
            form = _form(request, argument, replies)
    return {
        "minds": list(zip(changed, about, strict=True)),
        "change": change,
        "mind_form": form,
    }


def open_mind_change(request: MemberRequest, argument: Argument) -> PositionChange | None:
    """The change of mind that may now be explained."""
    change = open_change(request.user, argument)
    why_not = why_not_name_mind_change(request.user, argument, argument.debate, change=change)
    return None if why_not else change


@require_http_methods(["GET", "HEAD", "POST"])
def name_mind_change(request: MemberRequest, argument_id: int) -> HttpResponse:
    about = the_argument(request, argument_id)
    change = open_change(request.user, about)
    refuse(request, why_not_name_mind_change(request.user, about, about.debate, change=change))
    replies = [thread.card for thread in replies_of(about, request.user).items]
    form = _form(request, about, replies, request.POST or None)
    if request.method == "POST":

        def act() -> str:
            acts.name_mind_change(about, form.cleaned_data["number"], by=request.user)
            return f"/arguments/{about.pk}/"

        if to := submit(request, form, act):
            return go(request, to, _("Thank you. The argument shows it, without your name."))
    context = {
        "form": form,
        "change": change,
        "card": card_of(about, request.user),
        "debate": about.debate,
    }
    name, fragment = "debates/name_mind_change.html", "debates/_mind_form.html"
    return show_form(request, name, context, fragment=fragment)


def _form(request: PageRequest, about: Argument, replies: list[Card], data: Any = None) -> MindForm:
    """The replies that can have done it are offered: readable, and not the viewer's own."""
    offered = [
        card
        for card in replies
        if not (card.is_mine or card.is_hidden or card.is_withdrawn) and card.statement
    ]
    return MindForm(data, replies=offered, auto_id=f"mind-{about.pk}-%s")
