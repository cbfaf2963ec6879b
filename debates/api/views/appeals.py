"""Appeals of rulings, and what is said about them."""

from accounts.models import Scope
from debates.actions import appeals as acts
from debates.api.answers import Given
from debates.api.operations import Asked, operation
from debates.api.parameters import Parameter
from debates.api.resource import Resource
from debates.api.serializers.appeals import (
    AppealReplyShape,
    AppealShape,
    ExchangeShape,
    Judgement,
    NewAppeal,
    NewAppealReply,
    appeal,
    exchange,
    reply,
)
from debates.api.views.lists import PAGING, paged_by_id
from debates.models import Appeal
from debates.queries import appeals
from debates.queries.debates import find_debate
from debates.rules import (
    refuse_if,
    why_not_judge,
    why_not_moderate,
    why_not_reply_to_appeal,
)

STATE = Parameter(
    "state",
    "Those that wait, first what is due first; or those that are judged, newest first.",
    choices=("open", "judged"),
    default="open",
)
WHOSE = Parameter(
    "whose",
    "Your own, newest first; or, for the staff, what the staff judge.",
    choices=("mine", "staff"),
    default="mine",
)


class AppealsOfRuling(Resource):
    """What is appealed against one ruling."""

    @operation(
        "make_appeal",
        "Appeal a ruling that concerns you",
        open_to_the_suspended=True,
        takes=NewAppeal,
        gives=ExchangeShape,
        status=201,
        about="Once, within 30 days; also for whoever is muted or suspended. A moderator who did "
        "not make the ruling judges it within 7 days. Of a part of a larger ruling, that is "
        "appealed.",
        example={"text": "I quoted the insult in order to answer it."},
    )
    def post(self, asked: Asked, ruling_id: int) -> Given:
        ruling = appeals.find_ruling_to_appeal(asked.viewer, ruling_id)
        made = acts.appeal(ruling, asked.body["text"], by=asked.by)
        given = _shown(asked, appeals.find_appeal(asked.viewer, made.pk))
        where = f"{asked.base}/api/v1/appeals/{made.pk}"
        return Given(given.body, status=201, location=where)


class Appeals(Resource):
    """One's own appeals, and those of the whole site."""

    @operation(
        "list_appeals",
        "Your appeals; for the staff, those that they judge",
        open_to_the_suspended=True,
        gives=AppealShape,
        paged=True,
        members_only=True,
        parameters=(*PAGING, WHOSE, STATE),
        about="`state` goes with `whose=staff`: of your own, all are listed.",
    )
    def get(self, asked: Asked) -> Given:
        if asked.params["whose"] == "mine":
            return paged_by_id(asked, appeals.appeals_by(asked.by), appeal, of="my appeals")
        refuse_if(why_not_moderate(asked.viewer, None))
        judged = asked.params["state"] == "judged"
        found = appeals.appeals_for_staff(asked.viewer, judged=judged)
        of = f"appeals of the site {judged}"
        return paged_by_id(asked, found, appeal, of=of, newest_first=judged)


class AppealsInDebate(Resource):
    """The appeals in one debate."""

    @operation(
        "list_appeals_in_debate",
        "The appeals in a debate, for its moderators",
        gives=AppealShape,
        paged=True,
        members_only=True,
        scope=Scope.MODERATE,
        parameters=(*PAGING, STATE),
    )
    def get(self, asked: Asked, slug: str) -> Given:
        debate = find_debate(asked.viewer, slug)
        refuse_if(why_not_moderate(asked.viewer, debate))
        judged = asked.params["state"] == "judged"
        found = appeals.appeals_in(debate, judged=judged)
        of = f"appeals in {debate.pk} {judged}"
        return paged_by_id(asked, found, appeal, of=of, newest_first=judged)


class OneAppeal(Resource):
    """One appeal and the exchange about it."""

    @operation(
        "read_appeal",
        "An appeal, for who made it and for the moderators",
        open_to_the_suspended=True,
        gives=ExchangeShape,
        members_only=True,
    )
    def get(self, asked: Asked, appeal_id: int) -> Given:
        return _shown(asked, appeals.find_appeal(asked.viewer, appeal_id))


class AppealReplies(Resource):
    """What is said about one appeal."""

    @operation(
        "reply_to_appeal",
        "Say something about an appeal",
        open_to_the_suspended=True,
        takes=NewAppealReply,
        gives=AppealReplyShape,
        status=201,
        example={"text": "Which of the two sentences do you mean?"},
    )
    def post(self, asked: Asked, appeal_id: int) -> Given:
        found = appeals.find_appeal(asked.viewer, appeal_id)
        made = acts.reply_to_appeal(found, asked.body["text"], by=asked.by)
        where = f"{asked.base}/api/v1/appeals/{found.pk}"
        return Given(reply(made), status=201, location=where)


class JudgementOfAppeal(Resource):
    """How one appeal ended."""

    @operation(
        "judge_appeal",
        "Grant an appeal, which undoes the ruling, or deny it",
        takes=Judgement,
        gives=ExchangeShape,
        scope=Scope.MODERATE,
        about="For a moderator who did not make the ruling; for the staff where there is none, "
        "or once it is overdue. `rule` is by which the ruling is undone: `mistake`, unless you "
        "name another.",
        example={"outcome": "granted", "answer": "You are right: it is a quotation."},
    )
    def put(self, asked: Asked, appeal_id: int) -> Given:
        found = appeals.find_appeal(asked.viewer, appeal_id)
        acts.judge_appeal(found, **asked.body, by=asked.by)
        return _shown(asked, appeals.find_appeal(asked.viewer, appeal_id))


def _shown(asked: Asked, found: Appeal) -> Given:
    return Given(
        exchange(
            found,
            appeals.replies_to(found),
            why_not_reply=why_not_reply_to_appeal(asked.viewer, found),
            why_not_judge=why_not_judge(asked.viewer, found),
        )
    )
