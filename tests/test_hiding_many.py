"""Hiding a thread, or all of one member's: looked at first, at once, and undone at once."""

from typing import Any

import pytest

from accounts.models import User
from debates.actions.arguments import post_claim
from debates.actions.hiding import hide_thread
from debates.actions.moderation import restore_argument
from debates.actions.undoing import undo_ruling
from debates.models import Argument, Case, Event, Notice, Ruling
from debates.queries.arguments import find_argument
from debates.queries.hiding import hiding_all, hiding_thread
from debates.queries.rulings import find_ruling
from debates.rules import Refused
from tests.api import Program
from tests.conftest import Together
from tests.faces import Face, Pages
from tests.factories import a_claim, a_counterclaim, a_member, a_synthesis, days_ago
from tests.flagged import a_ruling

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_limits")]

WHY: dict[str, Any] = {"rule": "spam", "because": "It sells"}


class Thread:
    """A claim with two answers and one to an answer, another claim, and a synthesis of both."""

    def __init__(self, top: Argument) -> None:
        self.top = top
        self.replies = [a_counterclaim(top), a_counterclaim(top)]
        self.deep = a_claim(supporting=self.replies[0], by=top.author)
        self.beside = a_claim(top.debate, by=top.author)
        self.synthesis = a_synthesis([self.replies[1], self.beside])
        self.all = [self.top, *self.replies, self.deep]

    def hidden(self) -> set[int]:
        of_debate = Argument.objects.filter(debate=self.top.debate)
        return set(of_debate.exclude(hidden_at=None).values_list("pk", flat=True))


@pytest.fixture
def thread(claim: Argument) -> Thread:
    return Thread(claim)


def test_a_thread_is_hidden_at_once_and_shown_again_at_once(
    face: Face, thread: Thread, moderator: User
) -> None:
    face.sign_in(moderator)
    assert face.hide_thread(thread.top).what == "done"
    assert thread.hidden() == {one.pk for one in thread.all}
    whole = Ruling.objects.get(part_of=None)
    parts = dict(whole.parts.values_list("argument", "member"))
    assert parts == {one.pk: one.author_id for one in thread.all}
    assert face.undo(whole).what == "done"
    assert thread.hidden() == set()
    assert Ruling.objects.filter(undoes__in=whole.parts.all()).count() == len(thread.all)


def test_it_is_one_line_in_the_record_and_each_author_is_told_once(
    face: Face, thread: Thread, moderator: User
) -> None:
    face.sign_in(moderator)
    face.hide_thread(thread.top)
    whole = Ruling.objects.get(part_of=None)
    assert Event.objects.filter(ruling__isnull=False).count() == 1
    told = Notice.objects.filter(ruling=whole).values_list("member", flat=True)
    assert sorted(told) == sorted({one.author_id for one in thread.all})
    assert Event.objects.get(ruling=whole).kind == "ruled"


def test_what_was_hidden_before_stays_hidden_by_its_own_ruling(
    face: Face, thread: Thread, moderator: User
) -> None:
    a_ruling(thread.replies[1])
    face.sign_in(moderator)
    assert face.hide_thread(thread.top).what == "done"
    assert face.undo(Ruling.objects.get(verb="hide_thread")).what == "done"
    assert thread.hidden() == {thread.replies[1].pk}


def test_one_part_can_be_restored_and_is_left_out_of_the_undoing(
    face: Face, thread: Thread, moderator: User
) -> None:
    face.sign_in(moderator)
    face.hide_thread(thread.top)
    whole = Ruling.objects.get(part_of=None)
    deep = find_argument(moderator, thread.deep.pk)
    restore_argument(deep, rule="mistake", because="It does not", by=moderator)
    assert thread.hidden() == {one.pk for one in thread.all if one.pk != deep.pk}
    assert face.undo(whole.parts.get(argument=thread.replies[0])).what == "done"
    assert face.undo(whole).what == "done"
    assert thread.hidden() == set()
    assert Ruling.objects.get(undoes=whole).parts.count() == 2


def test_all_that_a_member_wrote_since_a_day_is_hidden(
    face: Face, thread: Thread, moderator: User
) -> None:
    member = thread.top.author
    with days_ago(9):
        early = a_claim(thread.top.debate, by=member)
    elsewhere = a_claim(by=member)
    face.sign_in(moderator)
    since = f"{thread.top.made_at:%Y-%m-%d}"
    assert face.hide_all(thread.top.debate, member, since).what == "done"
    theirs = {thread.top.pk, thread.deep.pk, thread.beside.pk}
    assert thread.hidden() == theirs
    assert not Argument.objects.filter(pk__in=[early.pk, elsewhere.pk]).exclude(hidden_at=None)
    assert Notice.objects.filter(member=member, kind="ruled").count() == 1
    assert face.hide_all(thread.top.debate, member).what == "done"
    assert thread.hidden() == theirs | {early.pk}
    for whole in Ruling.objects.filter(part_of=None, verb="hide_all"):
        assert face.undo(whole).what == "done"
    assert thread.hidden() == set()


