"""The specimens of a local start: read as their opener reads them."""

from dataclasses import dataclass

from debates.models import Debate
from debates.queries.debates import find_debate
from debates.queries.syntheses import Synthesis, list_syntheses

SLUG = "specimens"


@dataclass(frozen=True)
class Specimens:
    debate: Debate
    syntheses: list[Synthesis]


def specimens() -> Specimens | None:
    """All of them, in the order of writing, where the demo's members made them; else None."""
    found = Debate.objects.filter(slug=SLUG, opened_by__is_demo=True).first()
    if found is None:
        return None
    debate = find_debate(found.opened_by, SLUG)
    page = list_syntheses(debate, found.opened_by, sort="oldest", with_reasoning=True)
    return Specimens(debate, list(page.items))
