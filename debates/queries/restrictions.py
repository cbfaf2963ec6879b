"""What was ruled on members themselves: warnings, mutes and suspensions."""

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from accounts.models import Viewer
from debates.models import Debate, HouseRule, Ruling

VERBS = (Ruling.Verb.WARN, Ruling.Verb.MUTE, Ruling.Verb.SUSPEND)


def restrictions_of(viewer: Viewer) -> QuerySet[Ruling]:
    """Each warning, mute and suspension of the viewer's own, live and past, newest first.

    Each with its `restriction`, what it is `undone_by`, and `rule_title` where that is no rule of
    the site's own. None of a private debate that they no longer see.
    """
    own = HouseRule.objects.filter(
        Q(debate=OuterRef("debate")) | Q(debate=None), code=OuterRef("rule")
    )
    nearest = own.order_by(F("debate").asc(nulls_last=True)).values("title")[:1]
    return (
        Ruling.objects.filter(Q(debate=None) | Q(debate__in=Debate.objects.visible_to(viewer)))
        .filter(member=viewer.pk, verb__in=VERBS)
        .annotate(rule_title=Subquery(nearest))
        .select_related("debate", "restriction", "undone_by")
        .order_by("-pk")
    )
