"""What was ruled on members themselves: warnings, mutes and suspensions."""

from django.db.models import Q, QuerySet

from accounts.models import Viewer
from debates.models import Debate, Ruling
from debates.rules import added_title

VERBS = (Ruling.Verb.WARN, Ruling.Verb.MUTE, Ruling.Verb.SUSPEND)


def restrictions_of(viewer: Viewer) -> QuerySet[Ruling]:
    """Each warning, mute and suspension of the viewer's own, live and past, newest first.

    Each with its `restriction`, what it is `undone_by`, and `rule_title` where that is no rule of
    the site's own. None of a private debate that they no longer see.
    """
    return (
        Ruling.objects.filter(Q(debate=None) | Q(debate__in=Debate.objects.visible_to(viewer)))
        .filter(member=viewer.pk, verb__in=VERBS)
        .annotate(rule_title=added_title("rule", "debate"))
        .select_related("debate", "restriction", "undone_by")
        .order_by("-pk")
    )
