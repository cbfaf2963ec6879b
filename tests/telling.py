"""What members read among their notices, and what makes them."""

from html import unescape
from typing import Any

from django.test import Client

from accounts.models import User
from debates.models import Debate, HouseRule
from tests.api import Program
from tests.appealing import staff


def page_of(member: User, address: str = "/notices/") -> str:
    client = Client()
    client.force_login(member)
    return unescape(client.get(address).content.decode())


def notices_of(member: User) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = Program(member).get("notices").json()["results"]
    return found


def a_house_rule(debate: Debate | None, title: str, code: str = "kind") -> HouseRule:
    by = debate.opened_by if debate else staff()
    return HouseRule.objects.create(debate=debate, code=code, title=title, made_by=by)
