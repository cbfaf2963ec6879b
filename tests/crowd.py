"""A crowd that does everything at once in one debate: members, moderators and the worker."""

import random
import time
import traceback
from collections import Counter
from collections.abc import Callable
from typing import Any

from django.core.exceptions import ObjectDoesNotExist

from accounts.limits import TooMany
from accounts.models import User
from debates.actions.appeals import appeal, judge_appeal
from debates.actions.arguments import (
    edit_argument,
    post_claim,
    post_counterclaim,
    withdraw_argument,
)
from debates.actions.casework import dismiss_case, dismiss_cases, hide_case, hide_cases
from debates.actions.evidence import add_evidence, withdraw_evidence
from debates.actions.evidence_rulings import hide_evidence
from debates.actions.flags import Complaint, flag_argument, flag_evidence
from debates.actions.hiding import hide_all, hide_thread
from debates.actions.locks import lock_thread, unlock_thread
from debates.actions.marks import mark_made_for_one_thread
from debates.actions.merges import merge_argument
from debates.actions.moderation import hide_argument, restore_argument
from debates.actions.places import move_argument, reclassify_argument
from debates.actions.redactions import redact_version
from debates.actions.remarks import make_remark
from debates.actions.restrictions import mute_member, unmute_member, warn_member
from debates.actions.scores import refresh_scores
from debates.actions.shutting import screen_debate, shut_debate, unscreen_debate, unshut_debate
from debates.actions.slowing import slow_thread, unslow_thread
from debates.actions.sources import Cited
from debates.actions.splits import split_thread
from debates.actions.syntheses import Kept, edit_synthesis, post_synthesis
from debates.actions.undoing import undo_ruling
from debates.actions.votes import cast_vote, withdraw_vote
from debates.models import Appeal, Argument, Case, Debate, Evidence, Position, Ruling
from debates.queries.appeals import find_appeal, find_ruling_to_appeal
from debates.queries.arguments import find_argument
from debates.queries.cases import find_case
from debates.queries.evidence import find_evidence
from debates.queries.rulings import find_ruling
from debates.rules import Refused, Unfit
from tests.factories import (
    a_claim,
    a_counterclaim,
    a_debate,
    a_member,
    a_place,
    a_synthesis,
    seen_by,
    some_evidence,
)

WHY: dict[str, Any] = {"rule": "heated", "because": "It goes in circles"}
HEARD = (Refused, Unfit, TooMany, ObjectDoesNotExist)
"""What anybody may be told; all else that an act ends with is a fault."""


class Crowd:
    """Ten members, three of them moderators, and what they do, chosen by `chance`."""

    def __init__(self) -> None:
        self.debate = a_debate()
        self.members = [a_member() for _ in range(7)]
        self.moderators = [self.debate.opened_by]
        self.moderators += [a_place(self.debate, "moderator") for _ in range(2)]
        claims = [a_claim(self.debate, by=member) for member in self.members[:4]]
        replies = [a_counterclaim(claim, by=self.members[5]) for claim in claims]
        a_counterclaim(replies[0]), a_claim(supporting=replies[1])
        a_synthesis(claims[:2]), a_synthesis([claims[2], replies[3]])
        some_evidence(replies[0], by=self.members[4])
        self.done: Counter[str] = Counter()
        self.told: Counter[str] = Counter()
        self.faults: list[str] = []

    def go_on(self, seconds: float, seed: int) -> None:
        """One of them, until the time is over."""
        until, chance = time.monotonic() + seconds, random.Random(seed)
        doing = Doing(self, chance)
        while time.monotonic() < until:
            act = chance.choices(ACTS, WEIGHTS)[0]
            try:
                act(doing)
                self.done[act.__name__] += 1
            except HEARD as heard:
                codes = getattr(heard, "reason", None)
                self.told[f"{act.__name__}: {getattr(codes, 'code', type(heard).__name__)}"] += 1
            except Exception:
                self.faults.append(f"{act.__name__}\n{traceback.format_exc(limit=-12)}")


