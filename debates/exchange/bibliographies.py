"""A bibliography as a file: piece by piece, so that none is too long."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from debates.exchange.bibtex_writing import written_bibtex

MEDIA = {"bibtex": "application/x-bibtex", "csl": "application/vnd.citationstyles.csl+json"}
ENDINGS = {"bibtex": "bib", "csl": "json"}

Works = Iterable[tuple[str, Mapping[str, Any]]]


def written(works: Works, of: str) -> Iterator[str]:
    """The works, each with its key, in this format: `bibtex` or `csl`."""
    if of == "bibtex":
        return (written_bibtex(csl, key) for key, csl in works)
    return _as_list(works)


def _as_list(works: Works) -> Iterator[str]:
    before = "[\n"
    for key, csl in works:
        yield before + json.dumps({"id": key, **csl}, ensure_ascii=False)
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"
