"""The cruxes of a debate, of a pair and of a synthesis, open or bridged."""

from typing import NamedTuple

from django.db import connection
from django.db.models import BooleanField, Exists, F, OuterRef, QuerySet
from django.db.models.expressions import Combinable, RawSQL

from accounts.models import Viewer
from debates.models import Argument, Crux, Debate, Second
from debates.models.crux import CruxQuerySet
from debates.queries.arguments import find_argument

# As text, so that the debate page need not put the ORM's query together.
# That a crux is bridged would tell how the sides vote: while that is blind, it stays open.
IS_OPEN = """NOT EXISTS (
    SELECT FROM debates_concession AS one
    JOIN debates_concession AS other USING (synthesis_id)
    JOIN debates_endorsement AS endorsement USING (synthesis_id)
    JOIN debates_argument AS synthesis ON synthesis.id = synthesis_id
    JOIN debates_debate AS debate ON debate.id = synthesis.debate_id
    WHERE one.argument_id = debates_crux.first_id AND other.argument_id = debates_crux.second_id
        AND endorsement.is_bridging AND endorsement.status = 'bridging'
        AND (NOT debate.is_blind OR debate.closed_at IS NOT NULL)
        AND synthesis.hidden_at IS NULL AND synthesis.withdrawn_at IS NULL
        AND NOT EXISTS (
            SELECT FROM debates_leftopen AS said
            WHERE said.synthesis_id = synthesis.id AND said.crux_id = debates_crux.id))"""

LEADING = f"""
SELECT debates_crux.id, debates_crux.question, debates_crux.kind, debates_crux.seconds
FROM debates_crux
JOIN debates_argument AS first ON first.id = debates_crux.first_id
JOIN debates_argument AS second ON second.id = debates_crux.second_id
WHERE debates_crux.debate_id = %(debate)s AND debates_crux.withdrawn_at IS NULL
    AND first.hidden_at IS NULL AND first.withdrawn_at IS NULL
    AND second.hidden_at IS NULL AND second.withdrawn_at IS NULL
    AND {IS_OPEN}
ORDER BY debates_crux.seconds DESC, debates_crux.id LIMIT 5
"""  # noqa: S608 - joined from our own constants

TEXTS = [
    f"{one}__{text}"
    for one in ("first", "second")
    for text in ("reasoning", "reasoning_html", "excerpt_html", "left_open")
]


class Turn(NamedTuple):
    """A crux in short. Hashable: a page that shows it can be kept by it."""

    id: int
    question: str
    kind: str
    seconds: int

    @property
    def kind_label(self) -> str:
        return str(Crux.Kind(self.kind).label)


def leading_cruxes(debate: Debate) -> tuple[Turn, ...]:
    """The debate's open cruxes, most seconded first; five at most."""
    if debate.tally.arguments < 2:
        return ()
    with connection.cursor() as cursor:
        cursor.execute(LEADING, {"debate": debate.pk})
        return tuple(map(Turn._make, cursor.fetchall()))


def cruxes_in(debate: Debate, viewer: Viewer) -> QuerySet[Crux]:
    """The standing cruxes of a debate that the viewer sees."""
    return _read(viewer).filter(debate=debate)


def open_first(cruxes: QuerySet[Crux]) -> QuerySet[Crux]:
    """The open ones before the bridged ones, of each the most seconded first."""
    return cruxes.order_by(F("is_open").desc(), "-seconds", "pk")


def cruxes_with_parent(argument: Argument, viewer: Viewer) -> QuerySet[Crux]:
    """Those between an argument and what it answers, most seconded first."""
    pair = sorted((argument.pk, argument.parent_id or argument.pk))
    return _read(viewer).filter(first=pair[0], second=pair[1]).order_by("-seconds", "pk")


def cruxes_of(synthesis: Argument, viewer: Viewer) -> QuerySet[Crux]:
    """Those between what a synthesis reconciles, most seconded first."""
    return _read(viewer).reconciled_by(synthesis.pk).order_by("-seconds", "pk")


def cruxes_left_open_by(synthesis: Argument) -> list[int]:
    """The standing cruxes that a synthesis says it leaves open, by id."""
    left = Crux.objects.standing().filter(left_open_by__synthesis=synthesis)
    return list(left.order_by("pk").values_list("pk", flat=True))


def with_pair(cruxes: QuerySet[Crux]) -> QuerySet[Crux]:
    """Each with both of its arguments, their longer texts apart."""
    return cruxes.select_related("first", "second").defer(*TEXTS)


def find_crux(viewer: Viewer, crux_id: int) -> Crux:
    """Raises Crux.DoesNotExist or Argument.DoesNotExist when the viewer sees no such thing."""
    crux = _read(viewer).get(pk=crux_id)
    crux.debate = find_argument(viewer, crux.first_id).debate
    return crux


def _read(viewer: Viewer) -> CruxQuerySet:
    seconded = Second.objects.filter(crux=OuterRef("pk"), member=viewer.pk)
    beside: dict[str, Combinable] = {
        "is_open": RawSQL(IS_OPEN, (), output_field=BooleanField()),  # noqa: S611 - our own text
        "is_seconded": Exists(seconded),
    }
    return (
        Crux.objects.standing()
        .annotate(**beside)
        .select_related("named_by")
        .prefetch_related("left_open_by")
    )
