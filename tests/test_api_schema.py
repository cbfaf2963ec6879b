"""That the OpenAPI schema is whole, valid and true."""

import json
import re
from functools import cache
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from drf_spectacular.generators import SchemaGenerator
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from accounts.models import User
from debates.actions.debates import reopen_debate
from debates.actions.restrictions import warn_member
from debates.models import Argument, Debate, Suggestion
from tests.api import Program
from tests.appealing import an_appeal, hidden
from tests.ending import an_outcome
from tests.factories import (
    a_claim,
    a_counterclaim,
    a_crux,
    a_file,
    a_member,
    a_remark,
    a_synthesis,
    an_intake,
    seen_by,
    some_evidence,
)
from tests.flagged import a_flag, a_ruling

pytestmark = pytest.mark.django_db


@cache
def schema() -> dict[str, Any]:
    whole: Any = SchemaGenerator().get_schema(request=None, public=True)  # type: ignore[no-untyped-call]
    made: dict[str, Any] = json.loads(json.dumps(whole, default=str))
    return made


def operations() -> list[tuple[str, str, dict[str, Any]]]:
    return [
        (path, method, operation)
        for path, methods in schema()["paths"].items()
        for method, operation in methods.items()
        if "/schema" not in path
    ]


def judge(body: Any, shape: dict[str, Any]) -> None:
    """Raises where a body is not of its shape, or holds more than that tells of."""
    whole = {**shape, "components": schema()["components"]}
    Draft202012Validator(whole).validate(body)
    name = shape.get("$ref", "").rpartition("/")[2]
    if name and isinstance(body, dict):
        assert set(body) <= set(schema()["components"]["schemas"][name]["properties"]), name


def test_the_schema_is_valid_and_without_warnings() -> None:
    out = StringIO()
    call_command("spectacular", validate=True, fail_on_warn=True, stdout=out, stderr=StringIO())
    assert "openapi: 3.1" in out.getvalue()


def test_the_schema_comes_as_json_in_both_names() -> None:
    plain = Program().get("schema")
    assert plain["Content-Type"] == "application/json"
    assert plain.json()["openapi"].startswith("3.1")
    named = Program().get("schema", Accept="application/vnd.oai.openapi+json")
    assert named["Content-Type"].startswith("application/vnd.oai.openapi+json")


def test_every_operation_says_what_it_does_takes_and_answers() -> None:
    names = [operation["operationId"] for _path, _method, operation in operations()]
    assert len(names) == len(set(names)) > 50
    for path, method, operation in operations():
        where = f"{method} {path}"
        assert operation["summary"], where
        problems = [one for one in operation["responses"] if int(one) >= 400]
        assert {"400", "401", "403", "404"} <= set(problems), where
        for status in problems:
            content = operation["responses"][status]["content"]
            assert list(content) == ["application/problem+json"], where
        for made in {"201", "202"} & set(operation["responses"]):
            assert "Location" in operation["responses"][made]["headers"], where
        for named in re.findall(r"{(\w+)}", path):
            assert named in [one["name"] for one in operation["parameters"]], where


def test_every_example_is_of_its_shape() -> None:
    seen = 0
    for _path, _method, operation in operations():
        for content in operation.get("requestBody", {}).get("content", {}).values():
            for example in content.get("examples", {}).values():
                judge(example["value"], content["schema"])
                seen += 1
    assert seen > 15


def test_every_answer_is_of_its_shape(debate: Debate, claim: Argument) -> None:
    counter = a_counterclaim(claim)
    synthesis = a_synthesis([claim, counter], by=claim.author)
    evidence, remark = some_evidence(claim, by=claim.author), a_remark(claim)
    Suggestion.objects.create(
        source=evidence.source, asked_by=claim.author, csl={"title": "A title"}
    )
    warn_member(claim.author, rule="spam", because="Ads", by=a_member(is_staff=True))
    # So that they read what waits for moderators, here and on the site.
    User.objects.filter(pk=debate.opened_by_id).update(is_staff=True)
    program, moderating = Program(claim.author), Program(debate.opened_by)
    program.put(f"arguments/{counter.pk}/vote", {"position": "agree"})
    program.put(f"members/{counter.author.username}/ignoring", {})
    values = {
        "slug": debate.slug,
        "argument_id": claim.pk,
        "evidence_id": evidence.pk,
        "case_id": a_flag(claim, note="Why").case_id,
        "remark_id": remark.pk,
        "crux_id": a_crux((claim, counter)).pk,
        "source_id": evidence.source_id,
        "file_id": a_file(by=claim.author).pk,
        "ruling_id": a_ruling(a_claim(debate)).pk,
        "intake_id": an_intake(debate, by=claim.author).pk,
        "appeal_id": an_appeal(hidden(a_claim(debate, by=claim.author))).pk,
        "flag_id": a_flag(counter, by=claim.author).pk,
        "code": "spam",
        "number": an_outcome(debate, disputed_by=claim.author).number,
    }
    reopen_debate(seen_by(debate.opened_by, debate), by=debate.opened_by)
    for path, method, operation in operations():
        if method != "get":
            continue
        if "syntheses/{argument_id}" in path:
            values["argument_id"] = synthesis.pk
        if "{name}" in path:
            values["name"] = "refused" if "problems" in path else claim.author.username
        address = path.format(**values) + ("?q=street" if path.endswith("/search") else "")
        asking = moderating if "`moderate`" in operation.get("description", "") else program
        answer = asking.get(f"http://testserver{address}")
        assert answer.status_code == 200, (path, answer.content)
        told = operation["responses"]["200"]["content"]
        if "application/json" in told:
            judge(answer.json(), told["application/json"]["schema"])
        else:
            assert answer["Content-Type"].partition(";")[0] in told
        values["argument_id"] = claim.pk


def test_a_problem_is_of_its_shape() -> None:
    answer = Program(a_member()).post("debates", {"question": 5, "x": 1})
    judge(answer.json(), {"$ref": "#/components/schemas/Problem"})


def test_the_docs_need_no_other_host_and_no_inline_script() -> None:
    docs = Program().get("docs", Accept="text/html")
    assert docs.status_code == 200
    html = docs.content.decode()
    assert "https://" not in html
    assert not re.search(r"<script(?![^>]*src=)", html)
    policy = docs["Content-Security-Policy"]
    assert "script-src 'self';" in f"{policy};"
    assert "unsafe-inline" not in Program().get("debates")["Content-Security-Policy"]
