"""Rulings as they can be appealed, appeals, and what was said about them."""

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from accounts import clock
from accounts.models import Viewer
from debates.models import Appeal, AppealReply, Debate, Membership, Ruling
from debates.queries.debates import debates_for
from debates.rules import added_title, why_not_read_appeal
from debates.rules.appeals import moderators_of
from debates.rules.moderation import concerns


def find_ruling_to_appeal(viewer: Viewer, ruling_id: int) -> Ruling:
    """The ruling that an appeal of this one is of: of a part, the whole that it is a part of.

    Its debate is as the viewer sees it. Raises Ruling.DoesNotExist, also for what the viewer may
    not see: of the whole site they see what concerns them.
    """
    rulings = Ruling.objects.select_related("argument")
    ruling = rulings.filter(Q(pk=ruling_id) | Q(parts=ruling_id)).order_by("pk").first()
    if ruling is None:
        raise Ruling.DoesNotExist
    if ruling.debate_id is not None:
        ruling.debate = debates_for(viewer).filter(pk=ruling.debate_id).first()
        if ruling.debate is None:
            raise Ruling.DoesNotExist
    elif not (viewer.is_staff or concerns(viewer, ruling)):
        raise Ruling.DoesNotExist
    return ruling


def my_appeal(viewer: Viewer, ruling: Ruling) -> Appeal | None:
    """What the viewer appealed it by."""
    return Appeal.objects.filter(ruling=ruling, member=viewer.pk).first()


def find_appeal(viewer: Viewer, appeal_id: int) -> Appeal:
    """An appeal, its debate as the viewer sees it. Raises Appeal.DoesNotExist for all others."""
    appeal = _shown().get(pk=appeal_id)
    if appeal.debate_id is not None:
        appeal.debate = debates_for(viewer).filter(pk=appeal.debate_id).first()
        if appeal.debate is None:
            raise Appeal.DoesNotExist
    if why_not_read_appeal(viewer, appeal):
        raise Appeal.DoesNotExist
    return appeal


def replies_to(appeal: Appeal) -> QuerySet[AppealReply]:
    """What was said since, oldest first, by somebody who may read it."""
    return appeal.replies.order_by("pk")


def appeals_by(viewer: Viewer) -> QuerySet[Appeal]:
    """What the viewer appealed, newest first, in debates that they still see."""
    return _visible(_shown(), viewer).filter(member=viewer.pk).order_by("-pk")


def appeals_in(debate: Debate, *, judged: bool = False) -> QuerySet[Appeal]:
    """The appeals in a debate, for its moderators."""
    return _in_turn(_shown().filter(debate=debate), judged)


def appeals_for_staff(viewer: Viewer, *, judged: bool = False) -> QuerySet[Appeal]:
    """What the staff judge: rulings of the site, of lone moderators, and what is overdue.

    Of private debates, as far as they were invited.
    """
    parts = Ruling.objects.filter(part_of=OuterRef(OuterRef("ruling")), member=OuterRef("member"))
    moderators = moderators_of(OuterRef("debate")).filter(
        ~Q(member=OuterRef("member")),
        ~Q(member=Coalesce(OuterRef("ruling__by"), 0)),
        ~Q(member=Coalesce(OuterRef("ruling__member"), 0)),
        ~Exists(parts),
    )
    lone = ~Exists(moderators)
    waiting = Q(debate=None) | Q(due_at__lte=clock.now()) | lone
    theirs = Q(debate=None) | Q(judged_by=viewer.pk) if judged else waiting
    return _in_turn(_visible(_shown(), viewer).filter(theirs), judged)


def _in_turn(appeals: QuerySet[Appeal], judged: bool) -> QuerySet[Appeal]:
    """Those that wait, first what was due first; or those that are judged, newest first."""
    if judged:
        return appeals.exclude(outcome="").order_by("-pk")
    return appeals.filter(outcome="").order_by("due_at", "pk")


def _shown() -> QuerySet[Appeal]:
    return Appeal.objects.select_related("ruling__argument", "member", "debate").annotate(
        rule_title=added_title("ruling__rule", "ruling__debate"),
        is_undone=Exists(Ruling.objects.filter(undoes=OuterRef("ruling"))),
    )


def _visible(appeals: QuerySet[Appeal], viewer: Viewer) -> QuerySet[Appeal]:
    seen = Membership.objects.filter(debate=OuterRef("debate"), member=viewer.pk)
    return appeals.filter(Q(debate=None) | ~Q(debate__visibility="private") | Exists(seen))
