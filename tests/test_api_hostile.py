"""What a careless or hostile program sends: a problem that names it, and never a broken server."""

import json
from typing import Any

import pytest

from debates.models import Argument, Debate
from tests.api import Program, is_problem
from tests.factories import a_member

pytestmark = pytest.mark.django_db

BODIES = {
    "a NUL": b'{"question": "a\\u0000b"}',
    "a lone surrogate": b'{"question": "a\\ud800b"}',
    "raw surrogate bytes": b'{"question": "\xed\xa0\x80"}',
    "no UTF-8": b'{"question": "\xff"}',
    "UTF-16": '{"question": "x"}'.encode("utf-16"),
    "a name twice": b'{"question": "a", "question": "b"}',
    "NaN": b'{"question": NaN}',
    "infinity": b'{"question": -Infinity}',
    "a huge float": b'{"question": 1e999}',
    "5,000 digits": b'{"question": ' + b"9" * 5_000 + b"}",
    "deep nesting": b'{"question": ' + b"[" * 20_000 + b"]" * 20_000 + b"}",
    "deep objects": b'{"a":' * 20_000 + b"1" + b"}" * 20_000,
    "no object": b'["question"]',
    "no JSON": b"question=x",
    "half of it": b'{"question": "x',
    "a NUL in a name": b'{"a\\u0000": 1}',
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_an_unreadable_body_is_named(body: bytes) -> None:
    answer = Program(a_member()).ask("POST", "debates", body)
    is_problem(answer, 400, "unreadable")


def test_a_body_over_a_megabyte_is_too_large() -> None:
    body = b'{"question": "' + b"x" * 1_000_001 + b'"}'
    is_problem(Program(a_member()).ask("POST", "debates", body), 413, "too_large")


@pytest.mark.parametrize(
    ("body", "pointer", "code"),
    [
        ({}, "/question", "required"),
        ({"question": 5}, "/question", "wrong_type"),
        ({"question": None}, "/question", "null"),
        ({"question": ["x"]}, "/question", "wrong_type"),
        ({"question": "  "}, "/question", "blank"),
        ({"question": "\u200b\u2800"}, "/question", "blank"),
        ({"question": "x" * 301}, "/question", "too_long"),
        ({"question": "x", "context": "y" * 10_001}, "/context", "too_long"),
        ({"question": "x", "visibility": "all"}, "/visibility", "unknown"),
        ({"question": "x", "a/b~c": 1}, "/a~1b~0c", "unknown"),
    ],
)
def test_an_unfit_field_is_named(body: dict[str, Any], pointer: str, code: str) -> None:
    told = is_problem(Program(a_member()).post("debates", body), 400, "unfit")
    assert (told["errors"][0]["pointer"], told["errors"][0]["code"]) == (pointer, code)


@pytest.mark.parametrize("parent", [2**63, 10**40, -1, 0, "1", 1.5, True, 2**63 - 1])
def test_a_parent_that_is_none_is_named(debate: Debate, parent: Any) -> None:
    body = {"kind": "claim", "parent": parent, "statement": "x"}
    told = is_problem(Program(a_member()).post(f"debates/{debate.slug}/arguments", body), 400)
    assert told["errors"][0]["pointer"] == "/parent"


def test_every_unfit_concession_is_named(debate: Debate) -> None:
    program, address = Program(a_member()), f"debates/{debate.slug}/syntheses"
    both: list[dict[str, Any]] = [{"argument": 10**17, "text": "x"}, {"argument": 1, "text": 5}]
    told = is_problem(program.post(address, {"statement": "x", "concessions": both}), 400)
    assert [one["pointer"] for one in told["errors"]] == ["/concessions/1/text"]
    both[1]["text"] = "y"
    told = is_problem(program.post(address, {"statement": "x", "concessions": both}), 400)
    assert "/concessions/0/argument" in [one["pointer"] for one in told["errors"]]
    strange: list[Any] = [5, {}, [5], ["x"], [[]], [None], None, [], both * 2]
    for wrong in strange:
        told = is_problem(program.post(address, {"statement": "x", "concessions": wrong}), 400)
        assert told["errors"][0]["pointer"].startswith("/concessions"), wrong


@pytest.mark.parametrize(
    "vote",
    [
        {"position": "maybe"},
        {"position": ["agree"]},
        {"position": 1},
        {"well_argued": 1},
        {"well_argued": "true"},
        {"well_argued": None},
        {},
        {"vote": "agree"},
    ],
)
def test_a_strange_vote_is_refused(claim: Argument, vote: dict[str, Any]) -> None:
    is_problem(Program(a_member()).put(f"arguments/{claim.pk}/vote", vote), 400, "unfit")


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("sort=best", "sort"),
        ("sort=newest&sort=oldest", "sort"),
        ("cursor=nonsense", "cursor"),
        ("cursor=WyJvbGRlc3QiLDEsMSwwXQ:1abc:def", "cursor"),
        ("cursor=%E2%80%AE", "cursor"),
        ("page_size=0", "page_size"),
        ("page_size=101", "page_size"),
        ("page_size=-1", "page_size"),
        ("page_size=٣", "page_size"),
        ("page_size=" + "9" * 5_000, "page_size"),
        ("parent=99999999999999999999", "parent"),
        ("parent=x", "parent"),
        ("kind=remark", "kind"),
        ("author=nobody-of-this-name", "author"),
        ("color=red", "color"),
        ("format=xml", "format"),
    ],
)
def test_an_unfit_parameter_is_named(debate: Debate, query: str, parameter: str) -> None:
    told = is_problem(Program().get(f"debates/{debate.slug}/arguments?{query}"), 400)
    assert told["errors"][0]["parameter"] == parameter


