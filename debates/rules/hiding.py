"""What is hidden together: a whole thread, or all that one member wrote in a debate since a day."""

from datetime import UTC, date, datetime, time
from typing import Any, NamedTuple

THREAD = """reached (id) AS (
    SELECT %(top)s::bigint
    UNION
    SELECT argument.id FROM reached JOIN debates_argument AS argument ON parent_id = reached.id
)"""

WRITTEN = """reached (id) AS (
    SELECT id FROM debates_argument
    WHERE author_id = %(author)s AND debate_id = %(debate)s AND made_at >= %(since)s
)"""


class Reach(NamedTuple):
    """How far a ruling that hides many goes: under `top`, or over what `author` wrote `since`."""

    debate: int
    top: int | None = None
    author: int | None = None
    since: date | None = None

    @property
    def reached(self) -> str:
        """SQL of a table `reached (id)`, to stand after WITH RECURSIVE."""
        return THREAD if self.top else WRITTEN

    @property
    def values(self) -> dict[str, Any]:
        since = datetime.combine(self.since or date.min, time.min, UTC)
        return self._asdict() | {"since": since}
