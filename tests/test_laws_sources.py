"""What the database itself keeps of sources, checks, retractions, requests and files."""

from typing import Any

import pytest
from django.db import connection

from accounts import clock
from accounts.models import User
from debates.models import Argument, Debate, Evidence, Source, Visibility
from tests.factories import a_claim, a_debate, a_member, some_evidence
from tests.raw import insert, refused_by, run

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_limits")]


def a_source(debate: Debate | None = None, **csl: Any) -> Source:
    member = a_member()
    csl = {"type": "book", "title": "A book"} | csl
    return Source.objects.create(debate=debate, csl=csl, words="abook", added_by=member)


def identifiers(source: Source) -> set[tuple[str, str]]:
    return set(
        run("SELECT scheme, value FROM debates_identifier WHERE source_id = %s", [source.pk])
    )


def merge(gone: Source, kept: Source) -> None:
    run("SELECT merge_source(%s, %s)", [gone.pk, kept.pk])


def test_what_identifies_a_source_follows_from_its_csl() -> None:
    source = a_source(URL="https://e.org/a", DOI="10.1/a", ISBN="9780306406157", PMID="12")
    assert identifiers(source) == {
        ("url", "https://e.org/a"),
        ("doi", "10.1/a"),
        ("isbn", "9780306406157"),
        ("pmid", "12"),
    }
    source.csl = {"title": "A book", "archive": "arXiv", "archive_location": "2301.00001"}
    source.save()
    assert identifiers(source) == {("arxiv", "2301.00001")}
    source.csl = {"title": "A book", "author": [{"family": "Doe"}]}
    source.csl |= {"issued": {"date-parts": [[1999]]}}
    source.save()
    assert identifiers(source) == {("words", "abook doe 1999")}
    source.refresh_from_db()
    assert (source.title, source.url, source.doi) == ("A book", "", "")


@pytest.mark.parametrize("csl", [{"URL": "https://e.org/a"}, {"DOI": "10.1/a"}, {}])
def test_one_source_per_identifier(csl: dict[str, Any]) -> None:
    a_source(**csl)
    with refused_by("one_source_per_identifier"):
        a_source(**csl)


def test_a_source_has_a_title() -> None:
    with refused_by("a_source_has_a_title"):
        a_source(title=" ")


def test_a_private_debate_keeps_a_source_of_its_own() -> None:
    private = a_debate(visibility=Visibility.PRIVATE)
    a_source(URL="https://e.org/a")
    own = a_source(private, URL="https://e.org/a")
    elsewhere = some_evidence()
    with refused_by("a_private_source_stays_in_its_debate"):
        run("UPDATE debates_evidence SET source_id = %s WHERE id = %s", [own.pk, elsewhere.pk])
    with refused_by("one_source_per_identifier"):
        a_source(private, URL="https://e.org/a")


def test_what_is_merged_leaves_all_to_what_is_kept(claim: Argument) -> None:
    evidence = some_evidence(claim, url="https://e.org/copy")
    kept = a_source(URL="https://e.org/a")
    gone = evidence.source
    insert("listing", debate_id=claim.debate_id, source_id=gone.pk, **by_and_at(claim.author))
    merge(gone, kept)
    evidence.refresh_from_db()
    assert evidence.source == kept
    assert identifiers(kept) == {("url", "https://e.org/a"), ("url", "https://e.org/copy")}
    assert identifiers(gone) == set()
    assert run("SELECT source_id FROM debates_listing") == [(kept.pk,)]
    # Whoever cites the one that is gone cites the one that is kept.
    run("UPDATE debates_evidence SET source_id = %s WHERE id = %s", [gone.pk, evidence.pk])
    assert run("SELECT source_id FROM debates_evidence") == [(kept.pk,)]
    with refused_by("sources_are_merged_once"):
        merge(gone, a_source(URL="https://e.org/b"))


def test_the_sites_source_never_becomes_a_private_one() -> None:
    own = a_source(a_debate(visibility=Visibility.PRIVATE), URL="https://e.org/a")
    with refused_by("sources_are_merged_once"):
        merge(a_source(URL="https://e.org/b"), own)


def test_a_debate_that_opens_brings_its_sources_along() -> None:
    private = a_debate(visibility=Visibility.PRIVATE)
    known = a_source(URL="https://e.org/a")
    twice = a_source(private, URL="https://e.org/a", DOI="10.1/a")
    new = a_source(private, URL="https://e.org/b")
    retract(twice)
    run("UPDATE debates_debate SET visibility = 'invited' WHERE id = %s", [private.pk])
    assert Source.objects.get(pk=twice.pk).merged_into == known
    assert Source.objects.get(pk=new.pk).debate is None
    # What a private debate said of it does not become the whole site's.
    assert identifiers(known) == {("url", "https://e.org/a")}
    known.refresh_from_db()
    assert known.standing == ""


def by_and_at(member: User) -> dict[str, Any]:
    return {"added_by_id": member.pk, "added_at": clock.now()}


def retract(source: Source, kind: str = "retracted") -> None:
    words = {"kind": kind, "url": "https://e.org/notice", "because": ""}
    insert("retraction", source_id=source.pk, by_id=source.added_by_id, at=clock.now(), **words)


