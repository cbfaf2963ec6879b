"""Where people stand, said in words: the picture is never the only way to know."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from debates.scoring.landscape import MOST_ARGUMENTS, MOST_VOTERS


class Named(Protocol):
    """What people can hold."""

    @property
    def id(self) -> int: ...
    @property
    def kind(self) -> str: ...


class Apart(NamedTuple):
    """An argument that sets a group apart, with the shares who agree, in percent."""

    argument: int
    statement: str
    agrees: bool
    share: int
    others: int


class GroupWords(NamedTuple):
    """A group: its letter, how many stand in it, and what sets it apart."""

    name: str
    size: int
    apart: tuple[Apart, ...]


def words_of(
    number: int, size: int, apart: Sequence[Sequence[Any]], names: Mapping[int, str]
) -> GroupWords:
    """A stored group in words; an argument that nobody may read any more is left out."""
    shown = tuple(
        Apart(argument, names[argument], agrees, round(share * 100), round(others * 100))
        for argument, agrees, share, others in apart
        if argument in names
    )
    return GroupWords(chr(ord("A") + number), size, shown)


def missing_words(voters: int, arguments: int) -> str:
    """What is missing to draw it: so many voters and arguments more."""
    if voters <= 0 and arguments <= 0:
        return _("Where people stand is being drawn: look again in a minute.")
    lacking = []
    if voters > 0:
        lacking.append(ngettext("%(num)d voter", "%(num)d voters", voters) % {"num": voters})
    if arguments > 0:
        more = ngettext(
            "%(num)d argument with two votes", "%(num)d arguments with two votes", arguments
        )
        lacking.append(more % {"num": arguments})
    return _("Too few votes to draw where people stand: %(what)s more.") % {
        "what": _(" and ").join(lacking)
    }


def in_words(
    people: int,
    arguments: int,
    held: Sequence[tuple[Named, int]],
    groups: Sequence[GroupWords],
) -> tuple[str, ...]:
    """What the picture shows, sentence by sentence."""
    said = [_drawn(people, arguments)]
    if held:
        said.append(_leaning(people, held))
    if len(groups) > 1:
        sizes = ", ".join(f"{group.name} ({group.size})" for group in groups)
        said.append(
            _("They fall into %(num)d groups: %(sizes)s.") % {"num": len(groups), "sizes": sizes}
        )
    else:
        said.append(_("They fall into no groups that keep apart."))
    return tuple(said)


def _drawn(people: int, arguments: int) -> str:
    if people >= MOST_VOTERS or arguments > MOST_ARGUMENTS:
        return _(
            "Drawn from the %(people)d people who voted most, on the %(arguments)d arguments with "
            "the most votes."
        ) % {"people": people, "arguments": min(arguments, MOST_ARGUMENTS)}
    return _("Drawn from how %(people)d people vote on %(arguments)d arguments.") % {
        "people": people,
        "arguments": arguments,
    }


def _leaning(people: int, held: Sequence[tuple[Named, int]]) -> str:
    kinds = [pole.kind for pole, _count in held]
    sides = ", ".join(
        (_("%(num)d to %(what)s") if place else _("%(num)d lean to %(what)s"))
        % {"num": count, "what": _called(pole, kinds)}
        for place, (pole, count) in enumerate(held)
    )
    undecided = people - sum(count for _pole, count in held)
    return _("%(sides)s, %(num)d undecided.") % {"sides": sides, "num": undecided}


def _called(pole: Named, kinds: Sequence[str]) -> str:
    """What an argument is called among the others that are held: by number where kinds agree."""
    words = {
        "claim": _("the claim"),
        "counterclaim": _("the counterclaim"),
        "synthesis": _("the synthesis"),
    }
    return words[pole.kind] if kinds.count(pole.kind) == 1 else f"{words[pole.kind]} #{pole.id}"