def test_there_is_something_to_hide_and_only_moderators_do(face: Face, thread: Thread) -> None:
    face.sign_in(thread.top.author)
    assert face.hide_thread(thread.top).what == "refused"
    assert face.hide_all(thread.top.debate, thread.top.author).what == "refused"
    face.sign_in(thread.top.debate.opened_by)
    nobody = a_member()
    assert face.hide_all(thread.top.debate, nobody).what != "done"
    assert not Ruling.objects.exists()


def test_looking_first_tells_what_would_change_and_changes_nothing(thread: Thread) -> None:
    a_ruling(thread.replies[0])
    found = find_argument(thread.top.author, thread.top.pk)
    assert hiding_thread(found)._asdict() == {
        "arguments": 3,
        "already_hidden": 1,
        "people": 2,
        "syntheses": 1,
    }
    assert hiding_all(found.debate, thread.top.author, None).arguments == 3
    asks = Program(thread.top.debate.opened_by)
    told = asks.post(f"arguments/{thread.top.pk}/thread-hiding/preview")
    assert told.json() == hiding_thread(found)._asdict()
    of_all = f"debates/{found.debate.slug}/members/{thread.top.author.username}/hiding/preview"
    assert asks.post(of_all, {"since": "2000-01-01"}).json()["arguments"] == 3
    assert Program(thread.top.author).post(of_all, {}).status_code == 403
    assert thread.hidden() == {thread.replies[0].pk}


def test_the_cases_of_all_are_closed_by_it(face: Face, thread: Thread, moderator: User) -> None:
    for one in (thread.top, thread.deep, thread.beside):
        Case.objects.create(debate=one.debate, argument=one, why="noticed", rule="spam")
    face.sign_in(moderator)
    face.hide_thread(thread.top)
    left = Case.objects.get(closed_at=None)
    assert left.argument_id == thread.beside.pk
    assert set(Case.objects.exclude(closed_at=None).values_list("verdict", flat=True)) == {"upheld"}


@pytest.mark.django_db(transaction=True)
def test_no_reply_stands_under_a_thread_that_is_being_hidden(together: Together) -> None:
    top = a_claim()
    by = top.debate.opened_by
    writers = [a_member() for _ in range(4)]
    seen = [find_argument(writer, top.pk) for writer in writers]  # Read while it stood.

    def hide() -> Ruling:
        return hide_thread(find_argument(by, top.pk), **WHY, by=by)

    def reply(number: int) -> Argument:
        under = seen[number]
        return post_claim(under.debate, f"Yes {number}", supporting=under, by=writers[number])

    outcomes = together(hide, *(lambda number=number: reply(number) for number in range(4)))
    assert isinstance(outcomes[0], Ruling)
    for one in outcomes[1:]:
        assert isinstance(one, Argument) or (
            isinstance(one, Refused) and one.reason.text == "This argument is hidden."
        )
    assert not Argument.objects.filter(debate=top.debate, hidden_at=None).exists()
    assert find_ruling(by, outcomes[0].pk).parts_count == Argument.objects.count()


@pytest.mark.django_db(transaction=True)
def test_of_two_moderators_who_hide_a_thread_at_once_one_does(together: Together) -> None:
    thread = Thread(a_claim())
    moderators = [thread.top.debate.opened_by, a_member(is_staff=True)]

    def hide(by: User) -> Ruling:
        return hide_thread(find_argument(by, thread.top.pk), **WHY, by=by)

    outcomes = together(*(lambda by=by: hide(by) for by in moderators))
    refused = [one for one in outcomes if isinstance(one, Refused)]
    assert [one.reason.text for one in refused] == ["There is nothing left to hide."]
    assert Ruling.objects.filter(part_of=None).count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_part_that_is_restored_while_the_whole_is_undone_is_restored_once(
    together: Together,
) -> None:
    thread = Thread(a_claim())
    by, staff = thread.top.debate.opened_by, a_member(is_staff=True)
    whole = hide_thread(find_argument(by, thread.top.pk), **WHY, by=by)

    def restore() -> Argument:
        return restore_argument(find_argument(staff, thread.deep.pk), **WHY, by=staff)

    def undo() -> Ruling:
        return undo_ruling(find_ruling(by, whole.pk), **WHY, by=by)

    outcomes = together(restore, undo)
    assert isinstance(outcomes[1], Ruling)
    assert isinstance(outcomes[0], Argument | Refused)
    assert thread.hidden() == set()
    assert Ruling.objects.filter(undoes__part_of=whole).count() == len(thread.all)


def test_whoever_hides_one_argument_finds_how_to_hide_more(claim: Argument) -> None:
    pages = Pages()
    pages.sign_in(claim.debate.opened_by)
    page = pages.client.get(f"/arguments/{claim.pk}/hide/").content.decode()
    assert f'href="/arguments/{claim.pk}/hide-thread/"' in page
    assert f'href="/people/{claim.author.username}/hide-all/?debate={claim.debate.slug}"' in page
