"""Law 7: a position is its member's alone, and a private debate is not there for strangers."""

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
from debates.actions.moderation import hide_argument
from debates.models import (
    Appeal,
    Argument,
    Case,
    Crux,
    Debate,
    Evidence,
    File,
    Flag,
    Remark,
    Ruling,
    Source,
    Suggestion,
    Visibility,
)
from debates.queries import (
    appeals,
    arguments,
    cases,
    debates,
    evidence,
    files,
    flags,
    history,
    ignores,
    members,
    remarks,
    restrictions,
    rulings,
    search,
    sources,
    suggestions,
)
from debates.queries import cruxes as cruxes_
from debates.queries import syntheses as syntheses_
from debates.rules import Unfit
from tests.appealing import an_appeal, hidden
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
from tests.flagged import a_flag
from tests.reading import CANARY, everything_read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_limits")]


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
    "appeals.find_ruling_to_appeal": lambda v, p: appeals.find_ruling_to_appeal(v, p.ruling.pk),
    "appeals.my_appeal": lambda v, p: appeals.my_appeal(v, p.ruling),
    "appeals.find_appeal": lambda v, p: appeals.find_appeal(v, p.appeal.pk),
    "appeals.appeals_by": lambda v, p: appeals.appeals_by(v),
    "appeals.appeals_for_staff": lambda v, p: appeals.appeals_for_staff(v),
    "arguments.find_argument": lambda v, p: arguments.find_argument(v, p.claim.pk),
    "cases.cases_for": lambda v, p: cases.cases_for(v),
    "cases.find_case": lambda v, p: cases.find_case(v, p.flag.case_id),
    "cases.find_cases": lambda v, p: list(cases.find_cases(v, [p.flag.case_id]).values()),
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
    "flags.flags_of": lambda v, p: flags.flags_of(v),
    "flags.find_flag": lambda v, p: flags.find_flag(v, p.flag.pk),
    "flags.open_flag_on": lambda v, p: flags.open_flag_on(v, p.claim),
    "history.backlinks_of": lambda v, p: history.backlinks_of(p.linked, v),
    "ignores.ignored_by": lambda v, p: ignores.ignored_by(v),
    "ignores.ignores": lambda v, p: ignores.ignores(v, p.claim.author),
    "restrictions.restrictions_of": lambda v, p: restrictions.restrictions_of(v),
    "members.arguments_by": lambda v, p: members.arguments_by(p.claim.author, v),
    "members.notices_for": lambda v, p: members.notices_for(v),
    "members.unread_notices": lambda v, p: [CANARY] * members.unread_notices(v),
    "members.draft_of": lambda v, p: members.draft_of(v, f"/debates/{p.debate.slug}/"),
    "members.drafts_of": lambda v, p: members.drafts_of(v),
    "remarks.find_remark": lambda v, p: remarks.find_remark(v, p.remark.pk),
    "rulings.find_ruling": lambda v, p: rulings.find_ruling(v, p.ruling.pk),
    "rulings.rulings_for": lambda v, p: rulings.rulings_for(v),
    "search.find_arguments": lambda v, p: search.find_arguments(CANARY, v),
    "syntheses.find_synthesis": lambda v, p: syntheses_.find_synthesis(v, p.synthesis.pk),
    "suggestions.suggestion_for": lambda v, p: suggestions.suggestion_for(v, p.evidence.source),
    "search.find_debates": lambda v, p: search.find_debates(CANARY, v),
}
# By name, what each of these is given comes through a door.
ROOMS = {
    "evidence",
    *("appeal", "case", "cases", "flag", "notice", "notices", "ruling"),
    *("argument", "arguments", "chosen", "cruxes", "debate"),
    *("gone", "ids", "kept", "retraction", "source", "sources", "syntheses", "synthesis", "text"),
}
PUBLIC = {
    "bibliographies.beyond": "a place in an order, which a cursor that we signed names",
    "specimens.specimens": "the demo's own, on local starts",
    "arguments.card_of_new": "reads nothing: shows its author what they posted",
    "ignores.is_ignored_by": "a condition on rows, of whom the viewer ignores",
    "files.link_to": "a link to a file that find_file gave",
    "files.file_of": "what a link of five minutes was made to",
    "history.compare": "compares two texts that the caller has",
    "evidence_filters.known_among": "compares what was asked for with the filters that there are",
    "cases.wanted_among": "compares what was asked for with the rules that there are",
    "landscape_words.in_words": "puts counts into words",
    "landscape_words.missing_words": "puts counts into words",
    "landscape_words.words_of": "puts shares into words",
    "sourcing_words.words_of_sourcing": "puts counts into words",
    "rulings.all_rulings": "narrowed by those who call it to what they were given",
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
        self.ruling: Ruling = hidden(a_claim(self.debate, by=a_place(self.debate)), by=by)
        self.appeal: Appeal = an_appeal(self.ruling, f"{CANARY} appeal")
        # Flagged while the stranger was a member.
        guest = a_place(self.debate, member=stranger)
        self.flag: Flag = a_flag(self.claim, note=CANARY, by=guest)
        guest.memberships.filter(debate=self.debate).delete()
        self.remark: Remark = a_remark(self.claim, f"{CANARY}?", by=by)
        gone = a_claim(self.debate, f"{CANARY} gone", by=by)
        hide_argument(gone, rule="spam", because=f"{CANARY} sells", by=by)


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
        *(Appeal.DoesNotExist, Argument.DoesNotExist, Debate.DoesNotExist),
        *(Case.DoesNotExist, Flag.DoesNotExist, Ruling.DoesNotExist),
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
