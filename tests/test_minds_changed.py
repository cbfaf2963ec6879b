"""Which argument changed a mind: through pages and API alike."""

import pytest
from django.test import Client

from accounts.models import User
from debates.actions.debates import close_debate
from debates.actions.minds import name_mind_change
from debates.actions.moderation import hide_argument
from debates.models import Argument, MindChange
from debates.queries.arguments import card_of, find_argument
from debates.rules import Refused
from tests.api import Program, is_problem
from tests.conftest import Together
from tests.faces import Face
from tests.factories import a_claim, a_counterclaim, a_member, a_vote, seen_by
from tests.raw import run

pytestmark = pytest.mark.usefixtures("no_limits")


@pytest.fixture
def counter(claim: Argument) -> Argument:
    return a_counterclaim(claim, "They are for trams too")


def a_flip(about: Argument, *positions: str, by: User | None = None) -> User:
    """Somebody whose vote went so; from agree to disagree if nothing else is said."""
    by = by or a_member()
    for position in positions or ("agree", "disagree"):
        a_vote(about, position, by=by)
    return by


def a_changed_mind(about: Argument, changed_by: Argument) -> User:
    by = a_flip(about)
    name_mind_change(find_argument(by, about.pk), changed_by.pk, by=by)
    return by


def minds_changed(argument: Argument) -> int:
    return card_of(find_argument(a_member(), argument.pk), a_member()).minds_changed


@pytest.mark.parametrize("positions", [("agree", "disagree"), ("disagree", "agree")])
def test_the_argument_that_changed_a_mind_is_named_once(
    face: Face, claim: Argument, counter: Argument, positions: tuple[str, str]
) -> None:
    member = a_flip(claim, *positions)
    face.sign_in(member)
    assert face.name_mind_change(claim, counter).what == "done"
    assert MindChange.objects.get().to_agree == (positions[1] == "agree")
    assert minds_changed(counter) == 1
    assert face.name_mind_change(claim, counter).what == "refused"
    a_flip(claim, positions[0], by=member)
    assert face.name_mind_change(claim, counter).what == "done"
    assert minds_changed(counter) == 2


@pytest.mark.parametrize(
    "positions",
    [("agree",), ("agree", "unsure"), ("unsure", "agree"), ("agree", "disagree", "unsure")],
)
def test_only_a_flip_changes_a_mind(
    face: Face, claim: Argument, counter: Argument, positions: tuple[str, ...]
) -> None:
    face.sign_in(a_flip(claim, *positions))
    assert face.name_mind_change(claim, counter).what == "refused"
    assert not MindChange.objects.exists()


def test_what_cannot_have_changed_the_mind_is_unfit(
    face: Face, claim: Argument, counter: Argument, moderator: User
) -> None:
    member = a_flip(claim)
    face.sign_in(member)
    hidden, own = a_counterclaim(claim), a_counterclaim(claim, by=member)
    hide_argument(
        find_argument(moderator, hidden.pk), rule="spam", because="An advert", by=moderator
    )
    for other in (claim, a_claim(), hidden, own):
        assert face.name_mind_change(claim, other).what == "unfit"
    assert "This is your own" in face.name_mind_change(claim, own).text
    assert not MindChange.objects.exists()


def test_visitors_and_closed_debates_name_nothing(
    face: Face, claim: Argument, counter: Argument, moderator: User
) -> None:
    assert face.name_mind_change(claim, counter).what == "signed out"
    face.sign_in(a_flip(claim))
    close_debate(seen_by(moderator, claim.debate), by=moderator)
    assert face.name_mind_change(claim, counter).what == "refused"


def test_it_is_told_from_which_side_to_which_and_never_whose(
    face: Face, claim: Argument, counter: Argument, member: User
) -> None:
    whose = [a_changed_mind(claim, counter) for _ in range(2)]
    face.sign_in(member)
    told = face.read_minds(counter)
    assert told.what == "done"
    assert str(claim.pk) in told.text
    for one in whose:
        assert one.username not in told.text
        assert f"'member': {one.pk}" not in told.text


