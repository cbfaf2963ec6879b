"""How well each side of a debate is sourced."""

import random
from collections import Counter

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from debates.actions.moderation import hide_argument
from debates.models import Argument, Debate, Evidence, Source
from debates.queries.arguments import find_argument
from debates.queries.evidence_filters import evidence_narrowed
from debates.queries.sourcing import SideSourced, sourcing_of
from debates.queries.sourcing_words import words_of_sourcing
from tests.faces import Face
from tests.factories import (
    a_claim,
    a_counterclaim,
    a_debate,
    a_member,
    a_synthesis,
    seen_by,
    some_evidence,
)
from tests.raw import insert_argument, run


def pieces(debate: Debate) -> dict[str, int]:
    return {one.side: one.pieces for one in sourcing_of(debate)}


@pytest.mark.django_db
@pytest.mark.usefixtures("no_limits")
def test_evidence_counts_for_the_side_that_its_argument_takes(claim: Argument) -> None:
    assert sourcing_of(claim.debate) == []
    counter = a_counterclaim(claim)
    support = a_claim(supporting=counter)
    answer = a_counterclaim(support)
    some_evidence(claim)
    assert pieces(claim.debate) == {"for": 1, "against": 0}
    for argument in (counter, support):
        some_evidence(argument)
    some_evidence(answer)
    assert pieces(claim.debate) == {"for": 2, "against": 2}
    some_evidence(claim, stance="undermines")
    some_evidence(counter, stance="undermines")
    assert pieces(claim.debate) == {"for": 3, "against": 3}
    synthesis = a_synthesis([claim, counter])
    some_evidence(synthesis)
    some_evidence(a_counterclaim(synthesis))
    assert pieces(claim.debate) == {"for": 3, "against": 3, "syntheses": 2}


@pytest.mark.django_db
@pytest.mark.usefixtures("no_limits")
def test_a_move_to_the_other_side_takes_the_evidence_along(claim: Argument) -> None:
    counter = a_counterclaim(claim)
    moved = a_claim(supporting=claim)
    some_evidence(a_claim(supporting=moved))
    assert pieces(claim.debate) == {"for": 1, "against": 0}
    run("UPDATE debates_argument SET parent_id = %s WHERE id = %s", [counter.pk, moved.pk])
    assert pieces(claim.debate) == {"for": 0, "against": 1}


@pytest.mark.django_db
@pytest.mark.usefixtures("no_limits")
def test_a_fallen_source_is_counted_as_fallen_and_a_source_once(claim: Argument) -> None:
    first = some_evidence(claim, url="https://example.org/one")
    some_evidence(claim, url="https://example.org/one")
    second = some_evidence(claim)
    run("UPDATE debates_evidence SET status = 'checked'")
    run("UPDATE debates_evidence SET status = 'disputed' WHERE id = %s", [second.pk])
    assert sourcing_of(claim.debate)[0] == SideSourced("for", checked=2, disputed=1, sources=2)
    run("UPDATE debates_source SET standing = 'corrected' WHERE id = %s", [first.source_id])
    assert sourcing_of(claim.debate)[0] == SideSourced("for", disputed=1, fallen=2, sources=2)


def test_what_is_hidden_or_withdrawn_counts_for_nobody(
    face: Face, claim: Argument, moderator: User
) -> None:
    gone, counter = a_claim(claim.debate), a_counterclaim(claim)
    for argument in (claim, gone, counter):
        some_evidence(argument)
    some_evidence(counter)
    run("UPDATE debates_evidence SET withdrawn_at = now()"
        " WHERE id = (SELECT max(id) FROM debates_evidence)")  # fmt: skip
    run("UPDATE debates_argument SET withdrawn_at = now() WHERE id = %s", [gone.pk])
    seen = find_argument(moderator, claim.pk)
    hide_argument(seen, rule="spam", because="It sells", by=moderator)
    assert pieces(claim.debate) == {"for": 0, "against": 1}
    words = "rest on nothing yet; what opposes them, on 1 piece from 1 source, none checked."
    face.sign_in(claim.author)
    assert words in face.read_sourcing(claim.debate).text


def test_both_faces_say_the_same(face: Face, claim: Argument) -> None:
    counter = a_counterclaim(claim)
    for _piece in range(3):
        some_evidence(claim)
    some_evidence(counter)
    run("UPDATE debates_evidence SET status = 'checked' WHERE argument_id = %s AND id <> (SELECT"
        " min(id) FROM debates_evidence)", [claim.pk])  # fmt: skip
    text = face.read_sourcing(claim.debate).text
    assert (
        "The claims at the top rest on 3 pieces from 3 sources, 2 of them checked; what opposes"
        " them, on 1 piece from 1 source, none checked." in text
    )


