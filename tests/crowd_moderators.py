"""What moderators of a crowd do, each on something by chance."""

from typing import Any

from debates.actions.appeals import judge_appeal
from debates.actions.casework import dismiss_case, dismiss_cases, hide_case, hide_cases
from debates.actions.evidence_rulings import hide_evidence
from debates.actions.hiding import hide_all, hide_thread
from debates.actions.locks import lock_thread, unlock_thread
from debates.actions.merges import merge_argument
from debates.actions.moderation import hide_argument, restore_argument
from debates.actions.places import move_argument, reclassify_argument
from debates.actions.redactions import redact_version
from debates.actions.restrictions import mute_member, unmute_member, warn_member
from debates.actions.shutting import screen_debate, shut_debate, unscreen_debate, unshut_debate
from debates.actions.slowing import slow_thread, unslow_thread
from debates.actions.splits import split_thread
from debates.actions.undoing import undo_ruling
from debates.models import Appeal, Case, Evidence, Ruling
from debates.queries.appeals import find_appeal
from debates.queries.cases import find_case
from debates.queries.evidence import find_evidence
from debates.queries.rulings import find_ruling
from tests.crowd_members import Chance

WHY: dict[str, Any] = {"rule": "heated", "because": "It goes in circles"}


class Moderators(Chance):
    """What moderators do."""

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
        split_thread(self.some(by, debate=self.debate), "And this?", **WHY, by=by)

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
