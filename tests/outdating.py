"""Making a synthesis out of date, and what is then judged."""

from debates.actions.arguments import edit_argument
from debates.models import Argument
from debates.rules.staleness import judge_staleness


def reword(argument: Argument, statement: str, reasoning: str = "") -> None:
    edit_argument(argument, statement=statement, reasoning=reasoning, by=argument.author)


def whys(synthesis: Argument) -> list[tuple[int, str]]:
    return [(one.argument, one.why) for one in judge_staleness([synthesis.pk])]
