"""Remarks on an argument."""

from django.db.models import QuerySet

from accounts.models import Viewer
from debates.models import Argument, Remark
from debates.queries.arguments import find_argument
from debates.queries.ignores import is_ignored_by


def remarks_on(argument: Argument, viewer: Viewer) -> QuerySet[Remark]:
    """The standing remarks, by time, each with `is_ignored`: whether the viewer folds it away."""
    return (
        Remark.objects.filter(argument=argument, withdrawn_at=None)
        .select_related("author")
        .annotate(is_ignored=is_ignored_by(viewer, "author"))
        .order_by("made_at", "pk")
    )


def find_remark(viewer: Viewer, remark_id: int) -> Remark:
    """Raises Remark.DoesNotExist or Argument.DoesNotExist when the viewer sees no such thing."""
    remark = Remark.objects.select_related("author").get(pk=remark_id, withdrawn_at=None)
    remark.argument = find_argument(viewer, remark.argument_id)
    return remark
