"""A synthesis that reconciles what was merged goes on as if it reconciled what stays."""

import pytest

from debates.actions.arguments import edit_argument, withdraw_argument
from debates.actions.moderation import hide_argument
from debates.actions.scores import refresh_all_scores
from debates.actions.syntheses import Kept, edit_synthesis
from debates.models import Argument, Ballot, Staleness
from debates.queries.arguments import find_argument
from debates.queries.drift import drift_of
from debates.queries.syntheses import syntheses_of
from debates.rules import Refused, Unfit
from debates.rules.sides import held_by
from tests.factories import a_claim, a_debate, a_synthesis, a_vote, days_ago, some_evidence
from tests.merging import merged, undone
from tests.retracting import a_retraction

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_limits")]


class Scene:
    def __init__(self) -> None:
        with days_ago(20):
            self.debate = a_debate()
            self.gone, self.kept, self.rival = (a_claim(self.debate) for _ in range(3))
        with days_ago(15):
            self.voter = a_vote(self.gone, "agree")
        with days_ago(10):
            self.synthesis = a_synthesis([self.gone, self.rival])
        with days_ago(9):
            a_vote(self.synthesis, by=self.voter)
        refresh_all_scores()

    @property
    def side(self) -> int | None:
        refresh_all_scores()
        assert list(drift_of(self.debate)) == []
        return Ballot.objects.get(synthesis=self.synthesis, member=self.voter).side_id

    @property
    def why_stale(self) -> list[str]:
        refresh_all_scores()
        return list(Staleness.objects.values_list("why", flat=True))


@pytest.fixture
def scene() -> Scene:
    return Scene()


def test_who_held_what_was_merged_counts_on(scene: Scene) -> None:
    assert scene.side == scene.gone.pk
    ruling = merged(scene.gone, scene.kept, by=scene.debate.opened_by)
    assert scene.side == scene.gone.pk
    assert scene.why_stale == []
    a_vote(scene.kept, "disagree", by=scene.voter)
    assert scene.side is None
    undone(ruling, by=scene.debate.opened_by)
    assert scene.side == scene.gone.pk


def test_what_was_held_when_it_was_posted_is_read_from_both(scene: Scene) -> None:
    with days_ago(5):
        a_vote(scene.gone, "disagree", by=scene.voter)
    with days_ago(4):
        a_vote(scene.gone, "agree", by=scene.voter)
    assert scene.side == scene.gone.pk
    merged(scene.gone, scene.kept, by=scene.debate.opened_by)
    assert scene.side == scene.gone.pk


def test_either_author_holds_what_became_their_own(scene: Scene) -> None:
    by = scene.debate.opened_by
    merged(scene.gone, scene.kept, by=by)
    for author in (scene.gone.author, scene.kept.author):
        assert held_by(author, [scene.synthesis.pk])[scene.synthesis.pk].leans == scene.gone.pk


def test_it_is_read_with_what_stays(scene: Scene) -> None:
    ruling = merged(scene.gone, scene.kept, by=scene.debate.opened_by)
    kept = find_argument(scene.voter, scene.kept.pk)
    assert [one.card.id for one in syntheses_of(kept, scene.voter)] == [scene.synthesis.pk]
    kept.tally.refresh_from_db()
    assert kept.tally.syntheses == 1
    undone(ruling, by=scene.debate.opened_by)
    kept.tally.refresh_from_db()
    assert kept.tally.syntheses == 0


def test_it_is_out_of_date_when_what_stays_is_hidden_or_withdrawn(scene: Scene) -> None:
    by = scene.debate.opened_by
    merged(scene.gone, scene.kept, by=by)
    kept = find_argument(by, scene.kept.pk)
    hide_argument(kept, rule="spam", because="It sells something.", by=by)
    assert scene.why_stale == ["hidden"]
    Argument.objects.filter(pk=kept.pk).update(hidden_at=None)
    assert scene.why_stale == []
    author = kept.author
    withdraw_argument(find_argument(author, kept.pk), by=author)
    assert scene.why_stale == ["withdrawn"]


def test_it_is_out_of_date_by_what_it_rested_on_as_before(scene: Scene) -> None:
    with days_ago(8):
        cited, others = some_evidence(scene.gone), some_evidence(scene.kept)
    a_retraction(others.source)
    by = scene.debate.opened_by
    ruling = merged(scene.gone, scene.kept, by=by)
    assert scene.why_stale == []
    undone(ruling, by=by)
    a_retraction(cited.source)
    assert scene.why_stale == ["retracted"]
    ruling = merged(scene.gone, scene.kept, by=by)
    assert scene.why_stale == ["retracted"]
    undone(ruling, by=by)
    assert scene.why_stale == ["retracted"]


def test_what_one_synthesis_reconciles_stays_apart_however_it_came_together(
    scene: Scene,
) -> None:
    by = scene.debate.opened_by
    third = a_claim(scene.debate)
    merged(third, scene.rival, by=by)
    with pytest.raises(Refused, match="reconciles the two"):
        merged(scene.gone, scene.rival, by=by)


def test_its_author_edits_it_still(scene: Scene) -> None:
    merged(scene.gone, scene.kept, by=scene.debate.opened_by)
    author = scene.synthesis.author
    edited = edit_synthesis(
        find_argument(author, scene.synthesis.pk),
        statement="Both, in other words",
        reasoning="",
        left_open="",
        concessions=[Kept(scene.gone.pk, "The one"), Kept(scene.rival.pk, "The other")],
        by=author,
    )
    assert edited.version == 2
    other = a_claim(scene.debate)
    with pytest.raises(Unfit, match="was merged"):
        a_synthesis([scene.gone, other])
    author = scene.gone.author
    gone = find_argument(author, scene.gone.pk)
    with pytest.raises(Refused):
        edit_argument(gone, statement="Anew", reasoning="", by=author)
