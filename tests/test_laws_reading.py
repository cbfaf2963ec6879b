"""Laws 5 to 7: what is readable, by whom."""

import inspect
import pkgutil
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db.models import Model, QuerySet

from accounts.models import User, Viewer
from debates import queries
from debates.actions.arguments import edit_argument
from debates.actions.moderation import hide_argument, redact_version, restore_argument
from debates.models import (
    Argument,
    Crux,
    Debate,
    Evidence,
    File,
    Remark,
    Source,
    Suggestion,
    Visibility,
)
from debates.queries import (
    arguments,
    debates,
    evidence,
    files,
    history,
    members,
    remarks,
    revisions,
    rivals,
    search,
    sources,
    staleness,
    suggestions,
    threads,
)
from debates.queries import cruxes as cruxes_
from debates.queries import syntheses as syntheses_
from debates.rules import Unfit
from tests.factories import (
    a_claim,
    a_counterclaim,
    a_crux,
    a_debate,
    a_file,
    a_member,
    a_place,
    a_remark,
    a_synthesis,
    a_vote,
    seen_by,
    some_evidence,
)
from tests.raw import refused_by, run

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_limits")]

CANARY = "Canarybird"


def edit(argument: Argument, statement: str, reasoning: str = "") -> Argument:
    return edit_argument(argument, statement=statement, reasoning=reasoning, by=argument.author)


def everything_read(viewer: Viewer, argument: Argument) -> str:
    """All that the queries show of an argument's debate to a viewer who is let in."""
    debate = debates.find_debate(viewer, argument.debate.slug)
    argument = arguments.find_argument(viewer, argument.pk)
    shown = [
        arguments.card_of(argument, viewer),
        arguments.cards_of([argument.pk], viewer, debate),
        arguments.list_arguments(debate, viewer).items,
        threads.threads_of(debate, viewer).items,
        threads.replies_of(argument, viewer).items,
        *(
            threads.above(arguments.find_argument(viewer, reply.pk), viewer)
            for reply in argument.children.all()
        ),
        syntheses_.leading_synthesis(debate, viewer),
        syntheses_.list_syntheses(debate, viewer, with_reasoning=True).items,
        syntheses_.syntheses_of(argument, viewer),
        history.editions_of(argument, viewer)[0],
        [one.statement for one in history.versions_of(argument, viewer)],
        history.backlinks_of(argument, viewer),
        [one.reason for one in history.events_of(debate)],
        [one.argument.statement for one in evidence.evidence_in(debate, viewer)],
        search.find_arguments(CANARY, viewer),
        search.find_arguments(CANARY, viewer, debate=debate),
        members.arguments_by(argument.author, viewer),
        *(beside(one, viewer) for one in debate.arguments.filter(kind="synthesis")),
    ]  # fmt: skip
    return repr(shown)


def beside(synthesis: Argument, viewer: Viewer) -> list[object]:
    """What stands under a synthesis: what it is out of date with, its rivals, what it revises."""
    found = arguments.find_argument(viewer, synthesis.pk)
    card = arguments.card_of(found, viewer)
    return [
        [(one, one.pieces) for one in staleness.staleness_of(found, viewer)],
        rivals.rivals_of(found, viewer),
        revisions.revision_of(found, card, viewer),
    ]


def test_every_version_stays_readable(claim: Argument, member: User) -> None:
    edit(claim, "Second words", "And why")
    edit(claim, "Third words")
    editions, _more = history.editions_of(arguments.find_argument(member, claim.pk), member)
    assert [one.version.statement for one in editions] == [
        "Third words",
        "Second words",
        claim.statement,
    ]
    assert {one.version.author for one in editions} == {claim.author}
    assert editions[1].version.reasoning == "And why"
    for sql in ("DELETE FROM debates_version", "UPDATE debates_version SET statement = 'x'"):
        with refused_by("every_wording_stays_readable"):
            run(sql)


