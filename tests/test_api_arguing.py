"""Opening a debate, arguing in it, voting, citing and reconciling, over REST."""

from typing import Any

import pytest

from accounts.models import User
from debates.models import Argument, Debate
from tests.api import Program, is_problem
from tests.factories import a_claim, a_counterclaim, a_debate, a_member, a_synthesis, some_evidence

pytestmark = pytest.mark.django_db


def test_a_program_does_the_main_job() -> None:
    mira, tom = Program(a_member()), Program(a_member())
    debate = mira.post("debates", {"question": "Should we build a tram?", "context": "*Soon*."})
    assert debate.status_code == 201
    slug = debate.json()["slug"]
    assert debate["Location"].endswith(f"/api/v1/debates/{slug}")
    assert debate.json()["status"] == "open"

    claim = mira.post(
        f"debates/{slug}/arguments",
        {"kind": "claim", "parent": None, "statement": "Yes.", "reasoning": "**Now**"},
    )
    assert claim.status_code == 201
    assert claim.json()["reasoning_html"].strip() == "<p><strong>Now</strong></p>"
    number = claim.json()["id"]
    counter = tom.post(
        f"debates/{slug}/arguments",
        {"kind": "counterclaim", "parent": number, "statement": "No.", "reasoning": ""},
    )
    assert counter.json()["parent"] == number

    voted = tom.put(f"arguments/{number}/vote", {"position": "agree", "well_argued": True})
    assert voted.json()["tally"]["agree"] == 1
    assert voted.json()["my_vote"] == {
        "position": "agree",
        "well_argued": True,
        "beside_the_point": False,
    }
    source = {"url": "https://example.org/a?utm_source=x", "title": "A study", "kind": "study"}
    cited = tom.post(
        f"arguments/{number}/evidence",
        {"source": source, "quote": "So", "shows": "It is so", "stance": "supports"},
    )
    assert cited.status_code == 201
    assert cited.json()["source"]["url"] == "https://example.org/a"
    kept = [{"argument": number, "text": "a"}, {"argument": counter.json()["id"], "text": "b"}]
    synthesis = tom.post(
        f"debates/{slug}/syntheses",
        {"statement": "Half.", "left_open": "Cost", "concessions": kept},
    )
    assert synthesis.status_code == 201, synthesis.content
    assert [one["text"] for one in synthesis.json()["concessions"]] == ["a", "b"]
    assert mira.get(f"debates/{slug}").json()["tally"]["arguments"] == 3
    notices = mira.get("notices").json()["results"]
    assert {one["kind"] for one in notices} == {"countered", "cited", "reconciled"}
    assert mira.post("notices/read", {}).json() == {"marked": 3}


def test_a_vote_can_be_changed_and_taken_back(claim: Argument) -> None:
    program = Program(a_member())
    program.put(f"arguments/{claim.pk}/vote", {"position": "agree"})
    changed = program.put(f"arguments/{claim.pk}/vote", {"position": "disagree"})
    assert (changed.json()["tally"]["agree"], changed.json()["tally"]["disagree"]) == (0, 1)
    gone = program.delete(f"arguments/{claim.pk}/vote")
    assert gone.json()["my_vote"] is None
    assert gone.json()["tally"]["disagree"] == 0


def test_a_refusal_says_why(claim: Argument) -> None:
    own = Program(claim.author).put(f"arguments/{claim.pk}/vote", {"position": "agree"})
    is_problem(own, 403, "own_argument")
    beside = Program(a_member()).put(f"arguments/{claim.pk}/vote", {"beside_the_point": True})
    is_problem(beside, 403, "not_a_reply")
    why = Program(claim.author).get(f"arguments/{claim.pk}?expand=why_not").json()["why_not"]
    assert why["vote"]["code"] == "own_argument"
    assert why["edit"] is None


def test_a_closed_debate_takes_nothing_until_it_is_reopened(
    debate: Debate, moderator: User, claim: Argument
) -> None:
    opener = Program(moderator)
    closed = opener.put(f"debates/{debate.slug}/closing", {"reason": "Decided."})
    assert closed.json()["status"] == "closed"
    vote = Program(a_member()).put(f"arguments/{claim.pk}/vote", {"position": "agree"})
    is_problem(vote, 403, "debate_closed")
    assert opener.delete(f"debates/{debate.slug}/closing").json()["status"] == "open"


def test_an_argument_is_edited_by_its_version_and_keeps_every_wording(claim: Argument) -> None:
    author, address = Program(claim.author), f"arguments/{claim.pk}"
    read = author.get(address)
    assert read["ETag"].startswith('"v1-')
    is_problem(author.patch(address, {"statement": "New"}), 428, "if_match_needed")
    Program(a_member()).put(f"{address}/vote", {"position": "agree"})
    edited = author.patch(address, {"statement": "New"}, If_Match=read["ETag"])
    assert edited.status_code == 200, "a vote is no edit"
    assert edited.json()["version"] == 2
    stale = is_problem(author.patch(address, {"statement": "X"}, If_Match=read["ETag"]), 412)
    assert stale["current_version"] == 2
    is_problem(author.patch(address, {"statement": "X"}, If_Match='"nonsense"'), 412, "stale")
    assert author.patch(address, {"reasoning": "Y"}, If_Match="*").json()["statement"] == "New"
    versions = author.get(f"{address}/versions").json()["results"]
    assert [one["number"] for one in versions] == [3, 2, 1]


