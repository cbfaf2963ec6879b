"""Making a debate of its own of a thread, and joining it again: through pages and API alike."""

import pytest
from django.test import Client

from accounts.models import User
from debates.actions.moderation import hide_argument
from debates.models import Argument, Debate, Follow, HouseRule, Membership, Notice
from debates.queries.arguments import find_argument
from debates.rules import Refused
from tests.api import Program
from tests.faces import Face
from tests.factories import (
    a_claim,
    a_counterclaim,
    a_crux,
    a_member,
    a_place,
    a_synthesis,
    a_vote,
)
from tests.splitting import join, split

pytestmark = pytest.mark.django_db


@pytest.fixture
def thread(claim: Argument) -> Argument:
    """A counterclaim with a reply and a synthesis of both, beside which `claim` stays."""
    root = a_counterclaim(claim, "Streets are for trade")
    a_synthesis([root, a_counterclaim(root)])
    return root


def test_a_thread_becomes_a_debate_of_its_own(
    face: Face, thread: Argument, moderator: User, member: User
) -> None:
    face.sign_in(moderator)
    assert face.split(thread, "What are streets for?").what == "done"
    new = Debate.objects.get(question="What are streets for?")
    root = Argument.objects.get(pk=thread.pk)
    assert (root.debate, root.parent, root.kind) == (new, None, "claim")
    assert new.arguments.count() == 3
    assert (new.tally.arguments, new.tally.syntheses, new.tally.people) == (3, 1, 3)
    assert thread.debate.tally.arguments == 1
    face.sign_in(member)
    assert face.read_debate(new).what == "done"
    assert face.read_argument(thread).what == "done"
    assert face.cast_vote(thread, "agree").what == "done"


def test_one_sees_beforehand_what_goes_along(face: Face, thread: Argument, moderator: User) -> None:
    a_vote(thread)
    synthesis = a_synthesis([thread, thread.parent or thread])
    face.sign_in(moderator)
    seen = face.preview_split(thread)
    assert seen.what == "done"
    assert f"The synthesis #{synthesis.pk} reconciles something of this thread" in seen.text
    asked = Program(moderator).post(f"arguments/{thread.pk}/splitting/preview").json()
    counted = {name: asked[name] for name in ("claims", "syntheses", "votes", "authors")}
    assert counted == {"claims": 2, "syntheses": 1, "votes": 1, "authors": 3}
    assert Debate.objects.count() == 1


def test_what_ties_it_to_others_stands_in_the_way(
    face: Face, thread: Argument, moderator: User
) -> None:
    claim = thread.parent
    assert claim is not None
    a_crux((claim, thread))
    face.sign_in(moderator)
    refused = face.split(thread, "And this?")
    assert refused.what != "done"
    assert f"A crux lies between this thread and #{claim.pk}." in refused.text


def test_something_has_to_stay(face: Face, thread: Argument, moderator: User) -> None:
    face.sign_in(moderator)
    assert thread.parent is not None
    refused = face.split(thread.parent, "And this?")
    assert refused.what != "done"
    assert "Nothing would stay in this debate." in refused.text


def test_only_moderators_of_the_debate_split(face: Face, thread: Argument, member: User) -> None:
    of_another = a_member()
    a_claim(by=of_another)
    for viewer in (member, of_another, thread.author):
        face.sign_in(viewer)
        for outcome in (face.split(thread, "And this?"), face.preview_split(thread)):
            assert outcome.what == "refused"
            assert "Only moderators can do this." in outcome.text


def test_a_synthesis_goes_where_what_it_reconciles_goes(
    face: Face, synthesis: Argument, moderator: User
) -> None:
    face.sign_in(moderator)
    assert "A synthesis goes where" in face.split(synthesis, "And this?").text


def test_what_is_hidden_or_closed_is_not_split(
    face: Face, thread: Argument, moderator: User
) -> None:
    face.sign_in(moderator)
    hidden = find_argument(moderator, thread.pk)
    hide_argument(hidden, rule="spam", because="It sells", by=moderator)
    assert "This argument is hidden." in face.split(thread, "And this?").text
    assert thread.parent is not None
    face.close(thread.debate)
    assert "This debate is closed." in face.split(thread.parent, "And this?").text


def test_the_form_says_what_is_unfit(face: Face, thread: Argument, moderator: User) -> None:
    face.sign_in(moderator)
    assert face.split(thread, " ").what == "unfit"
    assert face.split(thread, "And this?", reason=" ").what == "unfit"
    assert face.split(thread, "And this?", rule="dislike").what == "unfit"
    assert Debate.objects.count() == 1


