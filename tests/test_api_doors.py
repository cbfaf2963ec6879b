"""Who comes into the API, how often, and what is told to whoever may not."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from accounts import clock, limits
from accounts.models import Scope, Token
from debates.models import Argument, Debate
from tests.api import Program, is_problem
from tests.factories import a_claim, a_debate, a_member, a_remark, a_synthesis, some_evidence

pytestmark = pytest.mark.django_db


def test_visitors_read_and_do_not_write(claim: Argument, debate: Debate) -> None:
    visitor = Program()
    assert visitor.get(f"arguments/{claim.pk}").status_code == 200
    refused = visitor.put(f"arguments/{claim.pk}/vote", {"position": "agree"})
    is_problem(refused, 401, "signed_out")
    assert refused["WWW-Authenticate"] == "Bearer"
    for address in ("me", "notices"):
        is_problem(visitor.get(address), 401)


def test_a_bad_token_is_refused_even_to_read(claim: Argument) -> None:
    program = Program(claim.author)
    Token.objects.update(expires_at=clock.now() - timedelta(days=1))
    is_problem(program.get("debates"), 401, "bad_token")
    for header in ("Bearer dl_nonsense", "Basic abc", "Bearer", "", "Bearer " + "x" * 5000):
        is_problem(Program().get("debates", Authorization=header), 401, "bad_token")


def test_a_token_does_what_its_scopes_say(claim: Argument) -> None:
    reader, writer = Program(a_member(), Scope.READ), Program(a_member(), Scope.WRITE)
    assert reader.get("me").json()["scopes"] == ["read"]
    told = is_problem(reader.put(f"arguments/{claim.pk}/vote", {"position": "agree"}), 403)
    assert (told["code"], told["needed"]) == ("insufficient_scope", "write")
    is_problem(writer.get("debates"), 403, "insufficient_scope")
    ruling = {"rule": "spam", "reason": "Spam."}
    hidden = Program(claim.debate.opened_by, Scope.READ, Scope.WRITE)
    is_problem(hidden.put(f"arguments/{claim.pk}/hiding", ruling), 403, "insufficient_scope")
    gone, kept = some_evidence(claim).source, some_evidence(claim).source
    merging = hidden.put(f"sources/{gone.pk}/merging", {"into": kept.pk})
    is_problem(merging, 403, "insufficient_scope")


def test_a_session_writes_with_its_csrf_token_only(claim: Argument) -> None:
    member, browser = a_member(), Client(enforce_csrf_checks=True)
    browser.force_login(member)
    program = Program()
    program.client = browser
    vote = {"position": "agree"}
    is_problem(program.put(f"arguments/{claim.pk}/vote", vote), 403, "csrf_failed")
    browser.cookies["csrftoken"] = "a" * 32
    sent = program.put(f"arguments/{claim.pk}/vote", vote, X_CSRFToken="a" * 32)
    assert sent.status_code == 200
    assert program.get("me").json()["name"] == member.username


def test_reading_sets_no_cookie_and_is_kept_by_nobody_else(claim: Argument) -> None:
    answer = Program(a_member()).get(f"arguments/{claim.pk}")
    assert not answer.cookies
    assert answer["Cache-Control"] == "private, no-cache"
    assert {"Authorization", "Cookie"} <= set(answer["Vary"].split(", "))


def test_what_did_not_change_is_not_sent_again(claim: Argument) -> None:
    for address in (f"arguments/{claim.pk}", f"debates/{claim.debate.slug}/arguments"):
        first = Program().get(address)
        again = Program().get(address, If_None_Match=f'W/"other", {first["ETag"]}')
        assert (again.status_code, again.content) == (304, b"")
        assert again["ETag"] == first["ETag"]
        weak = Program().get(address, If_None_Match=f"W/{first['ETag']}")
        assert weak.status_code == 304, "compression weakens a tag"
        assert Program().get(address, If_None_Match='"other"').status_code == 200


def test_limits_are_told_and_then_kept(claim: Argument, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(limits.BUDGETS, "votes", limits.Budget(2, 60, burst=2))
    program = Program(a_member())
    first = program.put(f"arguments/{claim.pk}/vote", {"position": "agree"})
    assert first["RateLimit-Policy"] == '"acts";q=2;w=60'
    assert first["RateLimit"].startswith('"acts";r=1;t=')
    program.put(f"arguments/{claim.pk}/vote", {"position": "unsure"})
    third = program.put(f"arguments/{claim.pk}/vote", {"position": "disagree"})
    is_problem(third, 429, "too_many")
    assert 0 < int(third["Retry-After"]) <= 60
    assert third["RateLimit"].startswith('"acts";r=0;')


def test_search_is_limited_for_visitors_by_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(limits.BUDGETS, "search", limits.Budget(1, 60, burst=1))
    assert Program().get("search?q=x").status_code == 200
    is_problem(Program().get("search?q=x"), 429)


def test_only_the_fields_that_are_asked_for(claim: Argument) -> None:
    one = Program().get(f"arguments/{claim.pk}?fields=id,tally").json()
    assert set(one) == {"id", "tally"}
    several = Program().get("debates?fields=slug").json()["results"]
    assert several == [{"slug": claim.debate.slug}]
    told = is_problem(Program().get("debates?fields=slug,secret"), 400)
    assert told["errors"][0]["parameter"] == "fields"
    is_problem(Program().get("debates?expand=everything"), 400)


@pytest.fixture
def hidden_addresses() -> tuple[Debate, list[tuple[str, str]]]:
    """Every address of a private debate and of what stands in it."""
    opener = a_member()
    debate = a_debate("Secret question?", by=opener, visibility="private")
    claim = a_claim(debate, "A secret", by=opener)
    other = a_claim(debate, "A secret too", by=opener)
    synthesis = a_synthesis([claim, other], by=opener)
    evidence, remark = some_evidence(claim, by=opener), a_remark(claim, by=opener)
    inside = f"debates/{debate.slug}"
    argument = f"arguments/{claim.pk}"
    gets = [inside, argument, f"syntheses/{synthesis.pk}", f"evidence/{evidence.pk}"]
    gets += [
        f"remarks/{remark.pk}",
        f"sources/{evidence.source_id}",
        f"search?q=x&debate={debate.slug}",
    ]
    gets += [
        f"{inside}/{what}" for what in ("arguments", "syntheses", "evidence", "members", "history")
    ]
    gets += [
        f"{argument}/{what}"
        for what in ("replies", "versions", "evidence", "remarks", "backlinks", "syntheses")
    ]
    writes = [("PATCH", inside), ("PATCH", argument), ("DELETE", argument)]
    writes += [("PUT", f"{argument}/vote"), ("DELETE", f"{argument}/vote")]
    writes += [("DELETE", f"evidence/{evidence.pk}"), ("DELETE", f"remarks/{remark.pk}")]
    writes += [("DELETE", f"{inside}/invitation"), ("POST", f"{inside}/invitation")]
    writes += [("DELETE", f"{inside}/members/{opener.username}"), ("PUT", f"{inside}/closing")]
    return debate, [("GET", address) for address in gets] + writes


def test_a_private_debate_is_nowhere_for_others(
    hidden_addresses: tuple[Debate, list[tuple[str, str]]],
) -> None:
    debate, addresses = hidden_addresses
    bodies: dict[str, Any] = {"PATCH": {}, "PUT": {}, "POST": {}}
    for viewer in (None, a_member(), a_member(is_staff=True)):
        for method, address in addresses:
            answer = Program(viewer).ask(method, address, bodies.get(method), If_Match="*")
            allowed = {404} if viewer else {404, 401}
            assert answer.status_code in allowed, (method, address, answer.content)
            assert b"ecret" not in answer.content, address
    for listed in ("debates", "sources", "search?q=secret", f"members/{debate.opened_by}"):
        found = Program(a_member()).get(listed)
        assert found.status_code == 200
        assert b"ecret" not in found.content.replace(b"q=secret", b""), listed
        assert debate.slug.encode() not in found.content


def test_everything_wrong_is_a_problem(debate: Debate) -> None:
    program = Program(a_member())
    for address in ("nowhere", "debates/", "", "debates/x/y/z", "problems/none"):
        is_problem(program.get(address), 404, "not_found")
    wrong = program.put("debates", {})
    is_problem(wrong, 405, "wrong_method")
    assert "GET" in wrong["Allow"]
    is_problem(program.get("debates", Accept="text/html"), 406, "not_acceptable")
    is_problem(program.ask("POST", "debates", b"a=1", content_type="text/plain"), 415)
    form = program.ask("POST", "debates", b"a=1", content_type="application/x-www-form-urlencoded")
    is_problem(form, 415, "wrong_type")


def test_what_breaks_on_our_side_is_told_without_details(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_all: object, **_more: object) -> None:
        raise RuntimeError("a secret of ours")

    monkeypatch.setattr("debates.api.views.debates.list_debates", broken)
    program = Program()
    program.client.raise_request_exception = False
    answer = program.get("debates")
    is_problem(answer, 500, "broken")
    assert b"secret" not in answer.content


def test_every_sort_of_problem_is_explained() -> None:
    for sort in Program().get("problems").json()["results"]:
        assert Program().get(f"http://testserver{sort['type']}").json() == sort


def test_what_moderators_do_needs_the_scope(claim: Argument) -> None:
    by = claim.debate.opened_by
    evidence, other = some_evidence(claim), some_evidence(claim)
    name = a_member().username
    twin = a_claim(claim.debate)
    words = {"into": twin.pk, "rule": "duplicate", "reason": "They say the same."}
    acts: dict[str, dict[str, object]] = {
        f"sources/{other.source_id}/merging": {"into": evidence.source_id},
        f"sources/{evidence.source_id}/retraction": {"kind": "retracted", "url": "https://e.org"},
        f"evidence/{evidence.pk}/checks/quote/{name}/settling": {"because": "It is there."},
        f"arguments/{claim.pk}/merging": words,
    }
    writer, moderator = Program(by, Scope.READ, Scope.WRITE), Program(by)
    for path, body in acts.items():
        is_problem(writer.put(path, body), 403, "insufficient_scope")
    assert [moderator.put(path, body).status_code for path, body in acts.items()] == [
        200,
        200,
        404,
        200,
    ]
