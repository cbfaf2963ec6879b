"""What may stand after the ? of an address: each name declared, each value judged."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from debates import text
from debates.api.problems import unfit

LARGEST_ID = 2**63 - 1


@dataclass(frozen=True)
class Parameter:
    """One query parameter: of the named choices, a number, or a text."""

    name: str
    about: str
    choices: tuple[str, ...] = ()
    default: Any = None
    most: int = 0
    """The largest number; a parameter without one is a text."""
    also: str = ""
    """A word that may stand in place of a number."""
    required: bool = False

    def read(self, value: str) -> Any:
        """Raises ValueError with what is wrong."""
        if not text.is_readable(value):
            raise ValueError(_("This holds characters that cannot be kept."))
        if self.choices and value not in self.choices:
            raise ValueError(_("Choose one of %(them)s.") % {"them": ", ".join(self.choices)})
        if not self.most or value == self.also != "":
            return value
        if not (value.isascii() and value.isdigit() and len(value) <= 19):
            raise ValueError(_("This must be a number."))
        if not 1 <= int(value) <= self.most:
            raise ValueError(_("This must be between 1 and %(most)d.") % {"most": self.most})
        return int(value)


CURSOR = Parameter("cursor", "Where to go on: the cursor of `next` or `previous`.")


def page_size(default: int = 50) -> Parameter:
    return Parameter("page_size", "How many to a page, 100 at most.", most=100, default=default)


def asked_for(given: QueryDict, allowed: Iterable[Parameter]) -> dict[str, Any]:
    """The parameters of a request with their defaults. Names every one that is unknown or unfit."""
    known = {parameter.name: parameter for parameter in allowed}
    found: dict[str, Any] = {name: parameter.default for name, parameter in known.items()}
    errors: list[Mapping[str, str]] = []
    for name, values in given.lists():
        if name not in known:
            why = _("There is no parameter %(name)s here.") % {"name": ascii(name)[:80]}
            errors.append({"parameter": name[:80], "detail": why, "code": "unknown"})
        elif len(values) > 1:
            errors.append({"parameter": name, "detail": _("This stands twice."), "code": "twice"})
        else:
            try:
                found[name] = known[name].read(values[0])
            except ValueError as error:
                errors.append({"parameter": name, "detail": str(error), "code": "invalid"})
    for name, parameter in known.items():
        if parameter.required and name not in given:
            errors.append({"parameter": name, "detail": _("This is needed."), "code": "required"})
    if errors:
        raise unfit(errors)
    return found


def listed(name: str, value: str | None, allowed: Iterable[str]) -> list[str]:
    """The names of a list such as `fields=a,b`, all of them allowed."""
    if not value:
        return []
    allowed = list(allowed)
    names = value.split(",")
    for one in names:
        if one not in allowed:
            why = _("There is no %(one)s here. Choose from %(them)s.") % {
                "one": ascii(one)[:80],
                "them": ", ".join(allowed),
            }
            raise unfit([{"parameter": name, "detail": why, "code": "unknown"}])
    return names
