"""Remarks: through pages and API alike."""

from accounts.models import User
from debates.models import Argument
from tests.faces import Face
from tests.factories import a_remark


def test_a_remark_is_made_and_answered(face: Face, claim: Argument, member: User) -> None:
    face.sign_in(member)
    assert face.make_remark(claim, "Always?").what == "done"
    remark = a_remark(claim)
    assert face.mark_answered(remark).what == "refused"
    face.sign_in(claim.author)
    assert face.mark_answered(remark).what == "done"
