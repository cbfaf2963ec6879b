"""What every argument of a thread is worth: the published figures, and what moves what."""

from math import inf, nan
from typing import TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debates.scoring.strength import CyclicThread, Edge, strength, strengths
from tests.threads import CLOSE, OPPOSES, SUPPORTS, Thread, rates, signs, threads

Graph: TypeAlias = tuple[dict[int, float], list[Edge[int]]]


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    """Arguments that may answer several others, in several threads."""
    size = draw(st.integers(1, 8))
    bases: dict[int, float] = {number: draw(rates) for number in range(size)}
    edge = st.tuples(st.integers(0, size - 1), st.integers(0, size - 1), signs, st.floats(0, 50))
    edges = [
        Edge(max(one, other), min(one, other), sign, weight)
        for one, other, sign, weight in draw(st.lists(edge, max_size=20))
        if one != other
    ]
    return bases, edges


def test_canonical_mode_gives_the_published_values() -> None:
    bases = {"a": 0.5, "b": 0.2, "c": 0.85, "d": 0.65, "e": 0.4, "f": 1.0}
    opposing = [Edge(child, parent, OPPOSES) for child, parent in ("ca", "eb", "fc")]
    supporting = [Edge(child, parent, SUPPORTS) for child, parent in ("ba", "da", "ec")]
    found = strengths(bases, opposing + supporting, prior=None, conservativeness=1.0)
    published = {"a": 0.5187551724, "b": 0.1724137931, "c": 0.625, "d": 0.65, "e": 0.4, "f": 1}
    assert found == pytest.approx(published, abs=CLOSE)


@given(graphs())
def test_every_argument_has_a_strength_from_zero_to_one(
    graph: Graph,
) -> None:
    bases, edges = graph
    for found in (strengths(bases, edges), strengths(bases, edges, prior=None)):
        assert found.keys() == bases.keys()
        assert all(0 <= worth <= 1 for worth in found.values())
        answered = {edge.parent for edge in edges}
        assert all(found[one] == bases[one] for one in bases.keys() - answered)


@given(graphs(), st.data())
def test_one_child_more_never_lowers_by_supporting_nor_raises_by_opposing(
    graph: Graph, data: st.DataObject
) -> None:
    bases, edges = graph
    parent = data.draw(st.sampled_from(range(len(bases))))
    new, weight = len(bases), data.draw(st.floats(0, 50))
    bases[new] = data.draw(rates)
    now = strengths(bases, edges)[parent]
    assert strengths(bases, [*edges, Edge(new, parent, SUPPORTS, weight)])[parent] >= now - CLOSE
    assert strengths(bases, [*edges, Edge(new, parent, OPPOSES, weight)])[parent] <= now + CLOSE


@given(graphs(), st.data())
def test_the_order_of_arguments_and_edges_changes_nothing(
    graph: Graph, data: st.DataObject
) -> None:
    bases, edges = graph
    shuffled = data.draw(st.permutations(edges))
    turned = {one: bases[one] for one in data.draw(st.permutations(sorted(bases)))}
    assert strengths(turned, shuffled) == pytest.approx(strengths(bases, edges), abs=CLOSE)


@given(threads(), st.data())
def test_a_vote_moves_its_argument_and_the_ancestors_and_no_more(
    thread: Thread, data: st.DataObject
) -> None:
    voted = data.draw(st.sampled_from([0, *thread.replies]))
    member = data.draw(st.integers(100, 104))
    before, weights = thread.strengths(), {one: thread.weight(one) for one in thread.replies}
    held = thread.votes.get((member, voted), 0)
    position = data.draw(st.sampled_from([one for one in (1, 0, -1) if one != held]))
    thread.votes[member, voted] = position
    after = thread.strengths()
    moved = {one for one in after if after[one] != before[one]}
    assert moved <= {voted, *thread.above(voted)}
    reweighed = {one for one in weights if thread.weight(one) != weights[one]}
    with_her_unit = {one for one in thread.siblings(voted) if thread.votes.get((member, one)) == 1}
    assert reweighed <= {voted} | with_her_unit


@given(threads(), st.data())
def test_one_argument_after_another_comes_to_the_same_as_all_at_once(
    thread: Thread, data: st.DataObject
) -> None:
    kept = thread.strengths()
    voted = data.draw(st.sampled_from([0, *thread.replies]))
    thread.votes[data.draw(st.integers(100, 104)), voted] = data.draw(st.sampled_from((1, -1)))
    bases = thread.bases()
    for one in (voted, *thread.above(voted)):
        pulled = {SUPPORTS: 0.0, OPPOSES: 0.0}
        for child, (parent, sign) in thread.replies.items():
            pulled[sign] += thread.weight(child) * kept[child] if parent == one else 0
        kept[one] = strength(bases[one], pulled[SUPPORTS], pulled[OPPOSES])
    assert kept == pytest.approx(thread.strengths(), abs=CLOSE)


def test_threads_need_not_hang_together() -> None:
    bases = {"a": 0.5, "b": 0.5, "x": 0.3, "y": 0.5, "alone": 0.7}
    edges = [Edge("b", "a", SUPPORTS, 10), Edge("y", "x", OPPOSES, 10)]
    found = strengths(bases, edges)
    assert found["a"] == strength(0.5, 5, 0)
    assert found["x"] == strength(0.3, 0, 5)
    assert found["alone"] == 0.7


def test_a_thread_may_be_five_thousand_deep() -> None:
    bases = dict.fromkeys(range(5_001), 0.5)
    found = strengths(bases, [Edge(one + 1, one, OPPOSES, 10) for one in range(5_000)])
    assert found[4_999] == strength(0.5, 0, 5)
    assert found[0] == pytest.approx(found[1])


def test_nothing_is_worth_nothing() -> None:
    assert strengths({}, []) == {}


# --- What is refused ---


@pytest.mark.parametrize("loop", ["aa", "abab", "abcbca"])
def test_a_loop_is_refused(loop: str) -> None:
    pairs = zip(loop, loop[1:] + loop[0], strict=True)
    edges = [Edge(child, parent, SUPPORTS) for child, parent in pairs]
    with pytest.raises(CyclicThread, match="loop, at or under 'above'"):
        strengths({"above": 0.5} | dict.fromkeys(loop, 0.5), [Edge("a", "above", 1), *edges])
    assert issubclass(CyclicThread, ValueError)


@pytest.mark.parametrize("edge", [Edge("gone", "a", SUPPORTS), Edge("a", "gone", OPPOSES)])
def test_an_edge_names_arguments_that_have_a_base(edge: Edge[str]) -> None:
    with pytest.raises(KeyError, match="no base for 'gone'"):
        strengths({"a": 0.5}, [edge])


@pytest.mark.parametrize("weight", [-1.0, inf, nan])
def test_an_edge_never_weighs_less_than_nothing(weight: float) -> None:
    with pytest.raises(ValueError, match="neither supports nor opposes"):
        Edge("b", "a", SUPPORTS, weight)


def test_an_edge_supports_or_opposes() -> None:
    with pytest.raises(ValueError, match="neither supports nor opposes"):
        Edge("b", "a", 0)  # type: ignore[arg-type]


@pytest.mark.parametrize("own", [-0.1, 1.1, nan])
def test_a_base_out_of_range_is_refused(own: float) -> None:
    with pytest.raises(ValueError, match="no strength from base"):
        strengths({"a": own}, [])
