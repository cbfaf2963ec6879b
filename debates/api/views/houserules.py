"""The published rules of the site and of its debates."""

from accounts.models import Scope
from debates.actions import houserules as acts
from debates.api.answers import Given
from debates.api.operations import Asked, operation
from debates.api.resource import Resource
from debates.api.serializers.houserules import NewRule, RuleShape, RulesShape, rule
from debates.models import Debate, HouseRule
from debates.queries.debates import find_debate
from debates.rules import published_rules

EXAMPLE = {"code": "no_slogans", "title": "No slogans", "text": "Argue; do not chant."}


class RulesOfSite(Resource):
    """The rules of the whole site."""

    @operation("list_site_rules", "The rules of the whole site", gives=RulesShape)
    def get(self, asked: Asked) -> Given:
        return _all(None)

    @operation(
        "publish_site_rule",
        "Publish a rule for the whole site",
        takes=NewRule,
        gives=RuleShape,
        status=201,
        scope=Scope.MODERATE,
        about="For its staff.",
        example=EXAMPLE,
    )
    def post(self, asked: Asked) -> Given:
        return _published(asked, None)


class OneRuleOfSite(Resource):
    """One rule of the whole site."""

    @operation("read_site_rule", "A rule of the whole site", gives=RuleShape)
    def get(self, asked: Asked, code: str) -> Given:
        return _one(None, code)

    @operation(
        "withdraw_site_rule",
        "Withdraw a rule of the whole site",
        status=204,
        scope=Scope.MODERATE,
    )
    def delete(self, asked: Asked, code: str) -> Given:
        acts.withdraw_rule(None, code, by=asked.by)
        return Given(status=204)


class RulesOfDebate(Resource):
    """The rules that hold in one debate."""

    @operation("list_rules", "The rules that hold in a debate", gives=RulesShape)
    def get(self, asked: Asked, slug: str) -> Given:
        return _all(find_debate(asked.viewer, slug))

    @operation(
        "publish_rule",
        "Publish a rule for a debate",
        takes=NewRule,
        gives=RuleShape,
        status=201,
        scope=Scope.MODERATE,
        about="For its moderators. A rule is withdrawn and replaced, never edited.",
        example=EXAMPLE,
    )
    def post(self, asked: Asked, slug: str) -> Given:
        return _published(asked, find_debate(asked.viewer, slug))


class OneRuleOfDebate(Resource):
    """One rule that holds in a debate."""

    @operation("read_rule", "A rule that holds in a debate", gives=RuleShape)
    def get(self, asked: Asked, slug: str, code: str) -> Given:
        return _one(find_debate(asked.viewer, slug), code)

    @operation(
        "withdraw_rule",
        "Withdraw a rule of a debate",
        status=204,
        scope=Scope.MODERATE,
        about="What named it stays readable, and its code stays taken.",
    )
    def delete(self, asked: Asked, slug: str, code: str) -> Given:
        acts.withdraw_rule(find_debate(asked.viewer, slug), code, by=asked.by)
        return Given(status=204)


def _all(debate: Debate | None) -> Given:
    return Given({"results": [rule(one) for one in published_rules(debate)]})


def _one(debate: Debate | None, code: str) -> Given:
    for one in published_rules(debate):
        if one.code == code:
            return Given(rule(one))
    raise HouseRule.DoesNotExist


def _published(asked: Asked, debate: Debate | None) -> Given:
    made = acts.publish_rule(debate, **asked.body, by=asked.by)
    at = f"debates/{debate.slug}/rules" if debate else "rules"
    given = _one(debate, made.code)
    return Given(given.body, status=201, location=f"{asked.base}/api/v1/{at}/{made.code}")
