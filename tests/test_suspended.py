"""What the suspended and the muted meet: nothing hidden, nothing lost, and a way out."""

import pytest
from django.test import Client

from accounts.models import User
from debates.actions.restrictions import mute_member, suspend_member
from debates.models import Argument, Draft
from tests.api import Program, is_problem
from tests.faces import Face
from tests.factories import a_claim, a_member, a_place, seen_by

WHY = {"rule": "insult", "because": "Three insults in a row."}
TEXT = "Attacks a person: “Three insults in a row.” Ruling"


@pytest.fixture
def suspended(db: None) -> User:
    member = a_member()
    suspend_member(member, lasts="week", **WHY, by=a_member(is_staff=True))
    member.refresh_from_db()
    return member


def test_the_suspended_are_offered_nothing_that_they_may_not_send(suspended: User) -> None:
    other = suspend_member(a_member(), lasts="week", **WHY, by=a_member(is_staff=True))
    User.objects.filter(pk=suspended.pk).update(is_staff=True)
    client = Client()
    client.force_login(suspended)
    undo = f"/rulings/{other.ruling_id}/undo/"
    for address in ("/debates/new/", undo):
        answer = client.get(address)
        assert answer.status_code == 403
        assert TEXT in answer.content.decode().replace("&#34;", '"')
    assert undo not in client.get(f"/rulings/{other.ruling_id}/").content.decode()


def test_the_suspended_do_nothing_and_read_why(
    face: Face, claim: Argument, suspended: User
) -> None:
    face.sign_in(suspended)
    for tried in (
        face.open_debate("May I ask?"),
        face.post_claim(claim.debate, "Let me"),
        face.cast_vote(claim, "agree"),
        face.make_remark(claim, "Why?"),
        face.warn(claim.author, claim.debate),
    ):
        assert tried.what == "refused"
        assert "You are suspended until" in tried.text
        assert TEXT in tried.text
    assert face.read_argument(claim).what == "done"
    told = face.read_my_restrictions()
    assert told.what == "done"
    assert "Three insults in a row." in told.text
    assert face.read_notices().what == "done"


def test_every_page_tells_the_suspended(claim: Argument, suspended: User, client: Client) -> None:
    client.force_login(suspended)
    ruling = suspended.restrictions.get().ruling_id
    pages = ("/", "/debates/", f"/arguments/{claim.pk}/", "/account/", "/notices/", "/nowhere/")
    for page in pages:
        text = client.get(page).content.decode()
        assert text.count("You are suspended until") == 1, page
        assert TEXT in text
        assert f'href="/rulings/{ruling}/"' in text


@pytest.mark.django_db
def test_a_debate_tells_the_muted_and_no_other_page_does(
    claim: Argument, member: User, client: Client
) -> None:
    mute_member(member, claim.debate, lasts="day", **WHY, by=claim.debate.opened_by)
    client.force_login(member)
    ruling = member.restrictions.get().ruling_id
    for tab in ("", "syntheses/", "evidence/", "people/", "history/"):
        text = client.get(f"/debates/{claim.debate.slug}/{tab}").content.decode()
        assert TEXT in text, tab
        assert f'href="/rulings/{ruling}/"' in text
    assert TEXT in client.get(f"/arguments/{claim.pk}/").content.decode()
    assert TEXT not in client.get("/debates/").content.decode()


