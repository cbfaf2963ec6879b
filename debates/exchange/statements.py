"""Statements from a text: a line each, or the sentences of a JSON list of objects."""

import json
from typing import Any

LONGEST = 300


def statements_in(text: str) -> list[str]:
    """Every statement of 1 to 300 characters that `text` holds, each once, in its order.

    A JSON list of objects gives the texts of their `…statement` fields; any other text gives
    its lines. Raises ValueError, saying why, when there are none.
    """
    found = _in_json(text) if text.lstrip().startswith("[") else text.splitlines()
    folded = (" ".join(line.split()) for line in found)
    statements = list(dict.fromkeys(line for line in folded if 0 < len(line) <= LONGEST))
    if not statements:
        raise ValueError("It holds no statement of 1 to 300 characters.")
    return statements


def _in_json(text: str) -> list[str]:
    try:
        rows: Any = json.loads(text)
    except ValueError as error:
        raise ValueError(f"It begins like JSON and is none: {error}.") from None
    return [
        value
        for row in rows
        if isinstance(row, dict)
        for name, value in row.items()
        if str(name).endswith("statement") and isinstance(value, str)
    ]
