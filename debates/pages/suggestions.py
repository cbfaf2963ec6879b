"""What was found of a source, beside what stands there now, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from debates.exchange.csl import kind_of
from debates.exchange.metadata import VARIABLES
from debates.models import Source

LABELS = {
    "type": _("Kind"),
    "title": _("Title"),
    "author": _("Authors"),
    "issued": _("Published"),
    "container-title": _("In"),
    "volume": _("Volume"),
    "issue": _("Issue"),
    "page": _("Pages"),
    "publisher": _("Publisher"),
    "DOI": _("DOI"),
    "ISBN": _("ISBN"),
    "PMID": _("PubMed"),
    "URL": _("Address"),
}


@dataclass(frozen=True)
class Difference:
    """One variable of a source in which what was found is not what stands."""

    name: str
    label: Any
    stands: str
    found: str


def differences(stands: Mapping[str, Any], found: Mapping[str, Any]) -> list[Difference]:
    """What could be taken, of CSL-JSON."""
    now, then = _kind_named(stands), _kind_named(found)
    listed = [
        Difference(name, LABELS[name], in_words(now.get(name)), in_words(then[name]))
        for name in VARIABLES
        if name in found and found[name] != stands.get(name)
    ]
    return [one for one in listed if one.stands != one.found]


def _kind_named(csl: Mapping[str, Any]) -> dict[str, Any]:
    """With our word for its kind: CSL has many types that are one to us."""
    return {**csl, "type": Source.Kind(kind_of(csl)).label} if "type" in csl else dict(csl)


def in_words(value: Any) -> str:
    """A variable of CSL-JSON as people read it."""
    if isinstance(value, list):
        return ", ".join(_named(one) for one in value)
    if isinstance(value, dict):
        days = ["-".join(f"{part:02}" for part in day) for day in value.get("date-parts", [])]
        return " – ".join(days) or str(value.get("literal", ""))
    return "" if value is None else str(value)


def _named(name: Mapping[str, str]) -> str:
    parts = ("given", "dropping-particle", "non-dropping-particle", "family", "suffix", "literal")
    return " ".join(name[part] for part in parts if part in name)