def test_the_page_tells_and_links(claim: Argument, counter: Argument) -> None:
    a_changed_mind(claim, counter)
    a_changed_mind(claim, counter)
    text = Client().get(f"/arguments/{counter.pk}/").content.decode()
    assert "2 from agree to disagree on" in text
    assert f'href="/arguments/{counter.pk}/#minds">Changed 2 minds</a>' in text
    assert 'id="minds"' in text
    above = Client().get(f"/debates/{claim.debate.slug}/").content.decode()
    assert "Changed 2 minds" in above


def test_the_page_asks_until_it_is_named(claim: Argument, counter: Argument) -> None:
    member = a_flip(claim, "agree")
    client, page = Client(), f"/arguments/{claim.pk}/"
    client.force_login(member)
    assert 'id="mind"' not in client.get(page).content.decode()
    vote = {"position": "disagree"}
    after = client.post(f"{page}vote/", vote, headers={"HX-Request": "true"}).content.decode()
    assert f'hx-get="{page}minds/new/"' in after
    text = client.get(page).content.decode()
    assert "You went from agree to disagree." in text
    assert f'value="{counter.pk}"' in text
    fragment = client.get(f"{page}minds/new/", headers={"HX-Request": "true"})
    assert fragment.content.decode().lstrip().startswith("<form")
    assert client.post(f"{page}minds/new/", {"reply": str(counter.pk)}).status_code == 302
    assert 'id="mind"' not in client.get(page).content.decode()


@pytest.mark.parametrize("form", ["{}", "#{}", "/arguments/{}/", "https://x.org/arguments/{}/#top"])
def test_an_argument_is_named_by_number_or_address(
    claim: Argument, counter: Argument, form: str
) -> None:
    client = Client()
    client.force_login(a_flip(claim))
    said = {"changed_by": form.format(counter.pk)}
    assert client.post(f"/arguments/{claim.pk}/minds/new/", said).status_code == 302
    assert MindChange.objects.get().argument_id == counter.pk


@pytest.mark.parametrize("named", ["", "the one above", "#0", "9" * 30, "\x00", "#٣"])
def test_what_names_no_argument_is_unfit(claim: Argument, named: str) -> None:
    client = Client()
    client.force_login(a_flip(claim))
    answer = client.post(f"/arguments/{claim.pk}/minds/new/", {"changed_by": named})
    assert answer.status_code == 400


def test_the_api_says_it_all(claim: Argument, counter: Argument) -> None:
    program = Program(a_flip(claim))
    path = f"arguments/{claim.pk}/minds"
    change = {"before": "agree", "after": "disagree"}
    assert program.get(path).json() == {"count": 0, "results": [], "my_change": change}
    made = program.post(path, {"changed_by": counter.pk})
    assert made.status_code == 201
    assert made["Location"].endswith(f"/api/v1/arguments/{counter.pk}/minds")
    assert made.json() == {"about": claim.pk, "changed_by": counter.pk, **change}
    told = program.get(f"arguments/{counter.pk}/minds").json()
    assert told["results"] == [{"about": claim.pk, "count": 1, **change}]
    assert program.get(f"arguments/{counter.pk}").json()["minds_changed"] == 1
    assert is_problem(program.post(path, {"changed_by": counter.pk}), 403, "no_change")


def test_blind_minds_are_hidden_until_the_debate_closes(
    face: Face, claim: Argument, counter: Argument, moderator: User
) -> None:
    run(f"UPDATE debates_debate SET is_blind = true WHERE id = {claim.debate_id}")
    a_changed_mind(claim, counter)
    assert minds_changed(counter) == 0
    assert "disagree on" not in face.read_minds(counter).text
    assert "'count': 1" not in face.read_minds(counter).text
    close_debate(seen_by(moderator, claim.debate), by=moderator)
    assert minds_changed(counter) == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_is_kept(together: Together) -> None:
    claim = a_claim()
    first, second = a_counterclaim(claim), a_counterclaim(claim)
    member = a_flip(claim)
    about = find_argument(member, claim.pk)
    outcomes = together(
        *(lambda one=one: name_mind_change(about, one.pk, by=member) for one in (first, second))
    )
    assert sum(isinstance(one, Refused) for one in outcomes) == 1
    assert MindChange.objects.count() == 1
