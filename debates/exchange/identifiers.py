"""What identifies a work, each in the one form that it is known by here. All may be hostile."""

import re
from urllib.parse import urlsplit

import idutils
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from w3lib.url import canonicalize_url, url_query_cleaner

from debates import text

TRACKING = ["fbclid", "gclid", "mc_cid", "mc_eid", "ref_src", *(
    f"utm_{what}" for what in ("source", "medium", "campaign", "term", "content", "id")
)]  # fmt: skip


class NoIdentifier(ValueError):
    """What was given is none of this kind."""


def canonical_doi(doi: str) -> str:
    """Raises NoIdentifier."""
    if text.is_readable(doi) and len(doi) <= 250 and idutils.is_doi(doi):
        return str(idutils.normalize_doi(doi)).lower()
    raise NoIdentifier(doi)


def canonical_url(url: str) -> str:
    """One form for the addresses of one page: host case, default port, tracking and fragment.

    Raises NoIdentifier.
    """
    try:
        URLValidator(schemes=["http", "https"])(url)
        parts = urlsplit(url)
        if parts.port in {80, 443} and parts.hostname:
            url = url.replace(f":{parts.port}", "", 1)
        clean = url_query_cleaner(url, TRACKING, remove=True, unique=False)
        canonical = str(canonicalize_url(clean))
        if len(canonical) <= 2_000:
            return canonical
    except (ValidationError, ValueError):
        pass
    raise NoIdentifier(url)


def canonical_isbn(isbn: str) -> str:
    """Thirteen digits, the last of which checks the others. Raises NoIdentifier."""
    if text.is_readable(isbn) and len(isbn) <= 30 and idutils.is_isbn(isbn):
        return str(idutils.normalize_isbn(isbn)).replace("-", "")
    raise NoIdentifier(isbn)


def canonical_arxiv(number: str) -> str:
    """Without prefix and version. Raises NoIdentifier."""
    if text.is_readable(number) and len(number) <= 60 and idutils.is_arxiv(number):
        plain = str(idutils.normalize_arxiv(number)).removeprefix("arXiv:")
        return re.sub(r"v\d+\Z", "", plain)
    raise NoIdentifier(number)


def canonical_pmid(number: str) -> str:
    """Raises NoIdentifier."""
    bare = number.lower().removeprefix("pmid:").strip()
    if bare.isascii() and bare.isdecimal() and 1 <= len(bare) <= 8:
        return bare.lstrip("0") or "0"
    raise NoIdentifier(number)
