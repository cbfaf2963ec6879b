"""What stands in the bibliography of a debate beside what is cited there."""

from accounts.models import User
from debates.actions.acting import act
from debates.models import Debate, Listing
from debates.rules import refuse_if, why_not_unlist


@act
def unlist(debate: Debate, source: int, *, by: User) -> None:
    """Takes a source out of the bibliography; where it is cited, it stays in for that.

    Raises Listing.DoesNotExist for one that is not listed.
    """
    listing = Listing.objects.select_for_update().get(debate=debate, source=source)
    refuse_if(why_not_unlist(by, listing, debate))
    listing.delete()
