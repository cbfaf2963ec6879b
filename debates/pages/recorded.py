"""The record in words, the same on its pages and in its feeds: by role, and never by name."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from debates.models import Appeal, Event, Membership, Ruling
from debates.rules import title_of
from debates.rules.redactions import CHECK, CONCESSION, REMARK


def who(event: Event) -> str:
    """Whoever acted, as the record names them."""
    if event.kind == Event.Kind.APPEAL_MADE:  # Their name would say whom the ruling concerns.
        return _("Somebody whom it concerns")
    if event.ruling and event.kind != Event.Kind.APPEAL_JUDGED:
        return capfirst(event.ruling.get_role_display())
    if event.is_ruling or event.by is None:
        return _("A moderator") if event.by_id else _("The site")
    return _("A former member") if event.by.deleted_at else str(event.by.username)


def what(event: Event) -> str:
    """What happened, as a verb."""
    if event.ruling and event.kind == Event.Kind.RULED:
        return str(event.ruling.get_verb_display())
    return str(event.get_kind_display())


def why(event: Event) -> str:
    """The reason, a role that somebody has now, or how an appeal ended; a ruling has its own."""
    if event.kind == Event.Kind.APPEAL_JUDGED:
        return str(Appeal.Outcome(event.reason).label)
    if event.ruling:
        return ""
    if event.reason in Membership.Role.values:
        return str(Membership.Role(event.reason).label)
    return title_of(event.reason, getattr(event, "rule_title", None))


def rule_of(ruling: Ruling) -> str:
    """The title of the rule. Rulings come from their queries, with `title`."""
    return title_of(ruling.rule, ruling.title)


def stance_of(ruling: Ruling) -> str:
    """Where whoever ruled stood in that thread, or in the debate."""
    if ruling.by_id is None or ruling.debate_id is None:
        return ""
    if ruling.had_voted and ruling.had_written:
        return _("Had voted and written there before.")
    if ruling.had_voted:
        return _("Had voted there before.")
    if ruling.had_written:
        return _("Had written there before.")
    return _("Had neither voted nor written there.")


def part_of_thing(ruling: Ruling) -> str:
    """What of a thing was redacted, in words; blank for all of it, and for other rulings."""
    words = {
        "statement": _("the statement"),
        "reasoning": _("the reasoning"),
        "left_open": _("what it leaves open"),
        CONCESSION: _("what it keeps of another argument"),
        "quote": _("the quote"),
        "locator": _("where it stands in the source"),
        "shows": _("what it shows"),
        CHECK: _("what a member found wrong"),
        REMARK: _("a remark"),
    }
    return words.get(ruling.field, "")


def line_of(event: Event) -> str:
    """One line of the record as plain text."""
    about = f" #{event.argument_id}" if event.argument_id else ""
    return f"{who(event)} {what(event)}{about}"


def line_of_ruling(ruling: Ruling) -> str:
    """A ruling as plain text."""
    argument = ruling.argument_id or (ruling.evidence.argument_id if ruling.evidence else None)
    about = f" #{argument}" if argument else ""
    return f"{capfirst(ruling.get_role_display())} {ruling.get_verb_display()}{about}"


def reasons_of(ruling: Ruling) -> str:
    """The rule, the reason and where whoever ruled stood, as plain text."""
    return f"{rule_of(ruling)}: {ruling.reason} {stance_of(ruling)}".strip()


WORDS = {
    "line_of_ruling": line_of_ruling,
    "part_of_thing": part_of_thing,
    "rule_of": rule_of,
    "stance_of": stance_of,
    "what": what,
    "who": who,
    "why": why,
}
"""For templates."""