def test_raw_sql_makes_a_version_too(claim: Argument) -> None:
    run("UPDATE debates_argument SET statement = 'Raw', version = 17 WHERE id = %s", [claim.pk])
    assert list(claim.versions.values_list("number", "statement").order_by("number")) == [
        (1, claim.statement),
        (2, "Raw"),
    ]


def test_an_edit_that_changes_no_word_makes_no_version(claim: Argument) -> None:
    assert edit(claim, claim.statement).version == 1


@pytest.mark.parametrize("number", [1, 2])
def test_what_is_redacted_is_readable_nowhere(debate: Debate, number: int) -> None:
    words = f"{CANARY} lives at number 7"
    claim = a_claim(debate, words, f"**{CANARY}** " * 90)
    if number == 2:
        edit(claim, "Nothing personal")
        number = 1
    else:
        number = claim.version
    by = debate.opened_by
    seen = arguments.find_argument(by, claim.pk)
    redact_version(seen, number, rule="personal", because="An address", by=by)
    for viewer in (AnonymousUser(), a_member(), claim.author, by):
        assert CANARY not in everything_read(viewer, claim)
    claim.refresh_from_db()
    row = repr([*Argument.objects.filter(pk=claim.pk).values(), *claim.versions.values()])
    assert CANARY not in row


def test_a_redacted_synthesis_keeps_nothing_of_what_it_conceded(debate: Debate) -> None:
    claim = a_claim(debate)
    pair = [claim, a_counterclaim(claim)]
    synthesis = a_synthesis(pair, f"{CANARY} a", keeps=[f"{CANARY} b", "c"], left_open=CANARY)
    by = debate.opened_by
    seen = arguments.find_argument(by, synthesis.pk)
    redact_version(seen, 1, rule="personal", because="A name", by=by)
    for viewer in (AnonymousUser(), synthesis.author, by):
        assert CANARY not in everything_read(viewer, synthesis)


def test_a_hidden_text_is_there_for_its_author_and_moderators_only(debate: Debate) -> None:
    claim = a_claim(debate, f"{CANARY} sings", f"**{CANARY}** why", by=a_member())
    other = a_claim(debate, "See also", f"#{claim.pk}")
    a_claim(debate, "Linked", f"See #{other.pk}")
    reply = a_counterclaim(claim)
    some_evidence(claim)
    a_synthesis([claim, reply])
    edit(claim, f"{CANARY} sings well", f"**{CANARY}** why")
    by = debate.opened_by
    hide_argument(arguments.find_argument(by, claim.pk), rule="spam", because="It sells", by=by)
    staff = a_member(is_staff=True)
    for viewer in (AnonymousUser(), a_member(), reply.author):
        assert CANARY not in everything_read(viewer, claim)
        card = arguments.card_of(arguments.find_argument(viewer, claim.pk), viewer)
        assert (card.is_hidden, card.hidden_rule, card.hidden_role) == (True, "spam", "moderator")
        found = arguments.card_of(arguments.find_argument(viewer, reply.pk), viewer)
        assert found.parent_is_hidden
        assert found.statement == reply.statement
    for viewer in (claim.author, by, staff):
        assert CANARY in everything_read(viewer, claim)
    restore_argument(
        arguments.find_argument(by, claim.pk), rule="mistake", because="It does not", by=by
    )
    assert CANARY in everything_read(AnonymousUser(), claim)


def test_a_hidden_synthesis_does_not_show_what_it_keeps(debate: Debate) -> None:
    claim = a_claim(debate)
    pair = [claim, a_counterclaim(claim)]
    synthesis = a_synthesis(pair, f"{CANARY} a", keeps=[f"{CANARY} b", "c"], left_open=CANARY)
    by = debate.opened_by
    hide_argument(arguments.find_argument(by, synthesis.pk), rule="spam", because="Ads", by=by)
    for viewer in (AnonymousUser(), a_member()):
        assert CANARY not in everything_read(viewer, synthesis)
        assert CANARY not in everything_read(viewer, claim)


