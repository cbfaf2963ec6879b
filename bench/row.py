"""A line of the table that `make bench` prints."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One line of the table. `holds` is None where nothing is demanded."""

    what: str
    measured: str
    demanded: str = ""
    holds: bool | None = None
