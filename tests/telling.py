"""What members read among their notices, and what makes them."""

from html import unescape
from typing import Any

from django.test import Client

from accounts.models import User
from debates.models import Argument, Case, Debate, Evidence, Flag, HouseRule
from tests.api import Program
from tests.appealing import staff
from tests.factories import a_member


def page_of(member: User, address: str = "/notices/") -> str:
    client = Client()
    client.force_login(member)
    return unescape(client.get(address).content.decode())


def notices_of(member: User) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = Program(member).get("notices").json()["results"]
    return found


def a_flag(thing: Argument | Evidence | User, *, rule: str = "spam") -> User:
    """Flags this. Returns who flagged it."""
    about: dict[str, Any] = {"member": thing}
    if isinstance(thing, Argument):
        about = {"argument": thing, "debate": thing.debate}
    elif isinstance(thing, Evidence):
        about = {"evidence": thing, "debate": thing.argument.debate}
    case, _made = Case.objects.get_or_create(**about, closed_at=None)
    flag = Flag.objects.create(case=case, member=a_member(), rule=rule)
    return flag.member


def a_house_rule(debate: Debate | None, title: str, code: str = "kind") -> HouseRule:
    by = debate.opened_by if debate else staff()
    return HouseRule.objects.create(debate=debate, code=code, title=title, made_by=by)