def test_positions_are_shown_to_their_member_only(claim: Argument) -> None:
    voter = a_vote(claim, "disagree", well_argued=True)
    own = arguments.card_of(arguments.find_argument(voter, claim.pk), voter)
    assert (own.my_position, own.i_find_it_well_argued) == ("disagree", True)
    for viewer in (AnonymousUser(), a_member(), claim.author, claim.debate.opened_by):
        card = arguments.card_of(arguments.find_argument(viewer, claim.pk), viewer)
        assert (card.my_position, card.i_voted, card.disagree) == (None, False, 1)
        assert voter.username not in everything_read(viewer, claim)


# Queries that need what only `find_debate`, `find_argument` and the like give, and those
# doors refuse a private debate; and what belongs to the viewer alone.
DOORS: dict[str, Callable[[Viewer, "Private"], Any]] = {
    "arguments.find_argument": lambda v, p: arguments.find_argument(v, p.claim.pk),
    "cruxes.find_crux": lambda v, p: cruxes_.find_crux(v, p.crux.pk),
    "debates.debates_for": lambda v, p: debates.debates_for(v),
    "debates.find_debate": lambda v, p: debates.find_debate(v, p.debate.slug),
    "debates.list_debates": lambda v, p: [
        debates.list_debates(v, sort=sort).items for sort in debates.DEBATE_ORDERS
    ],
    "evidence.find_evidence": lambda v, p: evidence.find_evidence(v, p.evidence.pk),
    "evidence.read_evidence": lambda v, p: evidence.read_evidence(v, p.evidence.pk),
    "sources.sources_for": lambda v, p: sources.sources_for(v),
    "sources.find_source": lambda v, p: sources.find_source(v, p.evidence.source_id),
    "sources.find_known": lambda v, p: sources.find_known(p.evidence.source.csl, v),
    "sources.citations_of": lambda v, p: sources.citations_of(p.evidence.source, v),
    "files.find_file": lambda v, p: files.find_file(v, p.file.pk),
    "files.held_file": lambda v, p: files.held_file(v, p.file.pk),
    "history.backlinks_of": lambda v, p: history.backlinks_of(p.linked, v),
    "members.arguments_by": lambda v, p: members.arguments_by(p.claim.author, v),
    "members.notices_for": lambda v, p: members.notices_for(v),
    "members.unread_notices": lambda v, p: [CANARY] * members.unread_notices(v),
    "members.draft_of": lambda v, p: members.draft_of(v, f"/debates/{p.debate.slug}/"),
    "members.drafts_of": lambda v, p: members.drafts_of(v),
    "remarks.find_remark": lambda v, p: remarks.find_remark(v, p.remark.pk),
    "search.find_arguments": lambda v, p: search.find_arguments(CANARY, v),
    "syntheses.find_synthesis": lambda v, p: syntheses_.find_synthesis(v, p.synthesis.pk),
    "suggestions.suggestion_for": lambda v, p: suggestions.suggestion_for(v, p.evidence.source),
    "search.find_debates": lambda v, p: search.find_debates(CANARY, v),
}
# By name, what each of these is given comes through a door.
ROOMS = {
    "evidence",
    *("argument", "arguments", "chosen", "cruxes", "debate"),
    *("ids", "retraction", "source", "sources", "syntheses", "synthesis", "text"),
}
PUBLIC = {
    "bibliographies.beyond": "a place in an order, which a cursor that we signed names",
    "specimens.specimens": "the demo's own, on local starts",
    "arguments.card_of_new": "reads nothing: shows its author what they posted",
    "files.link_to": "a link to a file that find_file gave",
    "files.file_of": "what a link of five minutes was made to",
    "history.compare": "compares two texts that the caller has",
    "evidence_filters.known_among": "compares what was asked for with the filters that there are",
    "landscape_words.in_words": "puts counts into words",
    "landscape_words.missing_words": "puts counts into words",
    "landscape_words.words_of": "puts shares into words",
    "sourcing_words.words_of_sourcing": "puts counts into words",
    "members.find_member": "members have names, wherever they argue",
}


