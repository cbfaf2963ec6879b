"""What pages tell a reader of the side they count for."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import Viewer
from debates.queries.syntheses import Synthesis
from debates.rules.sides import held_by


def my_side_parts(viewer: Viewer, shown: Synthesis) -> dict[str, Any]:
    """Which side the viewer counts for, or why none and what to vote on."""
    return {
        "held": held_by(viewer, [shown.card.id]).get(shown.card.id),
        "held_names": {kept.of.id: kept.of.statement or f"#{kept.of.id}" for kept in shown.keeps},
        "unvoted": _unvoted(shown),
    }


def _unvoted(shown: Synthesis) -> Sequence[tuple[int, str]]:
    """What it reconciles and the viewer has taken no position on."""
    return [
        (kept.of.id, kept.of.statement or _("a hidden argument"))
        for kept in shown.keeps
        if kept.of.my_position is None and not kept.of.is_mine
    ]
