"""Naming the argument that changed one's mind about another."""

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from accounts.models import Viewer
from debates.models import Argument, Debate, MindChange, Position, PositionChange
from debates.rules.reasons import Reason
from debates.rules.standing import Arguable, why_not_bear_on, why_not_take_part

FLIPS = {(Position.AGREE, Position.DISAGREE), (Position.DISAGREE, Position.AGREE)}


def why_not_name_mind_change(
    viewer: Viewer, about: Arguable, debate: Debate, *, change: PositionChange | None
) -> Reason | None:
    """`change` is the viewer's change from agree to disagree or back that nothing is named for."""
    if reason := why_not_take_part(viewer, debate) or why_not_bear_on(about):
        return reason
    if change is None:
        why = _(
            "There is nothing to name: your vote on this did not just go from agree to disagree "
            "or back, or you named it before."
        )
        return Reason("no_change", why)
    return None


def why_not_credit(viewer: Viewer, argument: Argument, about: Argument) -> Reason | None:
    """Why `argument` cannot have changed the viewer's mind about `about`."""
    if argument.pk == about.pk:
        return Reason("itself", _("An argument changes minds about others, not about itself."))
    if argument.debate_id != about.debate_id:
        return Reason("elsewhere", _("There is no such argument in this debate."))
    if argument.author_id == viewer.pk:
        return Reason("own_argument", _("This is your own: name what somebody else wrote."))
    return why_not_bear_on(argument)


def open_change(viewer: Viewer, about: Argument) -> PositionChange | None:
    """The viewer's latest change of position, if it is a flip and nothing is named for it yet."""
    if not viewer.is_authenticated:
        return None
    latest = (
        PositionChange.objects.filter(argument=about, member=viewer.pk)
        .annotate(named=Exists(MindChange.objects.filter(change=OuterRef("pk"))))
        .order_by("-pk")
        .first()
    )
    if latest is None or latest.named or latest.merge_id is not None:
        return None
    if (latest.before, latest.after) not in FLIPS:
        return None
    return latest
