"""Which arguments become one, and why not."""

from django.db import connection
from django.utils.translation import gettext as _

from accounts.models import Viewer
from debates.models import Argument, Debate, Ruling
from debates.rules.moderation import why_not_moderate
from debates.rules.reasons import Reason
from debates.rules.standing import why_not_bear_on

# An argument and all that was merged into it are one to whoever reconciles them.
APART = """
WITH RECURSIVE up (id) AS (
    SELECT %(into)s::bigint
    UNION
    SELECT parent_id FROM up JOIN debates_argument USING (id) WHERE parent_id IS NOT NULL
), side AS (
    SELECT synthesis_id, coalesce(argument.merged_into_id, argument.id) AS argument_id
    FROM debates_concession AS concession
    JOIN debates_argument AS argument ON argument.id = concession.argument_id
    WHERE concession.debate_id = %(debate)s
), below (id, start) AS (
    SELECT argument_id, synthesis_id FROM side WHERE synthesis_id IN (%(gone)s, %(into)s)
    UNION
    SELECT argument_id, start FROM below JOIN side ON synthesis_id = id
)
SELECT EXISTS (SELECT FROM up WHERE id = %(gone)s),
    (SELECT min(synthesis_id) FROM side AS one JOIN side AS other USING (synthesis_id)
        WHERE one.argument_id = %(gone)s AND other.argument_id = %(into)s),
    EXISTS (SELECT FROM below WHERE (id, start)
        IN ((%(gone)s, %(into)s::bigint), (%(into)s, %(gone)s::bigint)))
"""


def why_not_merge_argument(viewer: Viewer, argument: Argument, debate: Debate) -> Reason | None:
    """Whether it could be merged into another at all; `why_not_become` says into which."""
    if reason := why_not_moderate(viewer, debate):
        return reason
    if debate.is_closed:
        return Reason("debate_closed", _("This debate is closed."))
    return why_not_bear_on(argument)


def why_not_become(argument: Argument, into: Argument) -> Reason | None:
    """Why the one does not become the other, which stays."""
    if argument.pk == into.pk:
        return Reason("itself", _("An argument is not merged into itself."))
    if argument.debate_id != into.debate_id:
        return Reason("elsewhere", _("There is no such argument in this debate."))
    if argument.is_synthesis != into.is_synthesis:
        why = _("A synthesis is merged into a synthesis, any other argument into what is none.")
        return Reason("another_kind", why)
    if reason := why_not_bear_on(into):
        why = _("#%(id)d cannot stay in its place. %(why)s") % {"id": into.pk, "why": reason.text}
        return Reason(f"into_{reason.code}", why)
    return _why_not_one(argument, into)


def _why_not_one(argument: Argument, into: Argument) -> Reason | None:
    values = {"gone": argument.pk, "into": into.pk, "debate": into.debate_id}
    with connection.cursor() as cursor:
        cursor.execute(APART, values)
        is_above, synthesis, is_reconciled = cursor.fetchone()
    if is_above:
        why = _("#%(id)d stands under it: an argument is not merged into what answers it.")
        return Reason("descendant", why % {"id": into.pk})
    if synthesis is not None:
        why = _("Synthesis #%(id)d reconciles the two: they stay apart.") % {"id": synthesis}
        return Reason("reconciled", why)
    if is_reconciled:
        return Reason("reconciles_it", _("One of the two reconciles the other: they stay apart."))
    return None


def why_not_separate(ruling: Ruling, gone: Argument, kept: Argument) -> Reason | None:
    """Whether what a merge joined can be put back as it was, the last merge first."""
    if kept.debate.is_closed:
        return Reason("debate_closed", _("This debate is closed. Reopen it first."))
    if gone.debate_id != ruling.debate_id:
        return Reason("elsewhere", _("They are in another debate now. Bring them back first."))
    if kept.is_merged:
        why = _("#%(id)d was merged into #%(into)d since. Undo that first.")
        return Reason("merged_since", why % {"id": kept.pk, "into": kept.merged_into_id})
    later = Ruling.objects.filter(
        debate=ruling.debate_id,
        verb=Ruling.Verb.MERGE,
        undone_by=None,
        pk__gt=ruling.pk,
        after__into=kept.pk,
    )
    if number := later.order_by("-pk").values_list("argument", flat=True).first():
        why = _("#%(id)d was merged into it too since. Undo that first.") % {"id": number}
        return Reason("another_merged_since", why)
    return None
