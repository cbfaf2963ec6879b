"""Nothing that a browser sends makes a 5xx, on any page."""

from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver

from accounts import limits
from accounts.models import User
from debates.models import Appeal, Argument, File
from debates.pages.urls import urlpatterns
from debates.queries.files import link_to
from tests.appealing import an_appeal, hidden
from tests.factories import (
    a_claim,
    a_crux,
    a_file,
    a_member,
    a_remark,
    a_synthesis,
    an_intake,
    some_evidence,
)
from tests.flagged import a_flag

QUERIES = [
    "cursor=x",
    "cursor=WyJ4Il0:1:2&sort=newest",
    "sort=%E2%98%83&status=%00x"[:16],
    "before=99999999999999999999999&q=" + "x" * 3_000,
    "before=-1&argument=1&argument=abc&argument=99999999999999999999",
    "argument=²&before=²&q=%25%27%22%28%29%26%7C%21%3A*",
    "q=:*&pick=1",
    "to=99999999999999999999&kind=x",
    "to=²&q=99999999999999999999",
    "to=top&kind=counterclaim",
    "first=²&second=1&page=²",
    "kind=study&status=²&stance=%00&standing=retracted&standing=x&before=²",
    "why=%00&rule=²&mine=x&case=99999999999999999999",
    "first=99999999999999999999&second=x&page=99999999999999999999",
    "debate=%s&since=²&only=rulings&after=²&since=0001-01-01",
    "after=99999999999999999999&since=9999-12-31&only=x&debate=nothing",
    "into=1",
    "into=%23%20%C2%B2/arguments/99999999999999999999999/",
    "url=http://user:pw@e.org&title=%E2%98%83&debate=%2F",
    "url=https://%E0%A4%A9/%00&doi=10.1/x&debate=" + "x" * 3_000,
]
VALUES = [
    "",
    " ",
    "\u3164",
    "x" * 20_000,
    "9" * 5_000,
    "-1",
    "\u202e",
    "'\"<script>",
    "²",
    "#1 " * 3_000,
]
FIELDS = [
    *("statement", "reasoning", "left_open", "question", "context", "visibility", "version"),
    *("once", "url", "doi", "title", "kind", "quote", "locator", "shows", "stance", "text"),
    *("rule", "reason", "name", "role", "position", "well_argued", "upto", "draft_of", "next"),
    *("is_fair", "reply", "changed_by", "outcome"),
    *("cruxes", "take_back", "fields"),
    *("because", "follow"),
    *("answer", "because", "field", "since"),
    *("lasts", "ignore"),
    "minutes",
    *("authors", "published", "container", "publisher", "isbn", "arxiv", "pmid", "into"),
    *("code", "duplicate_of", "note"),
    *("accessed_on", "archive_url", "file", "attached"),
    "case",
]


def addresses(
    synthesis: Argument,
    *,
    case: int,
    remark: int,
    evidence: int,
    source: int,
    crux: int,
    file: File,
    intake: int,
    appeal: Appeal,
    flag: int,
) -> list[str]:
    """Every page, with the parts of its address that are there, and some that are not."""
    there: dict[str, list[Any]] = {
        "slug": [synthesis.debate.slug, "nothing"],
        "argument_id": [synthesis.pk, synthesis.pk - 1, 99999999999999999999],
        "question": ["quote", "beauty"],
        "code": ["spam", "no_slogans"],
        "flag_id": [flag, 99999999999999999999],
        "number": [1, 99999999999999999999],
        "side": [synthesis.pk - 1, 99999999999999999999],
        "evidence_id": [evidence, 99999999999999999999],
        "file_id": [file.pk, 99999999999999999999],
        "ticket": [link_to(file, "").split("/")[2], "1:1abc:def", "x" * 500],
        "source_id": [source, 99999999999999999999],
        "case_id": [case, 99999999999999999999],
        "remark_id": [remark, 99999999999999999999],
        "crux_id": [crux, 99999999999999999999],
        "intake_id": [intake, 99999999999999999999],
        "name": [synthesis.author.username, "n\u0335obody", "x" * 500],
        "ruling_id": [appeal.ruling_id, 99999999999999999999],
        "appeal_id": [appeal.pk, 99999999999999999999],
        "secret": ["secret", "x" * 500],
    }
    resolver = get_resolver("debates.pages.urls")
    found = []
    for pattern in urlpatterns:
        assert isinstance(pattern, URLPattern)
        names = list(pattern.pattern.converters)
        for turn in range(max((len(there[name]) for name in names), default=1)):
            parts = {name: there[name][turn % len(there[name])] for name in names}
            given = {**pattern.default_args, **parts}
            found.append("/" + resolver.reverse(pattern.name or "", **given))
    return found


@pytest.mark.django_db
@pytest.mark.parametrize("signed_in", [True, False], ids=["signed in", "signed out"])
def test_no_page_breaks(client: Client, signed_in: bool) -> None:
    staff: User = a_member(is_staff=True)
    synthesis = a_synthesis(by=staff)
    evidence, remark = some_evidence(synthesis, by=staff), a_remark(synthesis, by=staff)
    if signed_in:
        client.force_login(staff)
    pages = addresses(
        synthesis,
        case=a_flag(synthesis).case_id,
        remark=remark.pk,
        evidence=evidence.pk,
        source=evidence.source_id,
        crux=a_crux().pk,
        file=a_file(by=staff),
        intake=an_intake(synthesis.debate, by=staff).pk,
        appeal=an_appeal(hidden(a_claim(synthesis.debate, by=a_member()), by=staff)),
        flag=a_flag(a_claim(), by=staff).pk,
    )
    with limits.lifted():
        for page in pages:
            for query in ["", *QUERIES]:
                answer = client.get(f"{page}?{query}")
                assert answer.status_code < 500, (page, query)
                list(answer)  # A file is open until it is read.
        for turn, value in enumerate(VALUES):
            for page in pages:
                htmx = {"HX-Request": "true"} if turn % 2 else {}
                answer = client.post(page, dict.fromkeys(FIELDS, value), headers=htmx)
                assert answer.status_code < 500, (page, value[:20])


@pytest.mark.django_db
@pytest.mark.parametrize("bad", ["\0", "\ud800"])
def test_text_that_cannot_be_kept_is_a_bad_request(client: Client, bad: str) -> None:
    client.force_login(a_member())
    raw = bad.encode("utf-8", "surrogatepass").hex()
    body = "question=%" + "%".join(raw[i : i + 2] for i in range(0, len(raw), 2))
    kind = "application/x-www-form-urlencoded"
    assert client.post("/debates/new/", body, content_type=kind).status_code == 400
    assert client.get("/search/?q=%00").status_code == 400
