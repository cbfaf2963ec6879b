"""Arguments: lists of them, each one, and what stands under it."""

from django.utils.translation import gettext as _

from accounts.models import User
from debates.actions import arguments as acts
from debates.api.answers import Given, paged
from debates.api.operations import Asked, operation
from debates.api.problems import Problem, unfit, unfit_parameter
from debates.api.resource import Resource
from debates.api.serializers import redactions
from debates.api.serializers.arguments import (
    EXPANDS,
    ArgumentEdit,
    ArgumentShape,
    NewArgument,
    Reply,
)
from debates.api.views.lists import (
    AUTHOR,
    KIND,
    PAGING,
    PARENT,
    drawing,
    from_anywhere,
    paged_by_id,
    place_in,
    sorted_by,
)
from debates.models import Argument, Kind
from debates.queries import arguments, history
from debates.queries.arguments import Wanted
from debates.queries.debates import find_debate
from debates.queries.members import find_member

EXAMPLE = {
    "kind": "claim",
    "parent": None,
    "statement": "Trams carry more people than lanes.",
    "reasoning": "A lane carries **2,000** people an hour.",
}


class ArgumentsOfDebate(Resource):
    """The arguments of one debate."""

    @operation(
        "list_arguments",
        "The arguments of a debate",
        gives=ArgumentShape,
        paged=True,
        parameters=(sorted_by("oldest"), KIND, PARENT, AUTHOR, *PAGING),
        expands=EXPANDS,
    )
    def get(self, asked: Asked, slug: str) -> Given:
        debate, params = find_debate(asked.viewer, slug), asked.params
        parent = params["parent"]
        wanted = Wanted(
            kind=params["kind"],
            parent=None if parent == "none" else parent,
            top_only=parent == "none",
            author=_author(params["author"]),
        )
        sort, cursor = place_in(asked, debate)
        page = arguments.list_arguments(
            debate,
            asked.viewer,
            wanted=wanted,
            sort=sort,
            cursor=cursor,
            size=params["page_size"],
        )
        return paged(asked.request, page, drawing(asked, debate, page.items))

    @operation(
        "post_argument",
        "Post a claim or a counterclaim",
        takes=NewArgument,
        gives=ArgumentShape,
        status=201,
        example=EXAMPLE,
    )
    def post(self, asked: Asked, slug: str) -> Given:
        debate, said = find_debate(asked.viewer, slug), asked.body
        parent, kind = said.get("parent"), said["kind"]
        if parent is not None:
            try:
                answered = arguments.find_argument(asked.viewer, parent)
            except Argument.DoesNotExist:
                answered = None
            if answered is None or answered.debate_id != debate.pk:
                why = _("There is no such argument in this debate.")
                raise unfit([{"pointer": "/parent", "detail": why, "code": "elsewhere"}])
            return _answer(asked, answered, kind)
        if kind == Kind.COUNTERCLAIM:
            why = _("A counterclaim opposes an argument: name it.")
            raise unfit([{"pointer": "/parent", "detail": why, "code": "required"}])
        posted = acts.post_claim(debate, said["statement"], said["reasoning"], by=asked.by)
        return shown(asked, posted, made=True)


class OneArgument(Resource):
    """One argument."""

    @operation("read_argument", "An argument", gives=ArgumentShape, expands=EXPANDS)
    def get(self, asked: Asked, argument_id: int) -> Given:
        return shown(asked, arguments.find_argument(asked.viewer, argument_id))

    @operation(
        "edit_argument",
        "Edit your argument",
        takes=ArgumentEdit,
        gives=ArgumentShape,
        versioned=True,
        example={"statement": "Trams carry more people than car lanes."},
    )
    def patch(self, asked: Asked, argument_id: int) -> Given:
        argument, said = arguments.find_argument(asked.viewer, argument_id), asked.body
        read = asked.read_version(argument)
        if argument.is_synthesis:
            why = _("A synthesis is edited with its concessions, at /api/v1/syntheses/.")
            raise Problem("refused", why, code="is_a_synthesis")
        words = {"statement": argument.statement, "reasoning": argument.reasoning} | said
        return shown(asked, acts.edit_argument(argument, **words, read=read, by=asked.by))

    @operation(
        "withdraw_argument",
        "Withdraw your argument",
        gives=ArgumentShape,
        about="Its place, its versions and its answers stay.",
    )
    def delete(self, asked: Asked, argument_id: int) -> Given:
        argument = arguments.find_argument(asked.viewer, argument_id)
        return shown(asked, acts.withdraw_argument(argument, by=asked.by))


