"""Opening, closing and reopening debates: through pages and API alike."""

from accounts.models import User
from debates.models import Debate
from tests.faces import Face


def test_a_debate_is_opened_closed_and_reopened(face: Face, member: User) -> None:
    face.sign_in(member)
    assert face.open_debate("Should the town build a tram?").what == "done"
    debate = Debate.objects.get()
    assert face.close(debate, "It is decided").what == "done"
    outcome = face.post_claim(debate, "One more thing")
    assert outcome.what == "refused"
    assert "This debate is closed." in outcome.text
    assert face.reopen(debate).what == "done"
    assert face.post_claim(debate, "One more thing").what == "done"


def test_only_its_opener_closes_a_debate(face: Face, debate: Debate, member: User) -> None:
    face.sign_in(member)
    outcome = face.close(debate)
    assert outcome.what == "refused"
    assert "Only whoever runs a debate can do this." in outcome.text
