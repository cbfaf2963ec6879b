"""What members of a crowd do, each on something by chance."""

import random
from typing import Any

from accounts.models import User
from debates.actions.appeals import appeal
from debates.actions.arguments import (
    edit_argument,
    post_claim,
    post_counterclaim,
    withdraw_argument,
)
from debates.actions.evidence import add_evidence, withdraw_evidence
from debates.actions.flags import Complaint, flag_argument, flag_evidence
from debates.actions.remarks import make_remark
from debates.actions.sources import Cited
from debates.actions.syntheses import Kept, edit_synthesis, post_synthesis
from debates.actions.votes import cast_vote, withdraw_vote
from debates.models import Argument, Debate, Evidence, Position, Ruling
from debates.queries.appeals import find_ruling_to_appeal
from debates.queries.arguments import find_argument
from debates.queries.evidence import find_evidence
from tests.factories import (
    seen_by,
)


class Chance:
    """Chooses who acts, and on what."""

    def __init__(
        self, debate: Debate, members: list[User], moderators: list[User], chance: random.Random
    ) -> None:
        self.debate, self.chance = debate, chance
        self.members, self.moderators = members, moderators

    @property
    def member(self) -> User:
        return self.chance.choice(self.members)

    @property
    def by(self) -> User:
        return self.chance.choice(self.moderators)

    def some(self, viewer: User, **where: Any) -> Argument:
        """One of the arguments, wherever they stand by now, as this viewer reads it."""
        found = list(Argument.objects.filter(**where).values_list("pk", flat=True))
        return find_argument(viewer, self.any(found))

    def any(self, found: list[Any]) -> Any:
        if not found:
            raise Argument.DoesNotExist
        return self.chance.choice(found)

    def here(self, viewer: User) -> Debate:
        return seen_by(viewer, self.debate)

    def words(self) -> str:
        return f"For reason {self.chance.random()}"


class Members(Chance):
    """What members do."""

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
