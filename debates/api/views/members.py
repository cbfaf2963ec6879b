"""Members, whoever asks, their notices, and search."""

from accounts import limits
from accounts.address import address_of
from accounts.models import Token
from debates.actions.notices import mark_read
from debates.api.answers import Given, moment
from debates.api.operations import Asked, operation
from debates.api.parameters import Parameter
from debates.api.resource import Resource
from debates.api.serializers.debates import debate
from debates.api.serializers.members import (
    FoundShape,
    MemberShape,
    MeShape,
    NoticeShape,
    Reading,
    ReadShape,
    member,
    notice,
)
from debates.api.views.lists import PAGING, from_anywhere, paged_by_id
from debates.queries import members, search
from debates.queries.debates import find_debate

WORDS = Parameter("q", "The words to look for; each matches as a beginning.", required=True)
IN = Parameter("debate", "Only in the debate with this slug.")


class OneMember(Resource):
    """One member, and what they argued."""

    @operation("read_member", "A member and their newest arguments", gives=MemberShape)
    def get(self, asked: Asked, name: str) -> Given:
        found = members.find_member(name)
        written = from_anywhere(asked, members.arguments_by(found, asked.viewer))
        return Given(member(found, asked.base) | {"arguments": written})


class Me(Resource):
    """Whoever asks."""

    @operation(
        "read_me",
        "Who you are here",
        gives=MeShape,
        members_only=True,
        open_to_the_suspended=True,
    )
    def get(self, asked: Asked) -> Given:
        me, token = asked.by, asked.request.auth
        more = {
            "is_staff": me.is_staff,
            "is_verified": moment(me.verified_at) is not None,
            "unread_notices": members.unread_notices(me),
            "scopes": token.scopes if isinstance(token, Token) else None,
        }
        return Given(member(me, asked.base) | more)


class Notices(Resource):
    """What concerns what you wrote."""

    @operation(
        "list_notices",
        "Your notices, newest first",
        gives=NoticeShape,
        paged=True,
        members_only=True,
        open_to_the_suspended=True,
        parameters=PAGING,
    )
    def get(self, asked: Asked) -> Given:
        return paged_by_id(asked, members.notices_for(asked.by), notice, of="notices")


class ReadNotices(Resource):
    """That notices were read."""

    @operation(
        "mark_notices_read",
        "Mark notices as read: all, those up to one, or only one",
        takes=Reading,
        gives=ReadShape,
        optional_body=True,
        open_to_the_suspended=True,
        example={"upto": 42},
    )
    def post(self, asked: Asked) -> Given:
        return Given({"marked": mark_read(**asked.body, by=asked.by)})


class Search(Resource):
    """Finding debates and arguments by words."""

    @operation(
        "search",
        "Debates and arguments that hold these words",
        gives=FoundShape,
        parameters=(WORDS, IN),
        limited=True,
    )
    def get(self, asked: Asked) -> Given:
        inside = asked.params["debate"]
        within = find_debate(asked.viewer, inside) if inside else None
        member_or_address = asked.by if asked.viewer.is_authenticated else address_of(asked.request)
        limits.spend("search", member_or_address)
        words = asked.params["q"][:200]
        cards = search.find_arguments(words, asked.viewer, debate=within)
        found = [] if within else search.find_debates(words, asked.viewer)
        return Given(
            {
                "arguments": from_anywhere(asked, cards),
                "debates": [debate(one, asked.base) for one in found],
            }
        )
