"""What moderation did, month by month, for everybody to read."""

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from django.db import connection

from accounts import clock
from debates.models import INVERSES, Debate

MONTHS = 12

# Months are those of UTC, so that they are the same for every reader.
FIGURES = """
WITH months (starts) AS (
    SELECT generate_series(%(since)s::timestamptz AT TIME ZONE 'UTC',
        %(now)s::timestamptz AT TIME ZONE 'UTC', interval '1 month')
), flagged AS (
    SELECT date_trunc('month', raised_at AT TIME ZONE 'UTC') AS starts, count(*) AS many
    FROM debates_flag JOIN debates_case AS thing ON thing.id = case_id
    WHERE raised_at >= %(since)s AND {scope} GROUP BY 1
), ruled AS (
    SELECT starts, json_agg(json_build_array(rule, title, many) ORDER BY many DESC, rule) AS rules
    FROM (
        SELECT date_trunc('month', at AT TIME ZONE 'UTC') AS starts, rule, count(*) AS many,
            (SELECT title FROM debates_houserule AS house WHERE house.code = rule
                AND (house.debate_id = thing.debate_id OR house.debate_id IS NULL)
                LIMIT 1) AS title
        FROM debates_ruling AS thing
        WHERE at >= %(since)s AND part_of_id IS NULL AND undoes_id IS NULL
            AND verb = ANY(%(verbs)s) AND {scope}
        GROUP BY 1, 2, 4
    ) AS counted GROUP BY starts
), looked AS (
    SELECT date_trunc('month', opened_at AT TIME ZONE 'UTC') AS starts,
        percentile_disc(0.5) WITHIN GROUP (ORDER BY looked_at - opened_at) AS median,
        percentile_disc(0.9) WITHIN GROUP (ORDER BY looked_at - opened_at) AS ninetieth
    FROM debates_case AS thing
    WHERE opened_at >= %(since)s AND looked_at IS NOT NULL AND verdict <> 'dropped' AND {scope}
    GROUP BY 1
), appealed AS (
    SELECT date_trunc('month', made_at AT TIME ZONE 'UTC') AS starts, count(*) AS many
    FROM debates_appeal AS thing WHERE made_at >= %(since)s AND {scope} GROUP BY 1
), granted AS (
    SELECT date_trunc('month', judged_at AT TIME ZONE 'UTC') AS starts, count(*) AS many
    FROM debates_appeal AS thing
    WHERE judged_at >= %(since)s AND outcome = 'granted' AND {scope} GROUP BY 1
)
SELECT starts::date, coalesce(flagged.many, 0), coalesce(rules, '[]')::text,
    extract(epoch FROM median)::bigint, extract(epoch FROM ninetieth)::bigint,
    coalesce(appealed.many, 0), coalesce(granted.many, 0)
FROM months LEFT JOIN flagged USING (starts) LEFT JOIN ruled USING (starts)
LEFT JOIN looked USING (starts) LEFT JOIN appealed USING (starts) LEFT JOIN granted USING (starts)
ORDER BY starts DESC
"""
IN_ONE = "thing.debate_id = %(debate)s"
# What happens in a private debate is counted nowhere else.
EVERYWHERE = """(thing.debate_id IS NULL OR EXISTS (SELECT FROM debates_debate AS debate
    WHERE debate.id = thing.debate_id AND debate.visibility <> 'private'))"""


class Ruled(NamedTuple):
    """How often something was ruled by one rule."""

    rule: str
    title: str | None
    """Of a rule that is none of the site's own."""
    many: int


class Month(NamedTuple):
    """What moderation did in one month."""

    starts: date
    flags: int
    rulings: Sequence[Ruled]
    median: int | None
    """Seconds until a moderator first looked, of what came up in this month: half waited less."""
    ninetieth: int | None
    """So many seconds nine of ten waited at most."""
    appeals: int
    granted: int

    @property
    def ruled(self) -> int:
        return sum(one.many for one in self.rulings)


def figures_of(debate: Debate | None) -> list[Month]:
    """The last twelve months of a debate, or of the site with all debates that everyone reads."""
    statement = FIGURES.format(scope=IN_ONE if debate else EVERYWHERE)
    now = clock.now()
    values: dict[str, Any] = {
        "now": now,
        "since": _first_of_month(now, MONTHS - 1),
        "debate": debate.pk if debate else None,
        "verbs": list(INVERSES),
    }
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return [
            Month(starts, flags, [Ruled(*one) for one in json.loads(rules)], *rest)
            for starts, flags, rules, *rest in cursor.fetchall()
        ]


def _first_of_month(now: datetime, before: int) -> datetime:
    """When the month began that was so many months before this."""
    year, month = divmod(now.astimezone(UTC).year * 12 + now.astimezone(UTC).month - 1 - before, 12)
    return datetime(year, month + 1, 1, tzinfo=UTC)