def test_the_picture_says_in_a_table_what_it_draws(client: Client, claim: Argument) -> None:
    page = f"/debates/{claim.debate.slug}/evidence/"
    assert 'id="sourcing"' not in client.get(page).content.decode()
    for _piece in range(3):
        some_evidence(a_counterclaim(claim))
    some_evidence(claim)
    text = client.get(page).content.decode()
    assert 'aria-label="Against them: 3 unchecked"' in text
    assert 'x="0.0%" width="33.333%"' in text
    assert "<td>0</td><td>3</td><td>0</td><td>0</td><td>3</td><td>3</td>" in text


def test_what_a_source_is_asked_for_most_stands_with_it(face: Face, claim: Argument) -> None:
    text = face.read_sourcing(claim.debate).text
    assert claim.statement not in text
    face.sign_in(a_member())
    face.ask_for_source(claim)
    assert claim.statement in face.read_sourcing(claim.debate).text


@pytest.mark.django_db
def test_words_for_what_is_all_checked_or_missing() -> None:
    sides = [SideSourced("for", checked=2, sources=1), SideSourced("against")]
    assert words_of_sourcing([]) == ""
    assert words_of_sourcing([*sides, SideSourced("syntheses", checked=1, sources=1)]) == (
        "The claims at the top rest on 2 pieces from 1 source, all of them checked;"
        " what opposes them, on nothing yet."
        " Syntheses rest on 1 piece from 1 source, and it is checked."
    )


@pytest.mark.django_db
@pytest.mark.usefixtures("no_limits")
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32), size=st.integers(1, 40))
def test_the_sides_add_up_to_what_the_list_shows(member: User, seed: int, size: int) -> None:
    """In any forest, by any evidence, and as one finds by walking up from each by itself."""
    chance = random.Random(seed)
    debate, parents = grown(member, size, chance)
    cite(debate, list(parents), member, chance)
    listed = evidence_narrowed(seen_by(member, debate), AnonymousUser(), {})
    expected: Counter[str] = Counter()
    for one in listed:
        sign, at = (-1 if one.stance == "undermines" else 1), one.argument_id
        while parents[at][0]:
            at, kind = parents[at]
            sign = -sign if kind == "counterclaim" else sign
        sign = 0 if parents[at][1] == "synthesis" else sign
        expected[{1: "for", -1: "against", 0: "syntheses"}[sign]] += 1
    found = pieces(debate)
    assert sum(found.values()) == listed.count()
    assert Counter(found) == expected
    for side in sourcing_of(debate):
        assert side.sources <= side.pieces


def grown(by: User, size: int, chance: random.Random) -> tuple[Debate, dict[int, tuple[int, str]]]:
    """A debate with a random forest: by the id of each argument its parent and its kind."""
    debate = a_debate(by=by)
    claim = a_claim(debate, by=by)
    synthesis = a_synthesis([claim, a_counterclaim(claim, by=by)], by=by)
    forest = {
        one.pk: (one.parent_id or 0, one.kind) for one in Argument.objects.filter(debate=debate)
    }
    for _argument in range(size):
        parent = chance.choice([None, synthesis.pk, *forest])
        kind = "claim" if parent is None else chance.choice(["claim", "counterclaim"])
        made = insert_argument(claim, parent_id=parent, kind=kind)
        forest[made] = (parent or 0, kind)
    run("UPDATE debates_argument SET withdrawn_at = now() WHERE id = ANY(%s)",
        [chance.sample(list(forest), size // 5)])  # fmt: skip
    return debate, forest


def cite(debate: Debate, arguments: list[int], by: User, chance: random.Random) -> None:
    names = [f"Work {number} of debate {debate.pk}" for number in range(5)]
    sources = [Source.objects.create(csl={"title": one}, words=one, added_by=by) for one in names]
    for _piece in range(20):
        Evidence.objects.create(
            debate=debate,
            argument_id=chance.choice(arguments),
            source=chance.choice(sources),
            shows="So",
            stance=chance.choice(["supports", "undermines"]),
            status=chance.choice(["unchecked", "checked", "disputed"]),
            added_by=by,
        )