def test_members_moderators_and_rules_are_those_of_the_old_debate(
    thread: Argument, moderator: User
) -> None:
    debate = thread.debate
    other = a_place(debate, Membership.Role.MODERATOR)
    HouseRule.objects.create(debate=debate, code="short", title="Be short", made_by=moderator)
    new = split(thread, by=other)
    assert new.opened_by == moderator
    places = dict(new.memberships.values_list("member", "role"))
    assert places == {moderator.pk: "opener", other.pk: "moderator"}
    assert new.house_rules.get().code == "short"


def test_whoever_follows_and_wrote_in_it_follows_both(thread: Argument, moderator: User) -> None:
    for member in (thread.author, a_member()):
        Follow.objects.create(debate=thread.debate, member=member)
    new = split(thread, by=moderator)
    assert [one.member for one in Follow.objects.filter(debate=new)] == [thread.author]
    assert Follow.objects.filter(debate=thread.debate).count() == 2


def test_all_authors_are_told_and_whoever_ruled_is_not_named(
    thread: Argument, moderator: User
) -> None:
    authors = {thread.author_id, *thread.children.values_list("author", flat=True)}
    authors.add(Argument.objects.get(kind="synthesis").author_id)
    split(thread, by=moderator)
    told = Notice.objects.filter(ruling__verb="split")
    assert {notice.member_id for notice in told} == authors
    assert {notice.by for notice in told} == {None}


def test_both_records_say_so_and_name_nobody(client: Client, thread: Argument) -> None:
    old = thread.debate
    by = a_place(old, Membership.Role.MODERATOR)
    new = split(thread, by=by)
    record = {
        debate: client.get(f"/debates/{debate.slug}/history/").content.decode()
        for debate in (old, new)
    }
    assert "split off" in record[old]
    assert f'split from <a href="/debates/{old.slug}/"' in record[new]
    assert not any(by.username in words for words in record.values())
    lines = Program().get(f"debates/{new.slug}/history").json()["results"]
    assert [(line["kind"], line["by"]) for line in lines] == [("debate_opened", None)]


def test_the_record_does_not_tell_of_a_private_debate(client: Client, thread: Argument) -> None:
    new = split(thread, by=thread.debate.opened_by)
    Debate.objects.filter(pk=thread.debate_id).update(visibility="private")
    words = client.get(f"/debates/{new.slug}/history/").content.decode()
    assert "split from a private debate" in words
    assert thread.debate.question not in words
    assert thread.debate.slug not in words


def test_joining_puts_back_what_was_written_since(thread: Argument, moderator: User) -> None:
    new = split(thread, by=moderator)
    since = a_counterclaim(thread)
    join(new, by=moderator)
    root = Argument.objects.get(pk=thread.pk)
    assert (root.debate, root.parent, root.kind) == (thread.debate, thread.parent, "counterclaim")
    assert Argument.objects.get(pk=since.pk).debate == thread.debate
    new.refresh_from_db()
    assert new.is_closed
    assert new.events.latest("pk").kind == "debate_closed"


def test_what_is_of_the_new_debate_stays_there(thread: Argument, moderator: User) -> None:
    new = split(thread, by=moderator)
    own = a_claim(new)
    join(new, by=moderator)
    new.refresh_from_db()
    assert not new.is_closed
    assert list(new.arguments.all()) == [own]


def test_what_was_tied_to_the_new_debate_is_not_joined(thread: Argument, moderator: User) -> None:
    new = split(thread, by=moderator)
    a_synthesis([find_argument(moderator, thread.pk), a_claim(new)])
    with pytest.raises(Refused, match="reconciles something of this thread with others"):
        join(new, by=moderator)


def test_what_was_split_twice_is_joined_from_the_end(thread: Argument, moderator: User) -> None:
    reply = a_claim(supporting=thread)
    new = split(thread, by=moderator)
    newest = split(reply, "And that?", by=moderator)
    with pytest.raises(Refused, match=f"#{reply.pk} was split off from this thread since"):
        join(new, by=moderator)
    join(newest, by=moderator)
    join(new, by=moderator)
    assert set(Argument.objects.values_list("debate", flat=True)) == {thread.debate_id}


def test_what_it_answered_may_have_been_split_off_since(thread: Argument, moderator: User) -> None:
    reply = a_claim(supporting=thread)
    first = split(reply, "And that?", by=moderator)
    second = split(thread, by=moderator)
    with pytest.raises(Refused, match="What this answered was moved since"):
        join(first, by=moderator)
    join(second, by=moderator)
    join(first, by=moderator)
    assert Argument.objects.get(pk=reply.pk).parent == thread