class Replies(Resource):
    """What answers one argument."""

    @operation(
        "list_replies",
        "The answers to an argument",
        gives=ArgumentShape,
        paged=True,
        parameters=(sorted_by("strongest"), KIND, *PAGING),
        expands=EXPANDS,
    )
    def get(self, asked: Asked, argument_id: int) -> Given:
        parent = arguments.find_argument(asked.viewer, argument_id)
        sort, cursor = place_in(asked, parent.debate)
        page = arguments.list_arguments(
            parent.debate,
            asked.viewer,
            wanted=Wanted(kind=asked.params["kind"], parent=parent.pk),
            sort=sort,
            cursor=cursor,
            size=asked.params["page_size"],
        )
        return paged(asked.request, page, drawing(asked, parent.debate, page.items))

    @operation(
        "post_reply",
        "Answer an argument",
        takes=Reply,
        gives=ArgumentShape,
        status=201,
        example={"kind": "counterclaim", "statement": "Buses do as well, for less."},
    )
    def post(self, asked: Asked, argument_id: int) -> Given:
        answered = arguments.find_argument(asked.viewer, argument_id)
        return _answer(asked, answered, asked.body["kind"])


class Versions(Resource):
    """Every wording of one argument."""

    @operation(
        "list_versions",
        "The versions of an argument, newest first",
        gives=redactions.VersionShape,
        paged=True,
        parameters=PAGING,
    )
    def get(self, asked: Asked, argument_id: int) -> Given:
        argument = arguments.find_argument(asked.viewer, argument_id)
        return paged_by_id(
            asked,
            history.versions_of(argument, asked.viewer),
            redactions.version,
            of=f"versions {argument.pk}",
            key="number",
        )


class Backlinks(Resource):
    """What links to one argument."""

    @operation(
        "list_backlinks",
        "The newest 20 arguments that link to this one",
        gives=ArgumentShape,
        paged=True,
    )
    def get(self, asked: Asked, argument_id: int) -> Given:
        argument = arguments.find_argument(asked.viewer, argument_id)
        linking = from_anywhere(asked, history.backlinks_of(argument, asked.viewer))
        return Given({"results": linking, "next": None, "previous": None})


def _answer(asked: Asked, answered: Argument, kind: str) -> Given:
    words = (asked.body["statement"], asked.body["reasoning"])
    if kind == Kind.CLAIM:
        posted = acts.post_claim(answered.debate, *words, supporting=answered, by=asked.by)
    else:
        posted = acts.post_counterclaim(answered, *words, by=asked.by)
    return shown(asked, posted, made=True)


def shown(asked: Asked, argument: Argument, *, made: bool = False) -> Given:
    """The argument as it reads now."""
    if made:
        card = arguments.card_of_new(argument, asked.by)
    else:
        card = arguments.card_of(argument, asked.viewer)
    return Given(
        drawing(asked, argument.debate, [card])(card),
        status=201 if made else 200,
        version=card.version,
        location=f"{asked.base}/api/v1/arguments/{card.id}" if made else "",
    )


def _author(name: str | None) -> int | None:
    if name is None:
        return None
    try:
        return find_member(name).pk
    except User.DoesNotExist:
        raise unfit_parameter("author", _("There is no member of this name."), "unknown") from None
