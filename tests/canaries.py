"""A debate in which a bird of its own sits in each text that not everybody may read."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from accounts import limits
from accounts.models import User
from debates.actions import appeals
from debates.actions.arguments import edit_argument, withdraw_argument
from debates.actions.checks import check_evidence
from debates.actions.evidence_rulings import hide_evidence
from debates.actions.follows import follow_debate
from debates.actions.hiding import hide_thread
from debates.actions.minds import name_mind_change
from debates.actions.redactions import (
    redact_check,
    redact_evidence,
    redact_remark,
    redact_version,
)
from debates.actions.syntheses import Kept, post_synthesis
from debates.models import Argument, Debate, Flag, Landscape, MindChange, Ruling
from debates.queries.appeals import find_appeal
from debates.queries.arguments import find_argument
from debates.queries.evidence import find_evidence
from debates.queries.remarks import find_remark
from tests.appealing import an_appeal, hidden
from tests.factories import (
    a_claim,
    a_counterclaim,
    a_crux,
    a_debate,
    a_member,
    a_remark,
    a_synthesis,
    a_vote,
    seen_by,
    some_evidence,
)
from tests.flagged import an_automatic_hide, raise_flag
from tests.merging import merged

VIEWERS = ("visitor", "answerer", "flagger", "author", "moderator", "staff", "former", "insider")
"""The answerer follows the debate, and answered and voted for what is hidden now; the former
member was in the private debate, and is out of it."""
THEIRS = {"author", "moderator", "staff"}
MAY_READ: dict[str, set[str]] = {
    "hidden": THEIRS,
    "byflags": THEIRS,
    "held": THEIRS,
    "thread": THEIRS,
    "merged": THEIRS,
    "evidence": THEIRS,
    "checked": {*THEIRS, "answerer"},
    "withdrawn": {"author"},
    "redacted": set(),
    "note": {"flagger", "moderator", "staff"},
    "appeal": THEIRS,
    "private": {"insider"},
}
GROUNDS: Any = {"rule": "spam", "because": "It sells something"}
FIELDS = ("quote", "locator", "shows")

SUNG = re.compile(rf"zq(?:{'|'.join(MAY_READ)})xx[a-z]+")


def bird(case: str, what: str) -> str:
    """A word that stands in one text alone; what it says is not for everybody."""
    return f"zq{case}xx{what} sings"


def birds_in(text: str) -> set[str]:
    return set(SUNG.findall(text.lower()))


def leaks_in(text: str, viewer: str) -> set[str]:
    """Those birds in it that this viewer may not hear."""
    return {one for one in birds_in(text) if viewer not in MAY_READ[one[2:].partition("xx")[0]]}


@dataclass
class Aviary:
    """Both debates, who looks, and the numbers of everything, by parameter of an address."""

    debate: Debate
    people: dict[str, User | None]
    ids: dict[str, set[Any]] = field(default_factory=lambda: defaultdict(set))
    named: dict[str, Argument] = field(default_factory=dict)

    def __getattr__(self, role: str) -> User:
        member = self.people[role]
        assert member is not None
        return member

    def with_birds(self, case: str, **more: Any) -> Argument:
        words = [bird(case, name) for name in ("statement", "reasoning")]
        made = self.named[case] = a_claim(self.debate, *words, by=self.author, **more)
        self.ids["argument_id"].add(made.pk)
        return made

    def seen(self, case: str, role: str = "moderator") -> Argument:
        return find_argument(getattr(self, role), self.named[case].pk)

    def keep_flag(self, flag: Flag) -> None:
        self.ids["flag_id"].add(flag.pk)
        self.ids["case_id"].add(flag.case_id)

    def beside(self, case: str, argument: Argument) -> None:
        """Evidence, a check, an answer and a synthesis that are about it."""
        birds = {name: bird(case, name) for name in FIELDS}
        evidence = some_evidence(argument, by=self.author, **birds)
        no: Any = {"is_yes": False, "because": bird("checked", case), "by": self.answerer}
        check_evidence(find_evidence(self.answerer, evidence.pk), "claim", **no)
        answer = a_counterclaim(argument, by=self.answerer)
        keeps = [bird(case, "keeps"), "So it is"]
        words = [bird(case, f"{name}both") for name in ("statement", "reasoning")]
        left_open = bird(case, "leftopen")
        both = a_synthesis(
            [argument, answer], *words, keeps=keeps, left_open=left_open, by=self.author
        )
        self.named[f"{case} both"], self.named[f"{case} answer"] = both, answer
        self.ids["argument_id"] |= {answer.pk, both.pk}
        self.ids["evidence_id"].add(evidence.pk)
        self.ids["source_id"].add(evidence.source_id)


def an_aviary() -> Aviary:
    with limits.lifted():
        opener = a_member()
        people = {name: a_member(is_staff=name == "staff") for name in VIEWERS[1:]}
        aviary = Aviary(a_debate(by=opener), {"visitor": None, **people, "moderator": opener})
        follow_debate(seen_by(aviary.answerer, aviary.debate), by=aviary.answerer)
        _write(aviary)
        _name_it_elsewhere(aviary)
        _flag(aviary)
        _hide(aviary)
        _withdraw_and_redact(aviary)
        _appeal(aviary)
    ids = aviary.ids
    ids["slug"].add(aviary.debate.slug)
    ids["name"] |= {member.username for member in (aviary.author, aviary.answerer)}
    ids["ruling_id"] |= set(Ruling.objects.values_list("pk", flat=True))
    return aviary


def _write(aviary: Aviary) -> None:
    """All that is hidden or redacted later, each with what others made of it."""
    for case in ("hidden", "redacted"):
        argument = aviary.with_birds(case)
        aviary.beside(case, argument)
        said = [bird(case, f"{name}later") for name in ("statement", "reasoning")]
        seen = find_argument(aviary.author, argument.pk)
        edit_argument(seen, statement=said[0], reasoning=said[1], by=aviary.author)
        a_vote(argument, by=aviary.answerer)
    for case in ("byflags", "merged", "withdrawn", "thread"):
        a_counterclaim(aviary.with_birds(case), by=aviary.answerer)


def _name_it_elsewhere(aviary: Aviary) -> None:
    """Links, cruxes, revisions, merges into, changes of mind, outlines: what points at it."""
    debate, by = aviary.debate, aviary.answerer
    gone = aviary.named["hidden"]
    numbers = " ".join(f"#{one.pk}" for one in aviary.named.values())
    kept = aviary.named["kept"] = a_claim(debate, "It stands", f"See {numbers}", by=a_member())
    linked = find_argument(aviary.author, kept.pk)
    a_claim(debate, bird("hidden", "links"), f"#{linked.pk}", by=aviary.author)
    aviary.named["links"] = Argument.objects.latest("pk")
    crux = a_crux((gone, aviary.named["hidden answer"]), by=by)
    both = aviary.named["hidden both"]
    keeps = [Kept(one.pk, "Rightly") for one in (gone, aviary.named["hidden answer"])]
    revised = find_argument(by, both.pk)
    words = {"concessions": keeps, "revises": revised, "by": by}
    post_synthesis(seen_by(by, debate), "Both, otherwise", **words)  # type: ignore[arg-type]  # mixed words
    over = a_synthesis([aviary.named["hidden both"], kept], "All three", by=by)
    a_vote(kept, "disagree", by=by)
    a_vote(kept, "agree", by=by)
    name_mind_change(find_argument(by, kept.pk), gone.pk, by=by)
    assert MindChange.objects.exists()
    apart = [[one.pk, True, 0.9, 0.1] for one in aviary.named.values()]
    groups = [{"size": 1, "apart": apart}, {"size": 1, "apart": apart}]
    points = [[by.pk, 0.1, 0.1, 0], [aviary.author.pk, 0.2, 0.2, 1]]
    Landscape.objects.create(debate=debate, points=points, groups=groups)
    aviary.ids["crux_id"].add(crux.pk)
    latest = Argument.objects.filter(statement="Both, otherwise").get()
    aviary.ids["argument_id"] |= {kept.pk, over.pk, latest.pk, aviary.named["links"].pk}


def _hide(aviary: Aviary) -> None:
    by = aviary.moderator
    for case in ("hidden", "hidden both", "links"):
        hidden(aviary.named[case])
    an_automatic_hide(aviary.named["byflags"])
    below = a_claim(
        None, bird("thread", "below"), by=aviary.author, supporting=aviary.seen("thread")
    )
    hide_thread(aviary.seen("thread"), by=by, **GROUNDS)
    merged(aviary.named["merged"], aviary.named["kept"], by=by)
    held = aviary.with_birds("held")
    an_automatic_hide(held, Ruling.Verb.HOLD)
    birds = {name: bird("evidence", name) for name in FIELDS}
    evidence = some_evidence(aviary.named["kept"], by=aviary.author, **birds)
    hide_evidence(find_evidence(by, evidence.pk), by=by, **GROUNDS)
    aviary.ids["argument_id"].add(below.pk)
    aviary.ids["evidence_id"].add(evidence.pk)


def _withdraw_and_redact(aviary: Aviary) -> None:
    by, author = aviary.moderator, aviary.author
    withdraw_argument(aviary.seen("withdrawn", "author"), by=author)
    for number in (1, 2):
        redact_version(aviary.seen("redacted"), number, by=by, **GROUNDS)
    redact_version(aviary.seen("redacted both"), 1, by=by, **GROUNDS)
    evidence = aviary.named["redacted"].evidence.get()
    for name in FIELDS:
        redact_evidence(find_evidence(by, evidence.pk), name, by=by, **GROUNDS)
    redact_check(find_evidence(by, evidence.pk), aviary.answerer, "claim", by=by, **GROUNDS)
    remark = a_remark(aviary.named["kept"], bird("redacted", "remark"), by=author)
    redact_remark(find_remark(by, remark.pk), by=by, **GROUNDS)
    aviary.ids["remark_id"].add(remark.pk)


def _flag(aviary: Aviary) -> None:
    by, gone = aviary.flagger, aviary.named["hidden"]
    for case in ("hidden", "byflags", "redacted", "kept"):
        aviary.keep_flag(raise_flag(aviary.named[case], "insult", bird("note", case), by=by))
    evidence = gone.evidence.get()
    aviary.keep_flag(raise_flag(evidence, "insult", bird("note", "evidence"), by=by))


def _appeal(aviary: Aviary) -> None:
    ruling = Ruling.objects.get(argument=aviary.named["hidden"], verb="hide")
    appeal = an_appeal(ruling, bird("appeal", "words"))
    for by, what in ((aviary.staff, "answer"), (aviary.author, "reply")):
        appeals.reply_to_appeal(find_appeal(by, appeal.pk), bird("appeal", what), by=by)
    aviary.ids["appeal_id"].add(appeal.pk)
