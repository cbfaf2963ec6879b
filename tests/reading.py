"""All that a viewer can read of an argument and its debate."""

from accounts.models import Viewer
from debates.models import Argument
from debates.queries import (
    arguments,
    debates,
    evidence,
    history,
    members,
    revisions,
    rivals,
    rulings,
    search,
    staleness,
    threads,
)
from debates.queries import syntheses as syntheses_

CANARY = "Canarybird"


def everything_read(viewer: Viewer, argument: Argument) -> str:
    """All that the queries show of an argument's debate to a viewer who is let in."""
    debate = debates.find_debate(viewer, argument.debate.slug)
    argument = arguments.find_argument(viewer, argument.pk)
    shown = [
        arguments.card_of(argument, viewer),
        arguments.cards_of([argument.pk], viewer, debate),
        arguments.list_arguments(debate, viewer).items,
        threads.threads_of(debate, viewer).items,
        threads.replies_of(argument, viewer).items,
        *(
            threads.above(arguments.find_argument(viewer, reply.pk), viewer)
            for reply in argument.children.all()
        ),
        syntheses_.leading_synthesis(debate, viewer),
        syntheses_.list_syntheses(debate, viewer, with_reasoning=True).items,
        syntheses_.syntheses_of(argument, viewer),
        history.editions_of(argument, viewer)[0],
        [one.statement for one in history.versions_of(argument, viewer)],
        history.backlinks_of(argument, viewer),
        [one.reason for one in history.events_of(debate)],
        [(one.reason, one.title, str(one)) for one in rulings.rulings_in(debate)],
        [one.argument.statement for one in evidence.evidence_in(debate, viewer)],
        search.find_arguments(CANARY, viewer),
        search.find_arguments(CANARY, viewer, debate=debate),
        members.arguments_by(argument.author, viewer),
        *(beside(one, viewer) for one in debate.arguments.filter(kind="synthesis")),
    ]  # fmt: skip
    return repr(shown)


def beside(synthesis: Argument, viewer: Viewer) -> list[object]:
    """What stands under a synthesis: what it is out of date with, its rivals, what it revises."""
    found = arguments.find_argument(viewer, synthesis.pk)
    card = arguments.card_of(found, viewer)
    return [
        [(one, one.pieces) for one in staleness.staleness_of(found, viewer)],
        rivals.rivals_of(found, viewer),
        revisions.revision_of(found, card, viewer),
    ]
