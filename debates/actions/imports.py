"""Importing a conversation of Polis: everyone does again what they did there, when they did it."""

from collections.abc import Callable

from django.contrib.auth.hashers import make_password
from django.db import transaction

from accounts import clock, limits
from accounts.models import User
from debates.actions.acting import together
from debates.actions.arguments import post_claim
from debates.actions.debates import open_debate
from debates.actions.moderation import hide_argument
from debates.actions.votes import cast_vote
from debates.exchange.polis import Ballot, Conversation
from debates.models import Argument, Bookmark, Debate, Membership, SiteRule

BATCH = 500
Progress = Callable[[int], object]


class CannotImport(Exception):
    """Why this conversation is not imported: nothing was changed."""


def import_conversation(
    conversation: Conversation,
    *,
    question: str = "",
    by: User,
    progress: Progress = lambda done: None,
) -> Bookmark:
    """Imports it, or goes on where an earlier import was interrupted.

    `progress` hears how many votes each batch of 500 cast, first of those cast earlier.
    Raises CannotImport.
    """
    with limits.lifted():
        bookmark = _opened(conversation, question, by)
        bookmark.debate.standing = None
        votes = _Votes(conversation, bookmark)
        progress(bookmark.done)
        while bookmark.done < len(conversation.ballots):
            before = bookmark.done
            bookmark = votes.cast_batch()
            progress(bookmark.done - before)
        return _finish(conversation, bookmark)


@transaction.atomic
def _opened(conversation: Conversation, question: str, by: User) -> Bookmark:
    """The bookmark of this conversation, with its debate, members and statements."""
    source = (conversation.address or conversation.topic)[:200]
    if bookmark := Bookmark.objects.select_related("debate").filter(source=source).first():
        if bookmark.fingerprint != conversation.fingerprint:
            raise CannotImport(
                f"{source} was begun with other files than these. "
                "Go on with the files as they were, or delete that debate first."
            )
        return bookmark
    first = min((one.at for one in conversation.statements), default=clock.now())
    with clock.at(first):
        debate = open_debate(
            question or conversation.topic, context=conversation.description, by=by
        )
    debate.standing = None
    members = _join(conversation, debate)
    arguments = {}
    for statement in conversation.statements:
        with clock.at(statement.at):
            claim = post_claim(debate, statement.text, by=members[statement.author])
        arguments[statement.number] = claim.pk
    return Bookmark.objects.create(
        source=source,
        fingerprint=conversation.fingerprint,
        debate=debate,
        arguments=arguments,
        members={number: member.pk for number, member in members.items()},
    )


def _join(conversation: Conversation, debate: Debate) -> dict[int, User]:
    """Members `participant-N`, verified; with the debate's number where another import has them."""
    people = conversation.people
    taken = User.objects.filter(username__in=[f"participant-{one}" for one in people]).exists()
    unusable = make_password(None)
    made = User.objects.bulk_create(
        User(
            username=f"participant-{one}" + (f"-of-{debate.pk}" if taken else ""),
            password=unusable,
            date_joined=debate.opened_at,
            verified_at=debate.opened_at,
        )
        for one in people
    )
    return dict(zip(people, made, strict=True))


class _Votes:
    """The votes of a conversation, cast batch by batch, each with the bookmark that counts it."""

    def __init__(self, conversation: Conversation, bookmark: Bookmark) -> None:
        self.ballots = conversation.ballots
        self.bookmark = bookmark
        arguments = Argument.objects.in_bulk(bookmark.arguments.values())
        for argument in arguments.values():
            argument.debate = bookmark.debate
        members = User.objects.in_bulk(bookmark.members.values())
        self.arguments = {int(one): arguments[pk] for one, pk in bookmark.arguments.items()}
        self.members = {int(one): members[pk] for one, pk in bookmark.members.items()}

    def cast_batch(self) -> Bookmark:
        with together():
            bookmark = Bookmark.objects.select_for_update().get(pk=self.bookmark.pk)
            batch = self.ballots[bookmark.done : bookmark.done + BATCH]
            bookmark.skipped += sum(not self._cast(ballot) for ballot in batch)
            bookmark.done += len(batch)
            bookmark.save(update_fields=["done", "skipped"])
        return bookmark

    def _cast(self, ballot: Ballot) -> bool:
        """Whether it counts: nobody votes on what they wrote themselves."""
        argument, voter = self.arguments[ballot.statement], self.members[ballot.voter]
        if argument.author_id == voter.pk:
            return False
        with clock.at(ballot.at):
            cast_vote(argument, position=ballot.position, by=voter)
        return True


@transaction.atomic
def _finish(conversation: Conversation, bookmark: Bookmark) -> Bookmark:
    """Hides what the conversation's moderators took out, now that its votes are cast."""
    bookmark = (
        Bookmark.objects.select_for_update(of=("self",))
        .select_related("debate__opened_by")
        .get(pk=bookmark.pk)
    )
    if bookmark.finished_at:
        return bookmark
    debate = bookmark.debate
    debate.standing = Membership.Role.OPENER
    last = max((ballot.at for ballot in conversation.ballots), default=debate.opened_at)
    for statement in conversation.statements:
        if statement.rejected:
            argument = Argument.objects.get(pk=bookmark.arguments[str(statement.number)])
            argument.debate = debate
            because = "The moderators of the Polis conversation had taken it out."
            with clock.at(last):
                hide_argument(argument, rule=SiteRule.OTHER, because=because, by=debate.opened_by)
    bookmark.finished_at = clock.now()
    bookmark.save(update_fields=["finished_at"])
    return bookmark
