"""Debates, as one finds them and as one reads them."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from django.core import signing
from django.db import connection
from django.db.models import F, Model, Q, QuerySet

from accounts import clock
from accounts.models import User, Viewer
from debates.models import Debate, DebateTally, Membership
from debates.queries.arguments import Page
from debates.queries.orders import BadCursor
from debates.queries.sight import STANDING


def debates_for(viewer: Viewer) -> QuerySet[Debate]:
    """The debates that the viewer sees, each with its tally and its opener.

    And with the viewer's `standing` in it, and whether it `is_followed`.
    """
    return (
        Debate.objects.visible_to(viewer)
        .with_standing_of(viewer)
        .with_following_of(viewer)
        .select_related("tally", "opened_by")
    )


# What debates_for says, for one debate and as text: putting the ORM's query together costs
# as much as a third of the debate page. Law 7's test holds both to the same.
FIND = """
SELECT {columns}, follow.member_id IS NOT NULL, {standing}
FROM debates_debate AS debate
JOIN debates_debatetally AS tally ON tally.debate_id = debate.id
JOIN accounts_user AS opener ON opener.id = debate.opened_by_id
LEFT JOIN debates_membership AS membership
    ON membership.debate_id = debate.id AND membership.member_id = %(viewer)s
LEFT JOIN debates_follow AS follow
    ON follow.debate_id = debate.id AND follow.member_id = %(viewer)s
WHERE debate.slug = %(slug)s
    AND (debate.visibility <> 'private' OR membership.member_id IS NOT NULL)
"""
OPENER = ("id", "username", "deleted_at")


def find_debate(viewer: Viewer, slug: str) -> Debate:
    """One debate as debates_for has it; of its opener, the id and name.

    Raises Debate.DoesNotExist, also for a private debate that the viewer is no member of.
    """
    with connection.cursor() as cursor:
        cursor.execute(_find(), {"viewer": viewer.pk or 0, "slug": slug, "now": clock.now()})
        row = cursor.fetchone()
    if row is None:
        raise Debate.DoesNotExist
    own, tally = len(_columns(Debate)), len(_columns(DebateTally))
    debate = Debate.from_db("default", _columns(Debate), row[:own])
    debate.tally = DebateTally.from_db("default", _columns(DebateTally), row[own : own + tally])
    debate.opened_by = User.from_db("default", OPENER, row[own + tally : -5])
    follows, debate.standing, debate.muted, debate.has_locks, debate.has_slow = row[-5:]
    debate.is_followed = follows if viewer.is_authenticated else None
    return debate


@cache
def _columns(model: type[Model]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields]


@cache
def _find() -> str:
    names = [
        *(f"debate.{name}" for name in _columns(Debate)),
        *(f"tally.{name}" for name in _columns(DebateTally)),
        *(f"opener.{name}" for name in OPENER),
    ]
    return FIND.format(columns=", ".join(names), standing=STANDING)


@dataclass(frozen=True)
class DebateOrder:
    column: str
    path: str
    descending: bool = True


DEBATE_ORDERS = {
    "active": DebateOrder("active_at", "tally__last_argument_at"),
    "newest": DebateOrder("opened_at", "opened_at"),
    "oldest": DebateOrder("opened_at", "opened_at", descending=False),
}


def list_debates(
    viewer: Viewer,
    *,
    sort: str = "newest",
    status: str | None = None,
    cursor: str | None = None,
    size: int = 20,
) -> Page[Debate]:
    """A page of debates by keyset. `sort="active"` leaves out those without arguments.

    Raises BadCursor.
    """
    order = DEBATE_ORDERS[sort]
    listed = debates_for(viewer)
    if status:
        listed = listed.filter(closed_at__isnull=status == "open")
    if sort == "active":
        listed = listed.filter(tally__last_argument_at__isnull=False)
    backwards = False
    if cursor:
        key, id_, backwards = _read_cursor(cursor, sort)
        beyond = "lt" if order.descending != backwards else "gt"
        listed = listed.filter(
            Q(**{f"{order.path}__{beyond}": key}) | Q(**{order.path: key, f"pk__{beyond}": id_})
        )
    descending = order.descending != backwards
    fields = [F(order.path), F("pk")]
    found = list(
        listed.order_by(*(f.desc() if descending else f.asc() for f in fields))[: size + 1]
    )
    more, found = len(found) > size, found[:size]
    if backwards:
        found.reverse()
    has_next, has_previous = (True, more) if backwards else (more, bool(cursor))
    return Page(
        found,
        next=_write_cursor(found[-1], sort, False) if found and has_next else None,
        previous=_write_cursor(found[0], sort, True) if found and has_previous else None,
    )


def _write_cursor(debate: Debate, sort: str, backwards: bool) -> str:
    key: Any = debate.tally.last_argument_at if sort == "active" else debate.opened_at
    return signing.dumps([sort, key.isoformat(), debate.pk, int(backwards)], salt="debates")


def _read_cursor(text: str, sort: str) -> tuple[datetime, int, bool]:
    try:
        its_sort, key, id_, backwards = signing.loads(text, salt="debates")
        if its_sort != sort:
            raise BadCursor(text)
        return datetime.fromisoformat(key), id_, bool(backwards)
    except (signing.BadSignature, UnicodeError, ValueError, TypeError) as error:
        raise BadCursor(text) from error


def memberships_of(debate: Debate) -> QuerySet[Membership]:
    """The debate's members, its moderators first."""
    return debate.memberships.select_related("member").order_by("-role", "joined_at", "pk")
