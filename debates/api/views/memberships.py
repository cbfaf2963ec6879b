"""Who belongs to a debate."""

from debates.actions import memberships as acts
from debates.api.answers import Given
from debates.api.operations import Asked, operation
from debates.api.resource import Resource
from debates.api.serializers.debates import (
    DebateShape,
    InvitationShape,
    NewMember,
    PlaceShape,
    RoleEdit,
    Secret,
    debate,
    place,
)
from debates.api.views.lists import PAGING, paged_by_id
from debates.models import Membership
from debates.queries.debates import find_debate, memberships_of


class Places(Resource):
    """The members of one debate."""

    @operation(
        "list_places",
        "The members of a debate",
        gives=PlaceShape,
        paged=True,
        parameters=PAGING,
    )
    def get(self, asked: Asked, slug: str) -> Given:
        found = find_debate(asked.viewer, slug)
        return paged_by_id(
            asked, memberships_of(found), place, of=f"members {found.pk}", newest_first=False
        )

    @operation(
        "invite_member",
        "Make a member one of the debate's",
        takes=NewMember,
        gives=PlaceShape,
        status=201,
        example={"name": "Mira"},
    )
    def post(self, asked: Asked, slug: str) -> Given:
        found = find_debate(asked.viewer, slug)
        invited = acts.invite(found, asked.body["name"], by=asked.by)
        at = f"{asked.base}/api/v1/debates/{slug}/members/{invited.member.username}"
        return Given(place(invited), status=201, location=at)


class OnePlace(Resource):
    """A member's place in one debate."""

    @operation(
        "change_role",
        "Make a member a moderator or a participant, or hand the debate over",
        takes=RoleEdit,
        gives=PlaceShape,
        example={"role": "moderator"},
    )
    def patch(self, asked: Asked, slug: str, name: str) -> Given:
        found = _place(asked, slug, name)
        if asked.body["role"] == Membership.Role.OPENER:
            acts.hand_over(found, by=asked.by)
        else:
            acts.change_role(found, asked.body["role"], by=asked.by)
        return Given(place(_place(asked, slug, name)))

    @operation(
        "remove_member",
        "Take a member out of a debate",
        status=204,
        about="Members may leave by themselves. What they wrote stays. "
        "Removing another ends the debate's secret link.",
    )
    def delete(self, asked: Asked, slug: str, name: str) -> Given:
        acts.remove_member(_place(asked, slug, name), by=asked.by)
        return Given(status=204)


class OneInvitation(Resource):
    """The secret link by which one joins a debate."""

    @operation(
        "make_invitation",
        "Make a secret link to join a debate",
        gives=InvitationShape,
        status=201,
        about="It is shown once. A new one ends the old. Idempotency-Key is not looked at: no "
        "answer with a secret is kept.",
        secret=True,
    )
    def post(self, asked: Asked, slug: str) -> Given:
        secret = acts.make_invitation(find_debate(asked.viewer, slug), by=asked.by)
        body = {"secret": secret, "url": f"{asked.base}/invitations/{secret}/"}
        return Given(body, status=201, location=f"{asked.base}/api/v1/debates/{slug}/invitation")

    @operation("end_invitation", "End the secret link", status=204)
    def delete(self, asked: Asked, slug: str) -> Given:
        acts.end_invitation(find_debate(asked.viewer, slug), by=asked.by)
        return Given(status=204)


class Joining(Resource):
    """Joining a debate by its secret link."""

    @operation(
        "join_debate",
        "Join a debate by the secret of its link",
        takes=Secret,
        gives=DebateShape,
        example={"secret": "what-the-link-ends-with"},
    )
    def post(self, asked: Asked) -> Given:
        joined = acts.join(asked.body["secret"], by=asked.by)
        found = find_debate(asked.viewer, joined.slug)
        return Given(debate(found, asked.base), version=found.version)


def _place(asked: Asked, slug: str, name: str) -> Membership:
    places = memberships_of(find_debate(asked.viewer, slug))
    return places.get(member__username__iexact=name, member__deleted_at=None)
