"""Who flags what, and when flags alone hide an argument.

Three flags by one and the same rule hide an argument until a moderator looks at it, if

- the rule is a breach: no review mark, nor "another reason", which is not one reason;
- each of the three is of an established member: verified, here for 7 days, with three votes or
  standing arguments elsewhere, neither muted nor suspended;
- they are independent: no party to this exchange, so neither the author of what the argument
  answers nor of an answer to it, and of accounts made within 24 hours of each other one counts;
- no moderator has looked at this wording and let it stand.

The page of the rules tells people so (templates/debates/rules.html).
"""

from datetime import timedelta
from typing import Any

from django.db import connection, models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import clock
from accounts.models import User, Viewer
from debates.models import REVIEW_MARKS, Argument, Case, Debate, Evidence, Flag, SiteRule
from debates.rules.reasons import Reason
from debates.rules.restrictions import why_not_act, why_not_speak, why_not_speak_anywhere

Flaggable = Argument | Evidence | User
"""What a flag is about: an argument, evidence, or the profile of a member."""

FLAGS_THAT_HIDE = 3
ESTABLISHED_AFTER = timedelta(days=7)
ESTABLISHED_BY = 3
NOT_WITHIN = timedelta(hours=24)

REVIEW = (SiteRule.OFF_TOPIC, *REVIEW_MARKS)
"""Of an argument: what its author could better. It is marked so, and nothing hides by it alone."""


class Became(models.TextChoices):
    """What became of a flag."""

    OPEN = "open", gettext_lazy("waits for a moderator")
    LOOKED_AT = "looked_at", gettext_lazy("a moderator looks at it")
    UPHELD = "upheld", gettext_lazy("acted on")
    DISMISSED = "dismissed", gettext_lazy("no breach found")
    WITHDRAWN = "withdrawn", gettext_lazy("taken back")
    ASKED = "asked", gettext_lazy("its author is asked for a source")


def became(flag: Flag) -> Became:
    """`flag.case` is read."""
    case = flag.case
    if flag.withdrawn_at:
        return Became.WITHDRAWN
    if case.closed_at:
        return Became.UPHELD if case.verdict == Case.Verdict.UPHELD else Became.DISMISSED
    return Became.LOOKED_AT if case.looked_at else Became.OPEN


def why_not_flag(viewer: Viewer, thing: Flaggable, debate: Debate | None) -> Reason | None:
    """Any verified member who sees it, also when the debate is closed. `debate` has `standing`."""
    if not isinstance(viewer, User):
        return Reason("signed_out", _("Sign in to flag this."))
    if viewer.verified_at is None:
        return Reason("not_verified", _("Confirm your e-mail address first."))
    if reason := why_not_act(viewer):
        return reason
    if reason := why_not_speak(debate) if debate else why_not_speak_anywhere(viewer):
        return reason
    if isinstance(thing, Argument):
        return _why_not_flag_argument(viewer, thing)
    if isinstance(thing, Evidence):
        if thing.added_by_id == viewer.pk:
            return Reason("own_evidence", _("You added this: withdraw it if it is wrong."))
        if thing.withdrawn_at:
            return Reason("withdrawn", _("This evidence is withdrawn."))
        return _why_gone(thing.argument)
    if thing.pk == viewer.pk:
        return Reason("own_profile", _("This is you."))
    return None


def why_not_flag_again(flag: Flag | None) -> Reason | None:
    """One open flag per member and thing. `flag.case` is read."""
    if flag is None or flag.withdrawn_at or flag.case.closed_at:
        return None
    told = _("You have flagged this already: %(became)s. You can take that back.")
    return Reason("flagged", told % {"became": became(flag).label})


def why_not_take_back_flag(viewer: Viewer, flag: Flag) -> Reason | None:
    """`flag.case` is read."""
    if flag.member_id != viewer.pk:
        return Reason("not_yours", _("Only who flagged it takes that back."))
    if flag.withdrawn_at:
        return Reason("withdrawn", _("You have taken this back already."))
    if flag.case.closed_at:
        return Reason("closed", _("A moderator has looked at this already."))
    return None


def _why_not_flag_argument(viewer: User, argument: Argument) -> Reason | None:
    if argument.author_id == viewer.pk:
        return Reason("own_argument", _("This is your argument: edit or withdraw it."))
    return _why_gone(argument)


def _why_gone(argument: Argument) -> Reason | None:
    if argument.is_withdrawn:
        return Reason("withdrawn", _("Its author has withdrawn this argument."))
    if argument.is_merged:
        return Reason("merged", _("This was merged into another argument."))
    if argument.is_hidden:
        return Reason("hidden", _("This argument is hidden."))
    return None


HIDES = """
WITH counted AS (
SELECT member.date_joined - lag(member.date_joined) OVER (ORDER BY member.date_joined) AS gap
FROM debates_flag AS flag
JOIN debates_case AS one ON one.id = flag.case_id AND one.closed_at IS NULL
JOIN debates_argument AS argument ON argument.id = one.argument_id
JOIN accounts_user AS member ON member.id = flag.member_id
WHERE argument.id = %(argument)s AND flag.rule = %(rule)s AND flag.withdrawn_at IS NULL
    AND member.verified_at IS NOT NULL AND member.date_joined <= %(joined)s
    AND NOT EXISTS (SELECT FROM debates_restriction AS kept
        WHERE kept.member_id = member.id AND kept.lifted_at IS NULL AND kept.until > %(now)s
            AND (kept.debate_id IS NULL OR kept.debate_id = argument.debate_id))
    AND NOT EXISTS (SELECT FROM debates_argument AS near WHERE near.author_id = member.id
        AND (near.id = argument.parent_id OR near.parent_id = argument.id))
    AND %(deeds)s <= (SELECT count(*) FROM (
        (SELECT FROM debates_vote AS vote WHERE vote.member_id = member.id
            AND vote.argument_id <> argument.id AND vote.position IS NOT NULL LIMIT %(deeds)s)
        UNION ALL
        (SELECT FROM debates_argument AS own WHERE own.author_id = member.id
            AND own.hidden_at IS NULL AND own.withdrawn_at IS NULL LIMIT %(deeds)s)
    ) AS deed)
    AND NOT EXISTS (SELECT FROM debates_case AS earlier WHERE earlier.argument_id = argument.id
        AND earlier.closed_at >= argument.edited_at AND earlier.verdict <> 'dropped')
    AND NOT EXISTS (SELECT FROM debates_ruling AS back WHERE back.argument_id = argument.id
        AND back.at >= argument.edited_at AND back.verb IN ('restore', 'restore_all', 'release'))
)
SELECT count(*) FILTER (WHERE gap IS NULL OR gap > %(apart)s) >= %(flags)s FROM counted
"""


def is_hidden_by_flags(argument: Argument, rule: str) -> bool:
    """Whether the open flags by this rule hide the argument, as said above."""
    if rule in {*REVIEW, SiteRule.OTHER}:
        return False
    now = clock.now()
    values: dict[str, Any] = {
        "argument": argument.pk,
        "rule": rule,
        "flags": FLAGS_THAT_HIDE,
        "deeds": ESTABLISHED_BY,
        "apart": NOT_WITHIN,
        "joined": now - ESTABLISHED_AFTER,
        "now": now,
    }
    with connection.cursor() as cursor:
        cursor.execute(HIDES, values)
        return bool(cursor.fetchone()[0])