def test_a_cursor_fits_only_its_own_list(debate: Debate, claim: Argument) -> None:
    events = Program().get(f"debates/{debate.slug}/history?page_size=1").json()["next"]
    cursor = events.rpartition("cursor=")[2]
    for address in ("sources", "debates", f"debates/{debate.slug}/arguments"):
        told = is_problem(Program().get(f"{address}?cursor={cursor}"), 400)
        assert told["errors"][0]["parameter"] == "cursor"


@pytest.mark.parametrize("query", ["q=%00", "q=%ff", "q=%ed%a0%80", "q=a&%00=b"])
def test_a_query_that_is_no_text_is_refused(query: str) -> None:
    answer = Program().get(f"search?{query}")
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    "words", ["%27", "%3A*%20%26%20!", "%5C", "a" * 3_000, "%F0%9F%98%80", "-", " "]
)
def test_strange_words_are_looked_for(words: str) -> None:
    assert Program().get(f"search?q={words}").status_code == 200


@pytest.mark.parametrize(
    "number", ["99999999999999999999", "0", "-1", "x", "9" * 5_000, "1e5", "%00"]
)
@pytest.mark.parametrize("noun", ["arguments", "syntheses", "evidence", "remarks", "sources"])
def test_a_number_of_nothing_leads_nowhere(noun: str, number: str) -> None:
    answer = Program().get(f"{noun}/{number}")
    assert answer.status_code in {400, 404}
    assert answer["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("key", ["", "x" * 256, "a b", "ä"])
def test_a_strange_key_is_refused(key: str) -> None:
    answer = Program(a_member()).post("debates", {"question": "x"}, Idempotency_Key=key)
    is_problem(answer, 400, "bad_key")


def test_a_source_must_be_somewhere(claim: Argument) -> None:
    program, address = Program(a_member()), f"arguments/{claim.pk}/evidence"
    for source, pointer in (
        ({"title": "x"}, "/source/url"),
        ({"title": "x", "url": "javascript:alert(1)"}, "/source/url"),
        ({"title": "x", "doi": "11.1/x"}, "/source/doi"),
        ({"url": "https://example.org"}, "/source/title"),
        ("https://example.org", "/source"),
    ):
        told = is_problem(program.post(address, {"source": source, "shows": "y"}), 400)
        assert told["errors"][0]["pointer"] == pointer, json.dumps(source)


def test_hostile_markdown_is_harmless(debate: Debate) -> None:
    body = {"kind": "claim", "statement": "x", "reasoning": "<script>a</script>[x](javascript:b)"}
    html = Program(a_member()).post(f"debates/{debate.slug}/arguments", body).json()
    assert "<script" not in html["reasoning_html"]
    assert "href" not in html["reasoning_html"]
