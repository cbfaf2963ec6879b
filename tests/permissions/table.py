"""The table of docs/permissions.md: for each act and role, the states in which it is allowed."""

from pathlib import Path

from tests.permissions.world import ROLES, STATES

PAGE = Path(__file__).parents[2] / "docs" / "permissions.md"
NEVER, ALWAYS = "–", "all"

Row = dict[str, frozenset[str]]


def read() -> dict[str, Row]:
    """By act, by role: the states. Raises where a line is no row of the table."""
    found: dict[str, Row] = {}
    for line in PAGE.read_text().splitlines():
        if not line.startswith("| ") or line.startswith(("| act |", "| letter |")):
            continue
        name, *cells = (cell.strip() for cell in line.strip("|").split("|"))
        if len(cells) != len(ROLES):
            continue
        assert name not in found, f"{name} stands twice"
        found[name] = {role: _states(cell) for role, cell in zip(ROLES, cells, strict=True)}
    return found


def line_of(name: str, row: Row) -> str:
    """A row as it stands in the page."""
    return f"| {name} | " + " | ".join(_cell(row[role]) for role in ROLES) + " |"


def _states(cell: str) -> frozenset[str]:
    if cell == ALWAYS:
        return frozenset(STATES.values())
    return frozenset() if cell == NEVER else frozenset(STATES[letter] for letter in cell)


def _cell(states: frozenset[str]) -> str:
    if states == frozenset(STATES.values()):
        return ALWAYS
    return "".join(letter for letter, state in STATES.items() if state in states) or NEVER