class Doing:
    """What one of the crowd does; each act chooses who, and on what."""

    def __init__(self, crowd: Crowd, chance: random.Random) -> None:
        self.crowd, self.chance = crowd, chance
        self.number = 0

    @property
    def member(self) -> User:
        return self.chance.choice(self.crowd.members)

    @property
    def by(self) -> User:
        return self.chance.choice(self.crowd.moderators)

    def some(self, viewer: User, **where: Any) -> Argument:
        """One of the arguments, wherever they stand by now, as this viewer reads it."""
        found = list(Argument.objects.filter(**where).values_list("pk", flat=True))
        return find_argument(viewer, self.any(found))

    def any(self, found: list[Any]) -> Any:
        if not found:
            raise Argument.DoesNotExist
        return self.chance.choice(found)

    def here(self, viewer: User) -> Debate:
        return seen_by(viewer, self.crowd.debate)

    def words(self) -> str:
        return f"For reason {self.chance.random()}"

    # Members.

    def vote(self) -> None:
        by, chance = self.member, self.chance
        position, well = chance.choice([*Position.values, None]), chance.random() < 0.5
        argument = self.some(by)
        beside = argument.parent_id is not None and chance.random() < 0.3
        cast_vote(argument, position=position, well_argued=well, beside_the_point=beside, by=by)

    def take_vote_back(self) -> None:
        by = self.member
        withdraw_vote(self.some(by), by=by)

    def claim(self) -> None:
        by = self.member
        post_claim(self.here(by), self.words(), "", supporting=None, by=by)

    def support(self) -> None:
        by = self.member
        on = self.some(by)
        post_claim(on.debate, self.words(), f"See #{self.some(by).pk}", supporting=on, by=by)

    def counter(self) -> None:
        by = self.member
        post_counterclaim(self.some(by), self.words(), by=by)

    def edit(self) -> None:
        by = self.member
        mine = self.some(by, author=by)
        if mine.is_synthesis:
            raise Argument.DoesNotExist
        edit_argument(mine, statement=self.words(), reasoning=f"See #{self.some(by).pk}", by=by)

    def withdraw(self) -> None:
        by = self.member
        withdraw_argument(self.some(by, author=by, parent__isnull=False), by=by)

    def cite(self) -> None:
        by = self.member
        cited = Cited(title="An essay", url=f"https://example.org/{self.chance.randint(1, 9)}")
        add_evidence(self.some(by), cited, shows="That it is so", by=by)

    def take_evidence_back(self) -> None:
        by = self.member
        mine = list(Evidence.objects.filter(added_by=by).values_list("pk", flat=True))
        withdraw_evidence(find_evidence(by, self.any(mine)), by=by)

    def remark(self) -> None:
        by = self.member
        make_remark(self.some(by), "Always?", by=by)

    def reconcile(self) -> None:
        by = self.member
        two = [Kept(self.some(by).pk, "One"), Kept(self.some(by).pk, "Other")]
        post_synthesis(self.here(by), self.words(), "", left_open="", concessions=two, by=by)

    def reconcile_anew(self) -> None:
        found = Argument.objects.filter(kind="synthesis").values_list("pk", "author")
        number, author = self.any(list(found))
        by = User.objects.get(pk=author)
        synthesis = find_argument(by, number)
        kept = synthesis.concessions.filter(synthesis_version=synthesis.version)
        two = [Kept(one.argument_id, self.words()) for one in kept]
        edit_synthesis(
            synthesis,
            statement=self.words(),
            reasoning="",
            left_open="",
            concessions=two,
            by=by,
        )

    def flag(self) -> None:
        by = self.member
        flag_argument(self.some(by), Complaint(self.chance.choice(["spam", "insult"])), by=by)

    def flag_evidence(self) -> None:
        by = self.member
        found = list(Evidence.objects.filter(withdrawn_at=None).values_list("pk", flat=True))
        flag_evidence(find_evidence(by, self.any(found)), Complaint("spam"), by=by)

    def appeal(self) -> None:
        by = self.member
        found = list(Ruling.objects.filter(member=by, undoes=None).values_list("pk", flat=True))
        appeal(find_ruling_to_appeal(by, self.any(found)), "It was right", by=by)

    # Moderators.

    def hide(self) -> None:
        by = self.by
        hide_argument(self.some(by), **WHY, by=by)

    def restore(self) -> None:
        by = self.by
        hidden = self.some(by, hidden_at__isnull=False, merged_into=None)
        restore_argument(hidden, **WHY, by=by)

    def hide_thread(self) -> None:
        by = self.by
        hide_thread(self.some(by, parent__isnull=False), **WHY, by=by)

    def hide_all(self) -> None:
        by = self.by
        hide_all(self.here(by), self.member, **WHY, by=by)

    def hide_evidence(self) -> None:
        by = self.by
        found = list(Evidence.objects.filter(withdrawn_at=None).values_list("pk", flat=True))
        hide_evidence(find_evidence(by, self.any(found)), **WHY, by=by)

    def lock(self) -> None:
        by = self.by
        lock_thread(self.some(by, parent__isnull=False), **WHY, by=by)

    def unlock(self) -> None:
        by = self.by
        unlock_thread(self.some(by, lock__isnull=False), **WHY, by=by)

    def slow(self) -> None:
        by = self.by
        slow_thread(self.some(by), minutes=1, **WHY, by=by)

    def unslow(self) -> None:
        by = self.by
        unslow_thread(self.some(by, slowing__isnull=False), **WHY, by=by)

    def move(self) -> None:
        by = self.by
        above = self.chance.choice([None, self.some(by).pk, self.some(by).pk])
        kind = self.chance.choice(["claim", "counterclaim"])
        move_argument(self.some(by), parent=above, kind=kind, **WHY, by=by)

    def reclassify(self) -> None:
        by = self.by
        kind = self.chance.choice(["claim", "counterclaim"])
        reclassify_argument(self.some(by, parent__isnull=False), kind=kind, **WHY, by=by)

    def merge(self) -> None:
        by = self.by
        merge_argument(self.some(by), into=self.some(by), **WHY, by=by)

    def split(self) -> None:
        by = self.by
        split_thread(self.some(by, debate=self.crowd.debate), "And this?", **WHY, by=by)

    def shut(self) -> None:
        by = self.by
        shut_debate(self.here(by), **WHY, by=by)
        unshut_debate(self.here(by), **WHY, by=by)

    def screen(self) -> None:
        by = self.by
        screen_debate(self.here(by), **WHY, by=by)
        unscreen_debate(self.here(by), **WHY, by=by)

    def mute(self) -> None:
        by, member = self.by, self.member
        mute_member(member, self.here(by), lasts="hour", **WHY, by=by)
        unmute_member(member, self.here(by), **WHY, by=by)

    def warn(self) -> None:
        by = self.by
        warn_member(self.member, self.here(by), **WHY, by=by)

    def redact(self) -> None:
        by = self.by
        argument = self.some(by)
        redact_version(argument, self.chance.randint(1, argument.version), **WHY, by=by)

    def undo(self) -> None:
        by = self.by
        made = Ruling.objects.filter(undoes=None, undone_by=None).order_by("-pk")
        found = list(made.values_list("pk", flat=True)[:12])
        undo_ruling(find_ruling(by, self.any(found)), rule="mistake", because="It was", by=by)

    def undo_latest(self) -> None:
        by = self.by
        verbs = ["merge", "split", "move", "hide_thread", "hide_all", "lock", "redact"]
        found = Ruling.objects.filter(verb__in=verbs, undoes=None, undone_by=None, part_of=None)
        latest = list(found.order_by("-pk").values_list("pk", flat=True)[:2])
        undo_ruling(find_ruling(by, self.any(latest)), rule="mistake", because="It was", by=by)

    def judge(self) -> None:
        by = self.by
        found = list(Appeal.objects.filter(judged_at=None).values_list("pk", flat=True))
        outcome = self.chance.choice(["granted", "denied"])
        judge_appeal(find_appeal(by, self.any(found)), outcome, "So it is", by=by)

    def decide(self) -> None:
        by = self.by
        found = list(Case.objects.filter(closed_at=None).values_list("pk", flat=True))
        case = find_case(by, self.any(found))
        if self.chance.random() < 0.5:
            dismiss_case(case, by=by)
        else:
            hide_case(case, **WHY, by=by)

    def decide_many(self) -> None:
        by = self.by
        found = list(Case.objects.filter(closed_at=None).values_list("pk", flat=True))
        some = [find_case(by, one) for one in self.chance.sample(found, min(4, len(found)))]
        if self.chance.random() < 0.5:
            dismiss_cases(some, piecemeal=True, by=by)
        else:
            hide_cases(some, **WHY, by=by)

    # The worker.

    def score(self) -> None:
        refresh_scores(self.chance.choice([5, 50, 2_000]))

    def mark(self) -> None:
        mark_made_for_one_thread()


OFTEN: dict[Callable[[Doing], None], int] = {
    Doing.vote: 12,
    Doing.undo: 8,
    Doing.undo_latest: 8,
    Doing.restore: 6,
    Doing.unlock: 4,
    Doing.score: 4,
    Doing.edit: 4,
    Doing.merge: 3,
    Doing.move: 3,
    Doing.shut: 1,
}
ACTS: list[Callable[[Doing], None]] = [
    act
    for name, act in vars(Doing).items()
    if callable(act) and name[0] != "_" and name not in {"some", "any", "here", "words"}
]
WEIGHTS = [OFTEN.get(act, 2) for act in ACTS]
