"""CSL-JSON, the form that sources are kept in: what of it we keep, and how it maps to our kinds.

The format: https://docs.citationstyles.org/en/stable/specification.html (types and variables).
"""

from collections.abc import Mapping
from typing import Any

TYPE_OF_KIND = {
    "study": "article-journal",
    "review": "review",
    "data_set": "dataset",
    "statistic": "dataset",
    "article": "article",
    "book": "book",
    "law": "legislation",
    "testimony": "interview",
    "essay": "article-magazine",
    "other": "document",
}
"""The CSL type of a source of which only our kind is known."""


class Unusable(ValueError):
    """This is no CSL-JSON of a work: says why."""


def cleaned(csl: Mapping[str, Any]) -> dict[str, Any]:
    """The variables of a work that we keep, each fit to keep. Raises Unusable."""
    title = csl.get("title")
    if not isinstance(title, str) or not title.strip():
        raise Unusable("It has no title.")
    return dict(csl)