def test_a_synthesis_is_edited_with_its_concessions() -> None:
    synthesis = a_synthesis()
    author = Program(synthesis.author)
    is_problem(
        author.patch(f"arguments/{synthesis.pk}", {"statement": "X"}, If_Match="*"),
        403,
        "is_a_synthesis",
    )
    edited = author.patch(f"syntheses/{synthesis.pk}", {"left_open": "Much"}, If_Match="*")
    assert edited.status_code == 200, edited.content
    assert edited.json()["left_open"] == "Much"
    assert len(edited.json()["concessions"]) == 2
    is_problem(author.get(f"syntheses/{edited.json()['concessions'][0]['argument']}"), 404)


def test_a_hidden_argument_keeps_its_place_and_not_its_words(
    moderator: User, claim: Argument
) -> None:
    some_evidence(claim)
    rules, address = Program(moderator), f"arguments/{claim.pk}"
    ruling = {"rule": "insult", "reason": "It attacks a person."}
    assert rules.put(f"{address}/hiding", ruling).json()["hidden"]["rule"] == "insult"
    seen = Program().get(address).json()
    assert seen["hidden"] == {"verb": "hide", "rule": "insult", "role": "moderator"}
    assert (seen["statement"], seen["reasoning"], seen["reasoning_html"]) == (None, None, None)
    for under in ("versions", "evidence"):
        assert Program().get(f"{address}/{under}").json()["results"] == []
    restored = rules.delete(f"{address}/hiding", {"rule": "mistake", "reason": "A quote."})
    assert restored.json()["hidden"] is None
    redacted = rules.put(f"{address}/versions/1/redaction", ruling)
    assert redacted.json()["statement"] == "[redacted]"


def test_withdrawing_takes_an_argument_its_evidence_and_remarks_back(claim: Argument) -> None:
    author, asks = Program(claim.author), Program(a_member())
    remark = asks.post(f"arguments/{claim.pk}/remarks", {"text": "Always?"})
    assert author.patch(f"remarks/{remark.json()['id']}", {"answered": True}).json()["answered_at"]
    assert asks.delete(f"remarks/{remark.json()['id']}").status_code == 204
    evidence = some_evidence(claim)
    withdrawn = Program(evidence.added_by).delete(f"evidence/{evidence.pk}")
    assert withdrawn.status_code == 204
    is_problem(Program().get(f"evidence/{evidence.pk}"), 404)
    assert author.delete(f"arguments/{claim.pk}").json()["is_withdrawn"]
    assert Program().get(f"arguments/{claim.pk}").json()["statement"] is None


def test_members_are_invited_promoted_and_removed() -> None:
    opener, mira = a_member(), a_member()
    debate = a_debate(by=opener, visibility="private")
    program, address = Program(opener), f"debates/{debate.slug}"
    is_problem(Program(mira).get(address), 404)
    assert program.post(f"{address}/members", {"name": mira.username}).status_code == 201
    assert Program(mira).get(address).json()["my_role"] == "participant"
    role = program.patch(f"{address}/members/{mira.username}", {"role": "moderator"})
    assert role.json()["role"] == "moderator"
    assert program.delete(f"{address}/members/{mira.username}").status_code == 204
    secret = program.post(f"{address}/invitation").json()["secret"]
    assert Program(mira).post("invitations", {"secret": secret}).json()["slug"] == debate.slug
    assert program.delete(f"{address}/invitation").status_code == 204
    is_problem(Program(a_member()).post("invitations", {"secret": secret}), 404)


def test_search_and_members_and_sources_show_what_was_argued(claim: Argument) -> None:
    evidence, program = some_evidence(claim), Program()
    found = program.get("search?q=streets").json()
    assert [one["id"] for one in found["arguments"]] == [claim.pk]
    assert found["arguments"][0]["debate"] == claim.debate.slug
    member = program.get(f"members/{claim.author.username}").json()
    assert [one["id"] for one in member["arguments"]] == [claim.pk]
    source = program.get(f"sources/{evidence.source_id}").json()
    assert [one["id"] for one in source["citations"]] == [evidence.pk]


@pytest.mark.parametrize("sort", ["strongest", "newest", "oldest", "contested", "discussed"])
def test_pages_neither_skip_nor_double(sort: str, debate: Debate, claim: Argument) -> None:
    by = a_member()
    numbers = {claim.pk, *(a_claim(debate, by=by).pk for _ in range(6))}
    a_counterclaim(claim)
    address: Any = f"debates/{debate.slug}/arguments?sort={sort}&parent=none&page_size=3"
    read: list[int] = []
    pages = []
    while address:
        page = Program().get(address)
        pages.append([one["id"] for one in page.json()["results"]])
        read += pages[-1]
        address = page.json()["next"]
        assert ('rel="next"' in page.headers.get("Link", "")) == bool(address)
    assert sorted(read) == sorted(numbers)
    back = Program().get(page.json()["previous"])
    assert [one["id"] for one in back.json()["results"]] == pages[-2]


def test_lists_by_id_go_forth_and_back(claim: Argument) -> None:
    made = [some_evidence(claim).pk for _ in range(5)]
    first = Program().get(f"arguments/{claim.pk}/evidence?page_size=2").json()
    second = Program().get(first["next"]).json()
    assert [one["id"] for one in first["results"] + second["results"]] == made[:0:-1]
    assert Program().get(second["previous"]).json()["results"] == first["results"]
