"""Having a debate to oneself: what changes how it hangs together waits for whoever writes in it."""

from django.db import connection
from django.utils.translation import gettext as _

from debates.models import Argument, Debate
from debates.rules import Reason, Refused

# One at a time scores a debate: what it finds counted is what it goes on from. Whoever locks more
# than one argument passes it first, since the worker locks many.
WORKERS_GATE = "SELECT pg_advisory_xact_lock((3::bigint << 56) + %s)"


def alone_in(debate: Debate) -> None:
    """Waits for whoever writes into this debate; until the act is done, they wait for it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(debate_gate(%s))", [debate.pk])


def alone_with(argument: Argument, *others: int) -> dict[int, Argument]:
    """This argument and others of its debate as they are now, by number, and the debate alone.

    The worker first, who locks many. Then their rows: who edits has a row and then passes the
    gate. Until it is passed, what stands above them may still be moved or locked, so they are
    read behind it.
    """
    with connection.cursor() as cursor:
        cursor.execute(WORKERS_GATE, [argument.debate_id])
    rows = Argument.objects.filter(pk__in=[argument.pk, *others], debate=argument.debate_id)
    list(rows.order_by("pk").select_for_update(no_key=True).values_list("pk"))
    alone_in(argument.debate)
    debate = Debate.objects.get(pk=argument.debate_id).seen_as(argument.debate)
    found = rows.with_locks().in_bulk()
    if argument.pk not in found:
        why = _("It stands in another debate by now. Read it again.")
        raise Refused(Reason("elsewhere", why))
    for one in found.values():
        one.debate = debate
    return found
