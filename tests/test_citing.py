"""Evidence: through pages and API alike."""

from accounts.models import User
from debates.models import Argument
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
