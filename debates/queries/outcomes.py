"""What debates were closed with, as one reads it: its versions, and who disputes them."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce, JSONObject

from accounts.models import Viewer
from debates.models import Argument, Debate, Dispute, Outcome, Status
from debates.queries.arguments import Page
from debates.rules import is_blind_to, moderates

QUOTED = 5
"""How many disputes stand with an outcome; the others have a page."""
SHOWN, LISTED = 20, 50


class Said(NamedTuple):
    """A dispute as it reads."""

    text: str
    by: str | None
    """None for a former member."""
    at: datetime


class Stated(NamedTuple):
    """An outcome as one viewer sees it. Hashable: a page can be kept by it."""

    number: int
    is_current: bool
    """Whether the debate is closed with it, in these words."""
    closed_at: datetime
    synthesis_id: int | None
    statement: str | None
    """What the synthesis states now; None where the viewer may not read it."""
    status: str | None
    """How the synthesis stands; None where votes are blind."""
    is_settled: bool | None
    text: str
    why_early: str
    look_again_on: date | None
    by_id: int
    by: str | None
    """None for a former member."""
    at: datetime
    disputes: int
    said: tuple[Said, ...]
    """The newest disputes."""
    i_dispute: bool

    @property
    def status_in_words(self) -> str:
        return str(Status(self.status).label) if self.status else ""


def outcomes_of(debate: Debate, viewer: Viewer) -> QuerySet[Outcome]:
    """Every outcome that the debate ever had; `seen` makes of a row what the viewer sees."""
    disputes = Dispute.objects.filter(outcome=OuterRef("pk"))
    said = disputes.order_by("-at", "member").values(
        told=JSONObject(
            text="text", at="at", by=Case(When(member__deleted_at=None, then="member__username"))
        )
    )
    newest = Outcome.objects.filter(debate=OuterRef("debate")).order_by("-number")
    own = Q(synthesis__author=viewer.pk or 0)
    standing = Q(synthesis__hidden_at=None) if not moderates(viewer, debate) else Q()
    return Outcome.objects.filter(debate=debate).annotate(
        name=Case(When(by__deleted_at=None, then="by__username")),
        statement=Case(
            When(own | (standing & Q(synthesis__withdrawn_at=None)), then="synthesis__statement")
        ),
        status=F("synthesis__endorsement__status"),
        is_settled=F("synthesis__endorsement__is_settled"),
        latest=Subquery(newest.values("number")[:1]),
        disputed=Coalesce(
            Subquery(disputes.values("outcome").annotate(many=Count("member")).values("many")), 0
        ),
        said=ArraySubquery(said[:QUOTED]),
        i_dispute=Exists(disputes.filter(member=viewer.pk or 0)),
    )


def seen(debate: Debate, row: Any) -> Stated:
    """A row of `outcomes_of` this debate."""
    return Stated(
        number=row.number,
        is_current=row.closed_at == debate.closed_at and row.number == row.latest,
        closed_at=row.closed_at,
        synthesis_id=row.synthesis_id,
        statement=row.statement,
        status=None if is_blind_to(debate) else row.status or Status.PROPOSED.value,
        is_settled=None if is_blind_to(debate) else bool(row.is_settled),
        text=row.text,
        why_early=row.why_early,
        look_again_on=row.look_again_on,
        by_id=row.by_id,
        by=row.name,
        at=row.at,
        disputes=row.disputed,
        said=tuple(
            Said(one["text"], one["by"], datetime.fromisoformat(one["at"])) for one in row.said
        ),
        i_dispute=row.i_dispute,
    )


def current_outcome(debate: Debate, viewer: Viewer) -> Stated | None:
    """What the debate is closed with, if it is, and with something."""
    if debate.closed_at is None:
        return None
    rows = outcomes_of(debate, viewer).filter(closed_at=debate.closed_at).order_by("-number")
    return next((seen(debate, row) for row in rows[:1]), None)


def list_outcomes(
    debate: Debate, viewer: Viewer, *, before: int | None = None
) -> tuple[list[Stated], int | None]:
    """Outcomes, newest first, 20 at a time; beside them the number that the next are before."""
    rows = outcomes_of(debate, viewer).order_by("-number")
    if before:
        rows = rows.filter(number__lt=before)
    found = [seen(debate, row) for row in rows[: SHOWN + 1]]
    return found[:SHOWN], found[SHOWN - 1].number if len(found) > SHOWN else None


def read_outcome(debate: Debate, viewer: Viewer, number: int) -> Stated:
    """Raises Outcome.DoesNotExist."""
    return seen(debate, outcomes_of(debate, viewer).get(number=number))


def find_outcome(debate: Debate, number: int) -> Outcome:
    """Raises Outcome.DoesNotExist."""
    outcome = Outcome.objects.get(debate=debate, number=number)
    outcome.debate = debate
    return outcome


def disputes_of(debate: Debate, number: int) -> QuerySet[Dispute]:
    """All that disputes this version of the outcome."""
    return Dispute.objects.filter(debate=debate, outcome__number=number).select_related("member")


def list_disputes(debate: Debate, number: int, *, beyond: int = 0) -> Page[Said]:
    """Fifty disputes, oldest first: none is ever taken back, so their places stay."""
    rows = disputes_of(debate, number).order_by("at", "member")[beyond : beyond + LISTED + 1]
    found = [
        Said(row.text, None if row.member.deleted_at else row.member.username, row.at)
        for row in rows
    ]
    more = str(beyond + LISTED) if len(found) > LISTED else None
    return Page(found[:LISTED], next=more)


def what_could_end(debate: Debate, *, also: int | None = None) -> Sequence[Argument]:
    """The ten best syntheses that stand, each with its `endorsement` where it has one.

    While voting is blind, the ten newest: the best would tell the votes.
    """
    syntheses = Argument.objects.filter(debate=debate, kind="synthesis").filter(
        hidden_at=None, withdrawn_at=None
    )
    order = ["-pk"] if is_blind_to(debate) else ["-rank", "-pk"]
    best = list(syntheses.select_related("endorsement").order_by(*order)[:10])
    if also and also not in {one.pk for one in best}:
        best += syntheses.select_related("endorsement").filter(pk=also)
    return best
