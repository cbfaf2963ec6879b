"""Which source a work is, as the site or one debate knows it."""

import json
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from debates import text
from debates.exchange.identifiers import Credentials, NoIdentifier
from debates.models import Debate, Source
from debates.rules.reasons import Reason

# One look-up for all identifiers. An address is the same page by http and by https.
# Without the LIMIT the planner expects a thousand identifiers, and reads the whole table.
KNOWN = """
SELECT source.*
FROM (SELECT * FROM identifiers_of(%(csl)s::jsonb, %(words)s) LIMIT 6) AS given
JOIN debates_identifier AS known ON known.scheme = given.scheme AND known.value IN (
    given.value,
    CASE WHEN given.scheme = 'url' THEN CASE WHEN given.value LIKE 'https:%%'
        THEN 'http:' || substr(given.value, 7) ELSE 'https:' || substr(given.value, 6) END END)
JOIN debates_source AS source ON source.id = known.source_id
WHERE known.debate_id IS NULL OR known.debate_id = %(debate)s
ORDER BY known.debate_id,
    array_position(ARRAY['doi', 'isbn', 'arxiv', 'pmid', 'url', 'words'], known.scheme::text),
    source.id
LIMIT 1
"""


def recognise(csl: Mapping[str, Any], debate: Debate | None) -> Source | None:
    """The debate's own source for this work, else the site's; a DOI tells more than an address."""
    return next(iter(Source.objects.raw(KNOWN, known_by(csl, debate))), None)


def known_by(csl: Mapping[str, Any], debate: Debate | None) -> dict[str, Any]:
    """The values that KNOWN asks for."""
    return {
        "csl": json.dumps(csl),
        "words": text.title_key(str(csl.get("title", ""))),
        "debate": debate.pk if debate else None,
    }


def why_not_recognised(field: str, problem: NoIdentifier) -> Reason:
    """What is wrong with an address or a number that a source was said to be known by."""
    if isinstance(problem, Credentials):
        why = _("This address holds a name or a password. Give it without.")
        return Reason("credentials", why)
    texts = {
        "url": _("This is neither a web address, which begins with https://, nor a known number."),
        "doi": _("This is no DOI. One looks like 10.1000/182."),
        "isbn": _("This is no ISBN. One has 10 or 13 digits, and the last one checks the others."),
        "arxiv": _("This is no arXiv number. One looks like 2101.00001."),
        "pmid": _("This is no PubMed number. One has up to nine digits."),
    }
    return Reason("no_address" if field == "url" else f"no_{field}", texts[field])
