"""Who belongs to a debate: by name, by a secret link, and no longer."""

import hashlib
import secrets

from django.utils.translation import gettext as _

from accounts import clock, limits
from accounts.models import User
from debates.actions.acting import act
from debates.actions.fitting import Fitting
from debates.actions.recording import record, tell
from debates.models import Debate, Event, Invitation, Membership, Notice
from debates.rules import (
    refuse_if,
    why_not_change_role,
    why_not_hand_over,
    why_not_invite,
    why_not_remove_member,
)


@act
def invite(debate: Debate, name: str, *, by: User) -> Membership:
    """Makes the member of this name one of the debate's, and tells them."""
    refuse_if(why_not_invite(by, debate))
    limits.spend("invitations", by)
    member = User.objects.filter(username__iexact=name.strip(), deleted_at=None).first()
    with Fitting() as fit:
        if member is None:
            fit.refuse("name", "unknown", _("There is no member of this name."))
    assert member is not None
    place, made = Membership.objects.get_or_create(debate=debate, member=member)
    if made:
        record(Event.Kind.MEMBER_INVITED, debate, by=by)
        tell([member.pk], Notice.Kind.INVITED, debate, by=by)
    return place


@act
def make_invitation(debate: Debate, *, by: User) -> str:
    """A secret that lets whoever holds it join. The debate's earlier one ends."""
    refuse_if(why_not_invite(by, debate))
    limits.spend("invitations", by)
    secret = secrets.token_urlsafe(24)
    Invitation.objects.update_or_create(
        debate=debate, defaults={"secret_hash": _hash(secret), "made_at": clock.now()}
    )
    return secret


@act
def end_invitation(debate: Debate, *, by: User) -> None:
    refuse_if(why_not_invite(by, debate))
    Invitation.objects.filter(debate=debate).delete()


@act
def join(secret: str, *, by: User) -> Debate:
    """Makes whoever holds the secret a member of its debate. Raises Invitation.DoesNotExist."""
    invitation = Invitation.objects.select_related("debate").get(secret_hash=_hash(secret))
    _place, made = Membership.objects.get_or_create(debate=invitation.debate, member=by)
    if made:
        record(Event.Kind.MEMBER_JOINED, invitation.debate, by=by)
    return invitation.debate


@act
def change_role(place: Membership, role: Membership.Role, *, by: User) -> None:
    """Makes a member of the debate a moderator, or a participant again."""
    place = Membership.objects.select_for_update().select_related("debate").get(pk=place.pk)
    refuse_if(why_not_change_role(by, place, _with_standing(place.debate, by)))
    if place.role == role:
        return
    limits.spend("roles", by)
    place.role = role
    place.save(update_fields=["role"])
    record(Event.Kind.ROLE_CHANGED, place.debate, because=role, by=by)
    appointed = role == Membership.Role.MODERATOR
    kind = Notice.Kind.APPOINTED if appointed else Notice.Kind.DISCHARGED
    tell([place.member_id], kind, place.debate, by=by)


@act
def hand_over(place: Membership, *, by: User) -> None:
    """Makes a member of the debate the one who runs it; whoever did so moderates it on."""
    # All places at once, in one order: of two who hand over at once, the second sees the first.
    places = Membership.objects.select_for_update().select_related("debate", "member")
    found = list(places.filter(debate=place.debate_id).order_by("pk"))
    place = next(one for one in found if one.pk == place.pk)
    refuse_if(why_not_hand_over(by, place, _with_standing(place.debate, by)))
    limits.spend("roles", by)
    before = [one.member_id for one in found if one.role == Membership.Role.OPENER]
    running = Membership.objects.filter(debate=place.debate_id, role=Membership.Role.OPENER)
    running.update(role=Membership.Role.MODERATOR)
    place.role = Membership.Role.OPENER
    place.save(update_fields=["role"])
    record(Event.Kind.HANDED_OVER, place.debate, by=by)
    tell([place.member_id, *before], Notice.Kind.HANDED_OVER, place.debate, by=by)


@act
def remove_member(place: Membership, *, by: User) -> None:
    """Takes a member out of the debate; what they wrote stays. Removing another ends its link."""
    place = Membership.objects.select_for_update().select_related("debate").get(pk=place.pk)
    refuse_if(why_not_remove_member(by, place, _with_standing(place.debate, by)))
    place.delete()
    if place.member_id != by.pk:  # They may hold the link, and would be back at once.
        Invitation.objects.filter(debate=place.debate).delete()
    record(Event.Kind.MEMBER_REMOVED, place.debate, by=by)


def _with_standing(debate: Debate, by: User) -> Debate:
    return debate.seen_as(Debate.objects.with_standing_of(by).get(pk=debate.pk))


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode(errors="replace")).hexdigest()