class Private:
    """A private debate with something of everything in it."""

    def __init__(self, stranger: User) -> None:
        by = a_member()
        self.debate: Debate = a_debate(f"{CANARY} question?", by=by, visibility="private")
        public = a_claim(a_debate("A public one?", by=stranger), by=stranger)
        self.linked: Argument = arguments.find_argument(stranger, public.pk)
        self.claim: Argument = a_claim(self.debate, f"{CANARY} claim", f"See #{public.pk}", by=by)
        self.reply = a_counterclaim(self.claim, f"{CANARY} reply", by=by)
        self.synthesis: Argument = a_synthesis([self.claim, self.reply], f"{CANARY} both", by=by)
        self.evidence: Evidence = some_evidence(self.claim, by=by, title=f"{CANARY} essay")
        Suggestion.objects.create(
            source=self.evidence.source, asked_by=by, csl={"title": f"{CANARY} found"}
        )
        self.file: File = a_file(by=by)
        File.objects.update(name=CANARY)
        self.evidence.file = self.file
        self.evidence.save(update_fields=["file"])
        self.crux: Crux = a_crux((self.claim, self.reply), f"{CANARY} crux?", by=by)
        self.remark: Remark = a_remark(self.claim, f"{CANARY}?", by=by)


def public_queries() -> Iterator[tuple[str, Callable[..., Any]]]:
    for module in pkgutil.iter_modules(queries.__path__):
        found = import_module(f"debates.queries.{module.name}")
        for name, member in inspect.getmembers(found, inspect.isfunction):
            if member.__module__ == found.__name__ and not name.startswith("_"):
                yield f"{module.name}.{name}", member


def test_every_query_is_a_door_or_is_given_what_a_door_gave() -> None:
    names = set()
    for name, query in public_queries():
        names.add(name)
        first = next(iter(inspect.signature(query).parameters), "")
        assert name in DOORS or name in PUBLIC or first in ROOMS, name
    assert set(DOORS) | set(PUBLIC) <= names


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("signed_in", [True, False])
def test_a_private_debate_is_not_there_for_strangers(door: str, signed_in: bool) -> None:
    stranger = a_member()
    private = Private(stranger)
    viewer: Viewer = stranger if signed_in else AnonymousUser()
    try:
        found = DOORS[door](viewer, private)
    except (
        *(Argument.DoesNotExist, Debate.DoesNotExist),
        *(File.DoesNotExist, Source.DoesNotExist, Unfit),
    ):
        return
    assert CANARY not in shown(found)


def test_a_private_debate_is_there_for_its_members() -> None:
    private = Private(a_member())
    guest = a_place(private.debate)
    assert CANARY in shown(debates.list_debates(guest).items)
    assert CANARY in shown(search.find_arguments(CANARY, guest))
    assert CANARY in everything_read(guest, private.claim)


def test_whoever_leaves_a_private_debate_no_longer_sees_it() -> None:
    debate = a_debate(f"{CANARY}?", visibility=Visibility.PRIVATE)
    guest = a_place(debate)
    a_counterclaim(a_claim(debate, CANARY, by=guest), by=debate.opened_by)
    assert members.unread_notices(guest) == 1
    guest.memberships.all().delete()
    with pytest.raises(Debate.DoesNotExist):
        seen_by(guest, debate)
    assert members.unread_notices(guest) == 0
    assert shown(members.arguments_by(guest, guest)) == "[]"


def shown(found: Any) -> str:
    """All that a query gave, rows with every field."""
    if isinstance(found, QuerySet):
        found = list(found)
    if isinstance(found, Model):
        return repr({**found.__dict__, "named": str(found)})
    if isinstance(found, list | tuple) and not hasattr(found, "_fields"):
        return "[" + ", ".join(map(shown, found)) + "]"
    return repr(found)