@pytest.mark.parametrize("everywhere", [False, True], ids=["muted", "suspended"])
def test_what_was_typed_before_is_not_lost(
    claim: Argument, member: User, client: Client, everywhere: bool
) -> None:
    """An old tab: the form comes back with the reason, and with every word."""
    client.force_login(member)
    typed = {"statement": "What I have to say", "reasoning": "At *length*."}
    staff = a_member(is_staff=True)
    if everywhere:
        suspend_member(member, lasts="day", **WHY, by=staff)
    else:
        mute_member(member, seen_by(staff, claim.debate), lasts="day", **WHY, by=staff)
    pages = {
        f"/debates/{claim.debate.slug}/claims/new/": typed,
        f"/arguments/{claim.pk}/counter/": typed,
        f"/arguments/{claim.pk}/remarks/new/": {"text": "What I have to say"},
        f"/arguments/{claim.pk}/evidence/new/": {
            "shows": "What I have to say",
            "title": "An essay",
            "url": "https://example.org/",
            "stance": "supports",
            "kind": "article",
        },
    }
    for page, words in pages.items():
        for headers in ({}, {"HX-Request": "true"}):
            answer = client.post(page, words, headers=headers)
            text = answer.content.decode()
            assert answer.status_code == 403, page
            assert TEXT in text
            assert "What I have to say" in text, page
    assert client.get(f"/debates/{claim.debate.slug}/claims/new/").status_code == 403
    page = f"/debates/{claim.debate.slug}/claims/new/"
    client.post("/drafts/", {"draft_of": page} | typed)
    assert Draft.objects.get(member=member).fields["statement"] == "What I have to say"


def test_a_suspended_members_token_opens_only_what_they_need(
    claim: Argument, suspended: User
) -> None:
    program = Program(suspended)
    at = f"debates/{claim.debate.slug}"
    ruling = suspended.restrictions.get().ruling_id
    for method, address in [
        ("GET", "debates"),
        ("GET", f"{at}/arguments"),
        ("GET", "search?q=x"),
        ("POST", f"{at}/arguments"),
        ("PUT", f"arguments/{claim.pk}/vote"),
        ("DELETE", f"arguments/{claim.pk}/vote"),
    ]:
        told = is_problem(program.ask(method, address, {}), 403, "suspended")
        assert TEXT in told["detail"]
        assert told["ruling"] == ruling
    for address in ("me", "notices", "me/restrictions"):
        assert program.get(address).status_code == 200
    [mine] = program.get("me/restrictions").json()["results"]
    assert (mine["kind"], mine["stands"], mine["ruling"]) == ("suspended", "live", ruling)
    assert program.post("notices/read").status_code == 200


def test_a_suspended_members_token_reads_the_ruling_and_appeals_it(suspended: User) -> None:
    program = Program(suspended)
    ruling = suspended.restrictions.get().ruling_id
    assert program.get(f"rulings/{ruling}").json()["verb"] == "suspend"
    made = program.post(f"rulings/{ruling}/appeals", {"text": "It was my cat."})
    assert made.status_code == 201
    appeal = made.json()["id"]
    said = program.post(f"appeals/{appeal}/replies", {"text": "She is sorry."})
    assert said.status_code == 201
    assert program.get(f"appeals/{appeal}").json()["outcome"] is None
    assert len(program.get("appeals").json()["results"]) == 1


@pytest.mark.django_db
def test_the_suspended_sign_in_change_their_password_and_leave(client: Client) -> None:
    member = a_member(password="of-my-own-choosing", email="me@example.org")
    suspend_member(member, lasts="until_lifted", **WHY, by=a_member(is_staff=True))
    client.force_login(member)
    assert client.get("/account/password/change/").status_code in {200, 302}
    left = client.post("/account/delete/", {"proof": "of-my-own-choosing"})
    assert left.status_code == 302
    member.refresh_from_db()
    assert member.deleted_at is not None
    assert member.restrictions.count() == 1


def test_nobody_else_reads_what_was_ruled_on_a_member(face: Face, suspended: User) -> None:
    for viewer in (a_member(), a_member(is_staff=True)):
        face.sign_in(viewer)
        assert "Three insults" not in face.read_my_restrictions().text


def test_what_was_ruled_in_a_private_debate_stays_there(face: Face, member: User) -> None:
    claim = a_claim()
    claim.debate.visibility = "private"
    claim.debate.save(update_fields=["visibility"])
    a_place(claim.debate, member=member)
    by = claim.debate.opened_by
    mute_member(member, seen_by(by, claim.debate), lasts="day", **WHY, by=by)
    face.sign_in(member)
    assert claim.debate.slug in face.read_my_restrictions().text
    member.memberships.all().delete()
    assert claim.debate.slug not in face.read_my_restrictions().text
