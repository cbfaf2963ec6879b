"""Redacting: which words can be taken out of a thing, and for how long they can be put back."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Final

from django.utils.translation import gettext as _

from accounts.models import Viewer
from debates.models import Debate
from debates.rules.moderation import why_not_moderate
from debates.rules.reasons import Reason

REDACTED: Final = "[redacted]"
"""What stands in place of words that were taken out."""

OF_A_VERSION: Final = ("statement", "reasoning", "left_open")
OF_EVIDENCE: Final = ("quote", "locator", "shows")
CONCESSION: Final = "concession"
CHECK: Final = "because"
REMARK: Final = "text"

BESIDE = (CHECK, REMARK)
"""What members say beside an argument or its evidence: redacting it settles no flag on those."""

SEALED_FOR = timedelta(days=30 + 7)
"""So long the words are kept: 30 days to appeal, and 7 to judge that."""


def why_not_redact(viewer: Viewer, words: Iterable[str], debate: Debate) -> Reason | None:
    """`words`: what stands in the fields that would be redacted. Needs `debate.standing`."""
    if reason := why_not_moderate(viewer, debate):
        return reason
    if not any(map(is_redactable, words)):
        return Reason("redacted", _("There are no words here to redact, or not any more."))
    return None


def is_redactable(words: str) -> bool:
    """Whether there is anything to take out."""
    return words not in ("", REDACTED)
