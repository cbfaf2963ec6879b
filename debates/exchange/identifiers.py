"""What identifies a work, each in the one form that it is known by here. All may be hostile.

Every function raises NoIdentifier, and nothing else, for what is none of its kind.
"""

import re
import unicodedata
from urllib.parse import SplitResult, quote, unquote, urlsplit

import idutils
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from w3lib.url import canonicalize_url

from debates import text

TRACKING = re.compile(
    r"utm_.*|ga_.*|_ga|_gl|gclid|gclsrc|dclid|gbraid|wbraid|fbclid|msclkid|yclid|twclid|ttclid"
    r"|li_fat_id|igsh|igshid|mc_[ce]id|mkt_tok|_hs(?:enc|mi)|vero_id|oly_(?:anon|enc)_id"
    r"|ref_(?:src|url)|wt\.mc_id|s_cid|cmpid",
    re.IGNORECASE,
)
"""Parameters that say where a reader came from, and nothing of what is read."""
DEVIATIONS = frozenset("ßς")
"""What Python's IDNA turns into other letters, and so into another host."""
DOI = r"(?:https?://(?:dx\.|www\.)?doi\.org/|doi:\s*)"
ARXIV = re.compile(
    rf"(?:arxiv:\s*|https?://(?:www\.|export\.)?arxiv\.org/(?:abs|pdf|html)/|{DOI}?10\.48550/arxiv\.)?"
    r"(?:(?P<archive>[a-z-]+)(?:\.[a-z]{2})?/(?P<old>\d{7})|(?P<new>\d{4}\.\d{4,5}))"
    r"(?:v\d{1,3})?(?:\.pdf)?/?(?:[?#]\S*)?",
    re.IGNORECASE | re.ASCII,
)
PUBMED = re.compile(
    r"(?:pmid:?\s*|https?://(?:pubmed\.ncbi\.nlm\.nih\.gov|(?:www\.)?ncbi\.nlm\.nih\.gov/pubmed)/)?"
    r"0*([1-9]\d{0,8})/?(?:[?#]\S*)?",
    re.IGNORECASE | re.ASCII,
)
ISBN = re.compile(
    r"(?:isbn(?:-1[03])?:?\s*)?((?:\d[ -]?){9}[\dx]|(?:\d[ -]?){12}\d)", re.IGNORECASE | re.ASCII
)


class NoIdentifier(ValueError):
    """What was given is none of this kind."""


class Credentials(NoIdentifier):
    """An address with a name or a password in it: secrets, or a host dressed up as another."""


def recognised(given: str) -> tuple[str, str]:
    """The scheme and the one form of an address or a number, whichever of them this is.

    A bare number is no PubMed id here: it might be anything.
    """
    for scheme in ("arxiv", "doi", "isbn", "pmid"):
        if scheme == "pmid" and given.strip().isdigit():
            continue
        try:
            return scheme, CANONICAL[scheme](given)
        except NoIdentifier:
            continue
    return "url", canonical_url(given)


def canonical_doi(doi: str) -> str:
    """In lower case, as DOIs do not heed it; without what leads to it."""
    doi = _plain(doi)
    if re.match("https?://", doi, re.IGNORECASE):
        doi = unquote(re.split("[?#]", doi)[0])
    doi = re.sub(f"^{DOI}", "", doi, flags=re.IGNORECASE)
    if len(doi) <= 200 and idutils.is_doi(_plain(doi)):
        return str(idutils.normalize_doi(doi)).lower()
    raise NoIdentifier(doi)


def canonical_isbn(isbn: str) -> str:
    """Thirteen digits, the last of which checks the others."""
    if match := ISBN.fullmatch(_plain(isbn)):
        digits = re.sub("[ -]", "", match[1]).upper()
        if idutils.is_isbn10(digits):
            return _checked(f"978{digits[:9]}")
        if digits[:3] in {"978", "979"} and digits == _checked(digits[:12]):
            return digits
    raise NoIdentifier(isbn)


