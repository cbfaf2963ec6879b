"""What moderators do. Each act leaves a Ruling behind, or does not happen."""

from django.db import connection

from accounts import clock
from accounts.models import User
from debates.actions.acting import act
from debates.actions.arguments import locked
from debates.actions.fitting import Fitting
from debates.actions.recording import record, tell
from debates.models import Argument, Debate, Event, Notice, Ruling, Version
from debates.rules import moderates, refuse_if, why_not_hide, why_not_redact, why_not_restore

REDACTED = "[redacted]"


@act
def hide_argument(argument: Argument, *, rule: str, because: str, by: User) -> Argument:
    """Takes an argument's text out of view. Its place, its author and the record keep it."""
    argument = locked(argument)
    refuse_if(why_not_hide(by, argument, argument.debate))
    argument.hidden_at = clock.now()
    _rule(Ruling.Verb.HIDE, argument, rule=rule, because=because, by=by)
    argument.save(update_fields=["hidden_at"])
    record(Event.Kind.ARGUMENT_HIDDEN, argument.debate, argument=argument, because=rule, by=by)
    tell([argument.author_id], Notice.Kind.HIDDEN, argument.debate, argument=argument, by=by)
    return argument


@act
def restore_argument(argument: Argument, *, rule: str, because: str, by: User) -> Argument:
    """Undoes hiding."""
    argument = locked(argument)
    refuse_if(why_not_restore(by, argument, argument.debate))
    argument.hidden_at = None
    _rule(Ruling.Verb.RESTORE, argument, rule=rule, because=because, by=by)
    argument.save(update_fields=["hidden_at"])
    record(Event.Kind.ARGUMENT_RESTORED, argument.debate, argument=argument, because=rule, by=by)
    tell([argument.author_id], Notice.Kind.RESTORED, argument.debate, argument=argument, by=by)
    return argument


@act
def redact_version(
    argument: Argument, number: int, *, rule: str, because: str, by: User
) -> Version:
    """Takes the words out of one version for good, wherever it is read."""
    argument = locked(argument)
    version = Version.objects.get(argument=argument, number=number)
    refuse_if(why_not_redact(by, version, argument.debate))
    _rule(Ruling.Verb.REDACT, argument, rule=rule, because=because, version=number, by=by)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL dialectic.redacting = 'on'")
    version.statement, version.reasoning, version.left_open = REDACTED, "", ""
    version.redacted_at = clock.now()
    version.save(update_fields=["statement", "reasoning", "left_open", "redacted_at"])
    argument.concessions.filter(synthesis_version=number).update(text=REDACTED)
    if number == argument.version:
        argument.statement, argument.reasoning, argument.left_open = REDACTED, "", ""
        argument.reasoning_html = argument.excerpt_html = ""
        argument.save(
            update_fields=["statement", "reasoning", "reasoning_html", "excerpt_html", "left_open"]
        )
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL dialectic.redacting = 'off'")
    record(Event.Kind.VERSION_REDACTED, argument.debate, argument=argument, because=rule, by=by)
    return version


def _rule(
    verb: Ruling.Verb,
    argument: Argument,
    *,
    rule: str,
    because: str,
    version: int | None = None,
    by: User,
) -> None:
    with Fitting() as fit:
        because = fit.line("reason", because, most=280)
        fit.choice("rule", rule, Ruling.Rule.values)
    Ruling.objects.create(
        debate=argument.debate,
        argument=argument,
        version=version,
        verb=verb,
        rule=rule,
        reason=because,
        role=_role(by, argument.debate),
        by=by,
    )


def _role(moderator: User, debate: Debate) -> Ruling.Role:
    """By which right: as a moderator of this debate, else as staff."""
    in_the_debate = debate.standing is not None and moderates(moderator, debate)
    return Ruling.Role.MODERATOR if in_the_debate else Ruling.Role.STAFF
