"""The checks of evidence, as programs read and write them."""

from typing import Any

import pytest

from accounts.models import User
from debates.models import Argument, Evidence
from tests.api import Program, is_problem
from tests.factories import some_evidence

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_limits")]


@pytest.fixture
def evidence(claim: Argument) -> Evidence:
    return some_evidence(claim, quote="Word for word.", title="An essay on trams")


def test_the_api_says_it_all(evidence: Evidence, member: User, moderator: User) -> None:
    program, path = Program(member), f"evidence/{evidence.pk}"
    because = {"answer": "no", "because": "It is not there."}
    made = program.post(f"{path}/checks", {"question": "quote", **because})
    assert made.status_code == 201
    assert made["Location"].endswith(f"/api/v1/{path}/checks")
    program.post(f"{path}/checks", {"question": "claim", "answer": "yes", "because": ""})
    told: dict[str, Any] = program.get(path).json()
    assert told["status"] == "disputed"
    assert told["checks"] == {
        "quote": {"yes": 0, "no": 1},
        "claim": {"yes": 1, "no": 0},
        "independence": {"yes": 0, "no": 0},
    }
    assert (told["accessed_on"], told["archive_url"], told["file"]) == (None, "", None)
    assert told["source"]["standing"] == ""
    listed = program.get(f"{path}/checks").json()
    assert listed["count"] == 2
    no = listed["results"][0]
    assert (no["question"], no["answer"], no["because"]) == ("quote", "no", "It is not there.")
    assert (no["member"], no["settled"], no["settling"]) == ({"name": member.username}, None, None)
    ruler = Program(moderator)
    settling = ruler.get(f"{path}/checks").json()["results"][0]["settling"]
    settled = ruler.put(settling, {"because": "It is on page 13."})
    assert settled.status_code == 200
    assert settled.json()["settled"]["because"] == "It is on page 13."
    assert program.get(path).json()["checks"]["quote"] == {"yes": 0, "no": 0}
    assert program.delete(f"{path}/checks/claim").status_code == 204
    assert program.get(f"{path}/checks").json()["count"] == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("question", "beauty"),
        ("question", 10**30),
        ("answer", True),
        ("answer", "maybe"),
        ("because", "\0"),
        ("because", "\ud800"),
        ("because", "x" * 40_000),
        ("because", ["x"]),
        ("by", 1),
    ],
)
def test_what_cannot_be_an_answer_is_named(
    evidence: Evidence, member: User, field: str, value: Any
) -> None:
    said = {"question": "quote", "answer": "no", "because": "It is not there.", field: value}
    problem = is_problem(Program(member).post(f"evidence/{evidence.pk}/checks", said), 400)
    assert [one["pointer"] for one in problem.get("errors", [])] in ([f"/{field}"], [])
    assert not evidence.checks.exists()