def test_a_retraction_is_undone_never_rewritten(claim: Argument) -> None:
    source = some_evidence(claim).source
    run("DELETE FROM debates_change")
    retract(source, "corrected")
    assert run("SELECT standing FROM debates_source") == [("corrected",)]
    assert run("SELECT argument_id FROM debates_change") == [(claim.pk,)]
    with refused_by("one_standing_retraction_per_source"):
        retract(source)
    with connection.cursor() as cursor, pytest.raises(Exception, match="never rewritten"):
        cursor.execute("UPDATE debates_retraction SET url = 'https://e.org/other'")


def test_an_undone_retraction_leaves_the_source_in_good_standing(claim: Argument) -> None:
    source = some_evidence(claim).source
    retract(source)
    with refused_by("what_is_undone_says_by_whom"):
        run("UPDATE debates_retraction SET undone_at = now()")
    run("UPDATE debates_retraction SET undone_at = now(), undone_by_id = by_id")
    assert run("SELECT standing FROM debates_source") == [("",)]
    retract(source)
    assert run("SELECT standing FROM debates_source") == [("retracted",)]


def check(evidence: Evidence, member: User, question: str = "quote", **columns: Any) -> None:
    row: dict[str, Any] = {
        "evidence_id": evidence.pk,
        "member_id": member.pk,
        "debate_id": evidence.debate_id,
    }
    row |= {"is_yes": True, "because": "", "settled_because": "", "at": clock.now()} | columns
    insert("check", question=question, **row)


def test_a_check_is_of_another_and_says_why_not() -> None:
    evidence = some_evidence()
    with refused_by("nobody_checks_their_own_evidence"):
        check(evidence, evidence.added_by)
    with refused_by("a_no_says_why"):
        check(evidence, a_member(), is_yes=False)
    with refused_by("a_check_answers_a_known_question"):
        check(evidence, a_member(), "beauty")
    with refused_by("only_a_no_is_settled_and_with_a_reason"):
        check(evidence, a_member(), settled_at=clock.now())
    with refused_by("check_is_of_the_debate_of_its_evidence"):
        check(evidence, a_member(), debate_id=a_debate().pk)
    member = a_member()
    check(evidence, member)
    with refused_by("debates_check_pkey"):
        check(evidence, member)
    with refused_by("a_check_is_never_moved"):
        run("UPDATE debates_check SET evidence_id = %s", [some_evidence().pk])


def test_three_members_check_and_one_disputes() -> None:
    evidence = some_evidence()
    one = a_member()
    for question in ("quote", "claim", "independence"):
        check(evidence, one, question)
    status = "SELECT status, quote_yes, claim_no FROM debates_evidence"
    assert run(status) == [("unchecked", 1, 0)]
    check(evidence, a_member())
    check(evidence, a_member())
    assert run(status) == [("checked", 3, 0)]
    check(evidence, a_member(), "claim", is_yes=False, because="It says the opposite")
    assert run(status) == [("disputed", 3, 1)]
    run(
        "UPDATE debates_check SET settled_at = now(), settled_by_id = member_id,"
        " settled_because = 'It was misread' WHERE NOT is_yes"
    )
    assert run(status) == [("checked", 3, 0)]
    run("DELETE FROM debates_check WHERE member_id = %s", [one.pk])
    assert run(status) == [("unchecked", 2, 0)]


def test_a_request_is_answered_by_evidence_for_it(claim: Argument) -> None:
    row = {"argument_id": claim.pk, "debate_id": claim.debate_id, "asked_at": clock.now()}
    for _ in range(2):
        insert("sourcerequest", member_id=a_member().pk, **row)
    needs = "SELECT needs_source FROM debates_tally"
    assert run(needs) == [(2,)]
    some_evidence(claim, stance="undermines")
    assert run(needs) == [(2,)]
    evidence = some_evidence(claim)
    assert run(needs) == [(0,)]
    run("UPDATE debates_evidence SET withdrawn_at = now() WHERE id = %s", [evidence.pk])
    assert run(needs) == [(2,)]
    with refused_by("sourcerequest_is_of_the_debate_of_its_argument"):
        row |= {"debate_id": a_debate().pk, "argument_id": a_claim().pk}
        insert("sourcerequest", member_id=a_member().pk, **row)


def test_files_of_a_member_fit_their_quota(member: User) -> None:
    for number in range(10):
        file = insert("file", **a_file(number))
        insert("holding", member_id=member.pk, file_id=file, at=clock.now())
    assert run("SELECT used FROM debates_quota") == [(10 * 10 * 1024 * 1024,)]
    one_more = insert("file", **a_file(11))
    with refused_by("files_of_a_member_fit_their_quota"):
        insert("holding", member_id=member.pk, file_id=one_more, at=clock.now())
    run("DELETE FROM debates_holding")
    assert run("SELECT used FROM debates_quota") == [(0,)]
    with refused_by("a_file_fits"):
        insert("file", **a_file(12, size=10 * 1024 * 1024 + 1))


def a_file(number: int, size: int = 10 * 1024 * 1024) -> dict[str, Any]:
    name = f"{number:064}"
    return {"sha256": name, "kind": "pdf", "size": size, "name": name, "kept_at": clock.now()}


def test_a_retraction_that_is_deleted_warns_no_longer(claim: Argument) -> None:
    source = some_evidence(claim).source
    retract(source)
    run("DELETE FROM debates_change")
    run("DELETE FROM debates_retraction")
    source.refresh_from_db()
    assert source.standing == ""
    assert run("SELECT argument_id FROM debates_change") == [(claim.pk,)]
