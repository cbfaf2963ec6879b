"""What an address names, for this viewer; or 404, which says no more than that."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from django.utils.translation import gettext as _

from accounts.models import User
from debates.models import (
    Argument,
    Case,
    Crux,
    Debate,
    Evidence,
    Flag,
    Membership,
    Remark,
    Ruling,
    Source,
)
from debates.pages.requests import PageRequest
from debates.queries import (
    arguments,
    cases,
    cruxes,
    debates,
    evidence,
    flags,
    members,
    remarks,
    rulings,
    sources,
)
from debates.queries.orders import BadCursor, Cursor, order_in, orders_in

HELD = "#held"
"""Where the page of an argument says why it is held."""


@contextmanager
def or_404() -> Iterator[None]:
    """What is not there, or not for this viewer, is a page that is not there."""
    try:
        yield
    except ObjectDoesNotExist:
        raise Http404 from None


def the_debate(request: PageRequest, slug: str) -> Debate:
    with or_404():
        return debates.find_debate(request.user, slug)


def the_argument(request: PageRequest, argument_id: int) -> Argument:
    with or_404():
        return arguments.find_argument(request.user, argument_id)


def place_of(argument: Argument) -> str:
    """Where to read an argument that was written just now, and whether it is held."""
    return f"/arguments/{argument.pk}/{HELD if argument.is_hidden else ''}"


def unless_held(at: str, said: str) -> str:
    """What is said of what was written, at its place_of; or else, that it is held."""
    return _("It is held until a moderator has looked at it.") if at.endswith(HELD) else said


def the_remark(request: PageRequest, remark_id: int) -> Remark:
    with or_404():
        return remarks.find_remark(request.user, remark_id)


def the_crux(request: PageRequest, crux_id: int) -> Crux:
    with or_404():
        return cruxes.find_crux(request.user, crux_id)


def the_evidence(request: PageRequest, evidence_id: int) -> Evidence:
    with or_404():
        return evidence.find_evidence(request.user, evidence_id)


def the_ruling(request: PageRequest, ruling_id: int) -> Ruling:
    with or_404():
        return rulings.find_ruling(request.user, ruling_id)


def the_case(request: PageRequest, case_id: int) -> Case:
    with or_404():
        return cases.find_case(request.user, case_id)


def the_flag(request: PageRequest, flag_id: int) -> Flag:
    with or_404():
        return flags.find_flag(request.user, flag_id)


def the_source(request: PageRequest, source_id: int) -> Source:
    """The source of this number, or the one that it was merged into."""
    with or_404():
        return sources.find_source(request.user, source_id)


def the_member(name: str) -> User:
    with or_404():
        return members.find_member(name)


def the_place(debate: Debate, name: str) -> Membership:
    with or_404():
        return debates.memberships_of(debate).get(member__username=name)


def the_order(
    request: PageRequest, debate: Debate, default: str = "strongest"
) -> tuple[str, Cursor | None]:
    """The order and the place in it that the address asks for; else the first page."""
    default = order_in(debate, default)
    sort = request.GET.get("sort", default)
    if sort not in orders_in(debate):
        return default, None
    try:
        cursor = request.GET.get("cursor")
        return sort, Cursor.read(cursor, sort) if cursor else None
    except BadCursor:
        return sort, None
