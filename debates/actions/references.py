"""References of sources in a bibliography's style: the worker's, since formatting takes long."""

from django.db import transaction

from debates.exchange.references import styled_reference
from debates.models import Source

AT_ONCE = 20


@transaction.atomic
def write_references() -> int:
    """Formats a few sources that have no reference yet. Returns how many."""
    waiting = Source.objects.filter(reference="", merged_into=None).order_by("pk")
    sources = waiting.select_for_update(skip_locked=True, no_key=True).only("csl")[:AT_ONCE]
    for source in sources:
        source.reference = styled_reference(source.csl)
    return Source.objects.bulk_update(sources, ["reference"])
