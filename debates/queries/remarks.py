"""Remarks on an argument."""

from django.db.models import QuerySet

from accounts.models import Viewer
from debates.models import Argument, Remark
from debates.queries.arguments import find_argument


def remarks_on(argument: Argument) -> QuerySet[Remark]:
    """The standing remarks, by time."""
    return (
        Remark.objects.filter(argument=argument, withdrawn_at=None)
        .select_related("author")
        .order_by("made_at", "pk")
    )


def find_remark(viewer: Viewer, remark_id: int) -> Remark:
    """Raises Remark.DoesNotExist or Argument.DoesNotExist when the viewer sees no such thing."""
    remark = Remark.objects.select_related("author").get(pk=remark_id, withdrawn_at=None)
    remark.argument = find_argument(viewer, remark.argument_id)
    return remark
