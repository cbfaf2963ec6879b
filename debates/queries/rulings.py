"""Rulings as the record shows them: by role, with the title of the rule and what undid them."""

from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from accounts.models import User, Viewer
from debates.models import Debate, HouseRule, Membership, Ruling, Visibility
from debates.rules import moderates


def all_rulings() -> QuerySet[Ruling]:
    """Each with `title`, of a rule that a debate or the staff published, and `parts_count`."""
    titles = HouseRule.objects.filter(
        Q(debate=OuterRef("debate")) | Q(debate=None), code=OuterRef("rule")
    ).order_by(F("debate").asc(nulls_last=True))
    parts = Ruling.objects.filter(part_of=OuterRef("pk")).values("part_of")
    count = parts.annotate(times=Count("pk")).values("times")
    # By name, since the model declares them.
    shown = {
        "title": Subquery(titles.values("title")[:1]),
        "parts_count": Coalesce(Subquery(count), 0, output_field=IntegerField()),
    }
    return Ruling.objects.select_related(
        "debate", "member", "evidence", "undone_by", "part_of"
    ).annotate(**shown)


def rulings_in(debate: Debate) -> QuerySet[Ruling]:
    """The rulings of a debate, newest first; the parts of one stand under it."""
    return all_rulings().filter(debate=debate, part_of=None).order_by("-pk")


def rulings_for(viewer: Viewer) -> QuerySet[Ruling]:
    """The rulings of the whole site, newest first: its own, and those of debates in sight."""
    return _in_sight(viewer).filter(part_of=None).order_by("-pk")


def parts_of(ruling: Ruling) -> QuerySet[Ruling]:
    """What a ruling that concerns many things did to each."""
    return all_rulings().filter(part_of=ruling).order_by("pk")


def find_ruling(viewer: Viewer, ruling_id: int) -> Ruling:
    """A ruling to read or to undo, its debate with `standing`. Raises Ruling.DoesNotExist."""
    ruling = _in_sight(viewer).get(pk=ruling_id)
    if ruling.debate is not None:
        ruling.debate = Debate.objects.with_standing_of(viewer).get(pk=ruling.debate.pk)
    return ruling


def whom_it_names(ruling: Ruling, viewer: Viewer) -> User | None:
    """Whom it concerns, for themselves and for those who might have ruled; else nobody.

    The author of a thing is read at the thing. `ruling.debate` may have `standing`.
    """
    standing = getattr(ruling.debate, "standing", None)
    told = viewer.is_staff or ruling.member_id == viewer.pk
    if ruling.debate is not None and standing is not None:
        told = told or moderates(viewer, ruling.debate)
    return ruling.member if told else None


def _in_sight(viewer: Viewer) -> QuerySet[Ruling]:
    place = Membership.objects.filter(debate=OuterRef("debate"), member=viewer.pk)
    return all_rulings().filter(
        Q(debate=None) | ~Q(debate__visibility=Visibility.PRIVATE) | Exists(place)
    )
