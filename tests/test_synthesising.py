"""Syntheses: through pages and API alike."""

from accounts.models import User
from debates.models import Argument
from tests.faces import Face
from tests.factories import a_counterclaim


def test_a_synthesis_keeps_something_of_each(face: Face, claim: Argument, member: User) -> None:
    pair = [claim, a_counterclaim(claim)]
    face.sign_in(member)
    outcome = face.post_synthesis(pair, "Both", ["The one", " "])
    assert (outcome.what, "Please write something here." in outcome.text) == ("unfit", True)
    assert face.post_synthesis(pair, "Both", ["The one", "The other"]).what == "done"
    synthesis = Argument.objects.get(kind="synthesis")
    kept = synthesis.concessions.order_by("pk").values_list("text", flat=True)
    assert list(kept) == ["The one", "The other"]
