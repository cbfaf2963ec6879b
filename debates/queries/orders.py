"""Orders of arguments, and the signed cursors that go on in one."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core import signing
from django.utils.translation import gettext_lazy as _

from debates.models import Debate
from debates.rules import is_blind_to


@dataclass(frozen=True)
class Order:
    """A total order of arguments: a column, the id where it ties, and a direction for both."""

    column: str
    descending: bool
    label: Any
    follows_votes: bool = False

    def direction(self, *, backwards: bool) -> str:
        return "DESC" if self.descending != backwards else "ASC"

    def beyond(self, *, backwards: bool) -> str:
        return "<" if self.descending != backwards else ">"


ORDERS = {
    "strongest": Order("rank", True, _("strongest"), follows_votes=True),
    "newest": Order("made_at", True, _("newest")),
    "oldest": Order("made_at", False, _("oldest")),
    "contested": Order("contest", True, _("most contested"), follows_votes=True),
    "discussed": Order("replies", True, _("most discussed")),
}


def orders_in(debate: Debate) -> dict[str, Order]:
    """The orders that are offered in this debate: where counts are hidden, none that tells them."""
    blind = is_blind_to(debate)
    return {name: one for name, one in ORDERS.items() if not (blind and one.follows_votes)}


def order_in(debate: Debate, sort: str) -> str:
    """This order, or the one that stands for it where it is not offered."""
    return sort if sort in orders_in(debate) else "oldest"


class BadCursor(ValueError):
    """A cursor that this site did not make, or made for another order."""


@dataclass(frozen=True)
class Cursor:
    """A place between two rows of an order, and the direction to read on in."""

    sort: str
    key: Any
    id: int
    backwards: bool = False

    def __str__(self) -> str:
        key = self.key.isoformat() if isinstance(self.key, datetime) else self.key
        return signing.dumps([self.sort, key, self.id, int(self.backwards)], salt="cursor")

    @classmethod
    def read(cls, text: str, sort: str) -> "Cursor":
        """Raises BadCursor."""
        try:
            its_sort, key, id_, backwards = signing.loads(text, salt="cursor")
            if its_sort != sort:
                raise BadCursor(text)
            if ORDERS[sort].column == "made_at":
                key = datetime.fromisoformat(key)
            return cls(sort, key, id_, bool(backwards))
        except (signing.BadSignature, UnicodeError, ValueError, TypeError, KeyError) as error:
            raise BadCursor(text) from error