def canonical_arxiv(arxiv: str) -> str:
    """Without its version: all versions are one work."""
    if match := ARXIV.fullmatch(_plain(arxiv)):
        return match["new"] or f"{match['archive'].lower()}/{match['old']}"
    raise NoIdentifier(arxiv)


def canonical_pmid(pmid: str) -> str:
    if match := PUBMED.fullmatch(_plain(pmid)):
        return match[1]
    raise NoIdentifier(pmid)


def canonical_url(url: str) -> str:
    """One form for the addresses of one page: host, port, parameters in order and no tracking."""
    parts = _address(url)
    told = [pair for pair in parts.query.split("&") if not _tracks(pair)]
    parts = parts._replace(query="&".join(told), fragment="")
    return _fitting(str(canonicalize_url(parts.geturl())))


def web_address(url: str) -> str:
    """An address as it was given, for a page that is not identified by it, such as an archive's.

    Its host is in lower case and ASCII, so that no letters look like others.
    """
    return _fitting(_address(url).geturl())


CANONICAL = {
    "url": canonical_url,
    "doi": canonical_doi,
    "isbn": canonical_isbn,
    "arxiv": canonical_arxiv,
    "pmid": canonical_pmid,
}


ADDRESSES = {
    "doi": "https://doi.org/{}",
    "isbn": "https://openlibrary.org/isbn/{}",
    "arxiv": "https://arxiv.org/abs/{}",
    "pmid": "https://pubmed.ncbi.nlm.nih.gov/{}/",
}


def address_by(scheme: str, value: str) -> str:
    """Where what is known by this can be read; blank for an address that none should open."""
    if scheme in ADDRESSES:
        return ADDRESSES[scheme].format(quote(value, safe="/"))
    return value if value.startswith(("https://", "http://")) else ""


def _plain(given: str) -> str:
    """What may be an identifier at all: short, readable, and nothing invisible in it."""
    given = given.strip()
    if len(given) > 4_000 or not text.is_readable(given):
        raise NoIdentifier(given[:80])
    if any(unicodedata.category(char) in {"Cc", "Cf", "Zl", "Zp"} for char in given):
        raise NoIdentifier(given)
    return given


def _checked(digits: str) -> str:
    """Twelve digits of an ISBN, and the one that checks them."""
    weighed = sum(int(digit) * (1, 3)[turn % 2] for turn, digit in enumerate(digits))
    return f"{digits}{-weighed % 10}"


def _address(url: str) -> SplitResult:
    url = _plain(url)
    try:
        parts = urlsplit(url)
        if "@" in parts.netloc:
            raise Credentials(url)
        if parts.scheme not in {"http", "https"} or "\\" in url or " " in url:
            raise NoIdentifier(url)
        host, port = _host(parts.hostname or ""), parts.port
        if port and port != {"http": 80, "https": 443}[parts.scheme]:
            host += f":{port}"
        parts = parts._replace(netloc=host)
        URLValidator(schemes=["http", "https"])(parts.geturl())
    except (ValidationError, ValueError) as error:
        if isinstance(error, NoIdentifier):
            raise
        raise NoIdentifier(url) from error
    return parts


def _host(host: str) -> str:
    """In ASCII: letters of other scripts as punycode."""
    if ":" in host:
        return f"[{host}]"
    if not DEVIATIONS & set(host):
        return host.encode("idna").decode().lower().rstrip(".")
    return ".".join(
        f"xn--{label.encode('punycode').decode()}"
        if DEVIATIONS & set(label)
        else label.encode("idna").decode()
        for label in unicodedata.normalize("NFKC", host.lower()).rstrip(".").split(".")
    )


def _tracks(pair: str) -> bool:
    return TRACKING.fullmatch(unquote(pair.partition("=")[0])) is not None


def _fitting(url: str) -> str:
    if len(url) > 2_000:
        raise NoIdentifier(url[:80])
    return url
