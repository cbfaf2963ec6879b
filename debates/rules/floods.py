"""Floods: the same text again and again, and links upon links."""

import re
from datetime import timedelta

from django.db import connection

from accounts import clock
from accounts.models import User
from debates import text
from debates.models import Argument, SiteRule, Version

WITHIN, OTHERS = timedelta(days=1), 2
"""So many others that say the same, in so long, make it repeated."""
LINKS, LINKS_OF_THE_NEW, NEW = 8, 3, timedelta(days=7)
"""So many links are let be, and fewer from an account that is new for so long."""

LABEL = re.compile(r"\[[^\[\]\n]*\]\(")
LINK = re.compile(r"https?://\S|www\.\S", re.IGNORECASE)

# The latest alone: an index has them in order, however much somebody wrote in years.
LATEST = """
SELECT id, statement FROM (
    SELECT id, statement, made_at, withdrawn_at FROM debates_argument
    WHERE author_id = %(by)s ORDER BY id DESC LIMIT 200
) AS latest
WHERE made_at > %(since)s AND withdrawn_at IS NULL AND id IS DISTINCT FROM %(but)s
"""


def flood_of(argument: Argument, by: User) -> SiteRule | None:
    """By which rule moderators look at these words of theirs before others do."""
    if has_many_links(argument, by):
        return SiteRule.LINKS
    return SiteRule.REPEATED if is_repeated(argument, by) else None


def adds_flood(argument: Argument, by: User) -> SiteRule | None:
    """As `flood_of`, of an edit: unless the version before it was one too, and was let be."""
    if (rule := flood_of(argument, by)) is None:
        return None
    earlier = Version.objects.filter(argument=argument, made_at__lt=argument.edited_at)
    before = earlier.order_by("number").last()
    if before is None:
        return rule
    if rule == SiteRule.LINKS:
        return rule if links_in(_all_of(argument)) > links_in(_all_of(before)) else None
    return rule if _said(argument) != _said(before) else None


def has_many_links(argument: Argument, by: User) -> bool:
    is_new = by.date_joined > clock.now() - NEW
    return links_in(_all_of(argument)) > (LINKS_OF_THE_NEW if is_new else LINKS)


def is_repeated(argument: Argument, by: User) -> bool:
    """Whether they posted the same statement and reasoning often enough, in any debates."""
    since = clock.now() - WITHIN
    with connection.cursor() as cursor:
        cursor.execute(LATEST, {"by": by.pk, "since": since, "but": argument.pk})
        latest = cursor.fetchall()
    statement = text.letters_of(argument.statement)
    alike = [pk for pk, stated in latest if text.letters_of(stated) == statement]
    if len(alike) < OTHERS:
        return False
    others = Argument.objects.filter(pk__in=alike).only("statement", "reasoning")
    return sum(_said(other) == _said(argument) for other in others) >= OTHERS


def links_in(words: str) -> int:
    """How many addresses a text names; the label of a link is not another."""
    return len(LINK.findall(LABEL.sub("(", words)))


def _all_of(words: Argument | Version) -> str:
    return "\n".join((words.statement, words.reasoning, words.left_open))


def _said(words: Argument | Version) -> tuple[str, str]:
    return text.letters_of(words.statement), text.letters_of(words.reasoning)
