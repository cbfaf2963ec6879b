"""Reading a long debate: the best of it first, for the same cost however long it is.

The strongest top-level claims by keyset, then LATERAL steps to the best three
replies of each, two levels deep; of those replies the thirty best. A debate
is never read whole, and a subtree never by its path.
"""

from dataclasses import dataclass, field

from accounts.models import Viewer
from debates.models import Argument, Debate
from debates.queries import cards
from debates.queries.arguments import Page
from debates.queries.card import Card
from debates.queries.cards import Placed
from debates.queries.orders import ORDERS, Cursor, Order, order_in
from debates.rules import is_blind_to

TOP = 20
REPLIES = 30
PER_PARENT = 3
ANCESTORS = 20

STEP = """SELECT reply.id, reply.parent_id, least(reply.worth, {parents}.worth) AS worth,
        {parents}.place
    FROM {parents}, LATERAL (
        SELECT id, parent_id, {worth} AS worth FROM debates_argument
        WHERE parent_id = {parents}.id ORDER BY {best}, id {ties} LIMIT {limit}
    ) AS reply WHERE {parents}.place <= 20"""


def _under(worth: str, best: str, ties: str) -> str:
    """SQL of the replies that are shown, and of `chosen`.

    A reply is worth no more than what it answers, so that none comes without its parent.
    """
    first, second = (
        STEP.format(parents=parents, worth=worth, best=best, ties=ties, limit=PER_PARENT)
        for parents in ("top", "first")
    )
    return f"""first AS ({first}),
second AS ({second}),
best AS (
    SELECT * FROM (
        SELECT id, worth, 1 AS depth FROM first UNION ALL SELECT id, worth, 2 FROM second
    ) AS replies ORDER BY worth DESC, depth, id {ties} LIMIT {REPLIES}
),
chosen (id, depth, key, place) AS (
    SELECT id, 0, to_jsonb(key), place FROM top
    UNION ALL SELECT id, depth, NULL, 1000 + row_number() OVER (ORDER BY worth DESC, id {ties})
    FROM best
)"""  # noqa: S608 - constants


UNDER = _under("rank", "rank DESC", "DESC")
# Which replies are the best tells how people voted: a blind debate shows the first.
UNDER_BLIND = _under("-(extract(epoch FROM made_at) * 1000000)::bigint", "made_at", "ASC")


@dataclass
class Thread:
    """An argument and what of its replies is shown."""

    card: Card
    replies: list["Thread"] = field(default_factory=list)

    @property
    def more(self) -> int:
        """How many of its replies are not shown here."""
        return max(self.card.replies - len(self.replies), 0)


def threads_of(
    debate: Debate, viewer: Viewer, *, sort: str = "strongest", cursor: Cursor | None = None
) -> Page[Thread]:
    """The debate's claims in this order, 20 a page, and under them the 30 best replies."""
    sort = order_in(debate, sort)
    return threads_in(threads_text(debate, viewer, sort=sort, cursor=cursor), sort, cursor)


def threads_text(
    debate: Debate, viewer: Viewer, *, sort: str = "strongest", cursor: Cursor | None = None
) -> str:
    """What `threads_of` reads, as one text."""
    order = ORDERS[order_in(debate, sort)]
    top = _listed(order, "debate_id = %(debate)s AND parent_id IS NULL AND kind = 'claim'", cursor)
    values = {"debate": debate.pk} | _values(cursor)
    return cards.read_text(f"{top}, {_replies(debate)}", values, viewer=viewer, debate=debate)


def threads_in(text: str, sort: str, cursor: Cursor | None) -> Page[Thread]:
    """The threads in what `threads_text` read."""
    return _page(cards.placed(text), sort, cursor)


def replies_of(
    argument: Argument, viewer: Viewer, *, sort: str = "strongest", cursor: Cursor | None = None
) -> Page[Thread]:
    """One argument's replies, 20 a page, with the best of theirs. `argument.debate` is read."""
    debate = argument.debate
    sort = order_in(debate, sort)
    top = _listed(ORDERS[sort], "parent_id = %(parent)s", cursor)
    values = {"parent": argument.pk} | _values(cursor)
    rows = cards.read(f"{top}, {_replies(debate)}", values, viewer=viewer, debate=debate)
    return _page(rows, sort, cursor)


def above(argument: Argument, viewer: Viewer) -> list[Card]:
    """What the argument answers, from the top of its thread down; the nearest 20."""
    chosen = f"""RECURSIVE chain (id, up) AS (
        SELECT parent_id, 1 FROM debates_argument WHERE id = %(id)s AND parent_id IS NOT NULL
        UNION ALL
        SELECT parent_id, up + 1 FROM chain JOIN debates_argument USING (id)
        WHERE parent_id IS NOT NULL AND up < {ANCESTORS}
    ), chosen (id, depth, key, place) AS (SELECT id, 0, 0, -up FROM chain)"""  # noqa: S608
    rows = cards.read(chosen, {"id": argument.pk}, viewer=viewer, debate=argument.debate)
    return [row.card for row in rows]


def _replies(debate: Debate) -> str:
    return UNDER_BLIND if is_blind_to(debate) else UNDER


def _listed(order: Order, where: str, cursor: Cursor | None) -> str:
    """SQL of the common table `top`: one argument more than a page, to know of the next."""
    backwards = cursor is not None and cursor.backwards
    direction, column = order.direction(backwards=backwards), order.column
    if cursor:
        where += f" AND ({column}, id) {order.beyond(backwards=backwards)} (%(key)s, %(id)s)"
    return f"""top AS (
        SELECT id, {column} AS key, 9223372036854775807 AS worth,
            row_number() OVER (ORDER BY {column} {direction}, id {direction}) AS place
        FROM debates_argument WHERE {where}
        ORDER BY {column} {direction}, id {direction} LIMIT {TOP + 1}
    )"""  # noqa: S608 - columns and directions are our own constants


def _values(cursor: Cursor | None) -> dict[str, object]:
    return {"key": cursor.key, "id": cursor.id} if cursor else {}


def _page(rows: list[Placed], sort: str, cursor: Cursor | None) -> Page[Thread]:
    top = [row for row in rows if row.depth == 0]
    more, top = len(top) > TOP, top[:TOP]
    backwards = cursor is not None and cursor.backwards
    if backwards:
        top.reverse()
    threads = {row.card.id: Thread(row.card) for row in top}
    items = list(threads.values())
    for row in sorted((row for row in rows if row.depth), key=lambda row: row.depth):
        # Under the one argument too many there is nothing to hang a reply on.
        if parent := threads.get(row.card.parent_id or 0):
            parent.replies.append(threads.setdefault(row.card.id, Thread(row.card)))
    if not items:
        return Page([])
    has_next, has_previous = (True, more) if backwards else (more, cursor is not None)
    return Page(
        items,
        next=str(Cursor(sort, top[-1].key, top[-1].card.id)) if has_next else None,
        previous=str(Cursor(sort, top[0].key, top[0].card.id, True)) if has_previous else None,
    )
