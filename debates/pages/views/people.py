"""The people of a debate, one member's page, and joining by invitation."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User, Viewer
from debates.actions import memberships as acts
from debates.models import Invitation, Membership
from debates.pages.drawing import draw, frame_of
from debates.pages.finding import the_debate, the_member, the_place
from debates.pages.forms import InviteForm
from debates.pages.landscapes import landscape_part
from debates.pages.requests import MemberRequest, PageRequest
from debates.pages.submitting import go
from debates.pages.views.debates import debate_head
from debates.queries.debates import debates_for, memberships_of
from debates.queries.ignores import ignores
from debates.queries.members import arguments_by
from debates.rules import Unfit, why_not_invite, why_not_unmute, why_not_warn


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def people_of_debate(request: PageRequest, slug: str, secret: str = "") -> HttpResponse:
    """Who belongs to a debate; its moderators invite here."""
    debate = the_debate(request, slug)
    form = InviteForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            # A signed-out viewer is refused by the rule, like everyone who may not invite.
            acts.invite(debate, form.cleaned_data["name"], by=request.user)  # type: ignore[arg-type]
            return go(
                request, f"/debates/{slug}/people/", _("They are a member of this debate now.")
            )
        except Unfit as unfit:
            for field, reason in unfit.errors.items():
                form.add_error(field, reason.text)
    context = debate_head(request, debate, "people") | {
        "landscape": landscape_part(request, debate),
        "places": list(memberships_of(debate)[:200]),
        "invites": why_not_invite(request.user, debate) is None,
        "form": form,
        "link": request.build_absolute_uri(f"/invitations/{secret}/") if secret else "",
    }
    return render(request, "debates/people.html", context, status=400 if form.errors else 200)


@require_POST
def make_invitation(request: MemberRequest, slug: str) -> HttpResponse:
    """A new secret link, shown this once."""
    secret = acts.make_invitation(the_debate(request, slug), by=request.user)
    request.method = "GET"
    return people_of_debate(request, slug, secret)


@require_http_methods(["GET", "HEAD", "POST"])
def join(request: MemberRequest, secret: str) -> HttpResponse:
    """Following an invitation; joining takes a press, so that no preview joins by itself."""
    if request.method == "POST":
        try:
            debate = acts.join(secret, by=request.user)
        except Invitation.DoesNotExist:
            raise Http404 from None
        return go(request, f"/debates/{debate.slug}/", _("You are a member of this debate now."))
    return render(request, "debates/join.html", {"secret": secret})


@require_POST
def change_role(request: MemberRequest, slug: str, name: str) -> HttpResponse:
    place = the_place(the_debate(request, slug), name)
    if request.POST.get("role") == Membership.Role.OPENER:
        acts.hand_over(place, by=request.user)
        return go(request, f"/debates/{slug}/people/", _("They run this debate now."))
    moderates = request.POST.get("role") == Membership.Role.MODERATOR
    role = Membership.Role.MODERATOR if moderates else Membership.Role.PARTICIPANT
    acts.change_role(place, role, by=request.user)
    return go(request, f"/debates/{slug}/people/", _("Saved."))


@require_POST
def remove_member(request: MemberRequest, slug: str, name: str) -> HttpResponse:
    place = the_place(the_debate(request, slug), name)
    acts.remove_member(place, by=request.user)
    left = place.member_id == request.user.pk
    said = (
        _("You left the debate.")
        if left
        else _("They are no longer a member of this debate, and no earlier link lets them in.")
    )
    return go(request, "/debates/" if left else f"/debates/{slug}/people/", said)


@login_not_required
@require_safe
def show_member(request: PageRequest, name: str) -> HttpResponse:
    """What a member argued, newest first."""
    member = the_member(name)
    before = request.GET.get("before", "")
    start = int(before) if before.isdecimal() and len(before) < 19 else None
    cards = arguments_by(member, request.user, before=start)
    debates = {
        debate.pk: debate
        for debate in debates_for(request.user).filter(pk__in={card.debate_id for card in cards})
    }
    drawn = [
        (debate, draw(card, frame_of(request.user, debate)))
        for card in cards
        for debate in [debates[card.debate_id]]
    ]
    context = {
        "member": member,
        "drawn": drawn,
        "before": cards[-1].id if len(cards) == 20 else None,
        **_verbs(request.user, member),
    }
    return render(request, "debates/member.html", context)


def _verbs(viewer: Viewer, member: User) -> dict[str, bool]:
    """What the viewer may do about this member, on the whole site."""
    warns = why_not_warn(viewer, member, None) is None
    return {
        "ignored": viewer.is_authenticated and ignores(viewer, member),
        "warns": warns,
        "muted": warns and why_not_unmute(viewer, member, None) is None,
        "suspended": member.is_suspended,
    }
