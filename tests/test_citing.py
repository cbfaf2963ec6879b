"""Evidence: through pages and API alike."""

import pytest
from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from debates.actions.moderation import hide_argument
from debates.models import Argument
from debates.queries.arguments import find_argument
from debates.queries.sources import sources_for
from tests.faces import Face
from tests.factories import some_evidence


def test_evidence_names_its_source(face: Face, claim: Argument, member: User) -> None:
    face.sign_in(member)
    words = {"title": "An essay", "shows": "That it is so"}
    outcome = face.add_evidence(claim, **words)
    assert outcome.what == "unfit"
    assert face.add_evidence(claim, url="javascript:alert(1)", **words).what == "unfit"
    assert face.add_evidence(claim, url="https://example.org/essay", **words).what == "done"
    assert claim.evidence.get().source.title == "An essay"


def test_only_whoever_added_evidence_withdraws_it(face: Face, member: User) -> None:
    evidence = some_evidence()
    face.sign_in(member)
    outcome = face.withdraw_evidence(evidence)
    assert outcome.what == "refused"
    assert "Only whoever added evidence can withdraw it." in outcome.text
    face.sign_in(evidence.added_by)
    assert face.withdraw_evidence(evidence).what == "done"


@pytest.mark.django_db
def test_a_source_that_only_hidden_arguments_cite_is_not_listed(
    claim: Argument, moderator: User
) -> None:
    source = some_evidence(claim, title="Buy this").source
    assert source in sources_for(AnonymousUser())
    hide_argument(find_argument(moderator, claim.pk), rule="spam", because="Sells", by=moderator)
    assert source not in sources_for(AnonymousUser())
