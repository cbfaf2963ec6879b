"""Sources that were retracted, in as few words as a test needs."""

from accounts import limits
from accounts.models import User
from debates.actions.retractions import reinstate_source, retract_source
from debates.models import Retraction, Source
from tests.faces_retraction import NOTICE
from tests.factories import a_member


def a_retraction(
    source: Source, kind: str = "retracted", *, by: User | None = None, because: str = ""
) -> Retraction:
    """Marks the source, as site staff unless said otherwise."""
    with limits.lifted():
        by = by or a_member(is_staff=True)
        return retract_source(source, kind=kind, url=NOTICE, because=because, by=by)


def take_back(source: Source, *, by: User | None = None) -> None:
    with limits.lifted():
        reinstate_source(source, by=by or a_member(is_staff=True))
