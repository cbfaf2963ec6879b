"""An argument as one viewer sees it: plain values, from which all is drawn."""

from datetime import datetime
from typing import NamedTuple


class Chip(NamedTuple):
    """Evidence in short: enough for the chip under its argument."""

    id: int
    title: str
    shows: str
    undermines: bool
    status: str
    """A value of Evidence.Status."""
    found: int
    """How many found the quote in the source."""
    not_found: int
    standing: str
    """Whether its source was retracted or corrected: a value of Source.Standing, or blank."""


class Side(NamedTuple):
    """One side's votes on a synthesis: k of n, the rate that follows, and its 90 % interval."""

    argument: int
    agree: int
    unsure: int
    disagree: int
    mean: float
    low: float
    high: float

    @property
    def votes(self) -> int:
        return self.agree + self.unsure + self.disagree


class Endorsed(NamedTuple):
    """How a synthesis stands with its sides, as last scored."""

    status: str
    score: float
    is_settled: bool
    out_of_date: bool
    sides: tuple[Side, ...]
    no_side: int
    """How many voted that are of no side: shown, never scored."""


class Card(NamedTuple):
    """An argument as one viewer sees it. Hashable: what is drawn from it can be kept."""

    id: int
    debate_id: int
    kind: str
    parent_id: int | None
    parent_is_hidden: bool
    statement: str | None
    """None where the viewer may not read it: hidden, or withdrawn."""
    reasoning: str | None
    reasoning_html: str | None
    """In a list, the beginning of a long one."""
    is_clamped: bool
    left_open: str | None
    author_id: int
    author_name: str | None
    """None for a former member."""
    version: int
    made_at: datetime
    edited_at: datetime
    is_hidden: bool = False
    hidden_rule: str | None = None
    hidden_role: str | None = None
    hidden_verb: str | None = None
    """By which ruling: hide, hold or merge."""
    hidden_title: str | None = None
    """The title of the rule, where it is none of the site's own."""
    is_withdrawn: bool = False
    merged_into: int | None = None
    is_locked: bool = False
    """Whether its thread, or one that it stands in, is locked."""
    is_ignored: bool = False
    """Whether the viewer folds away what its author writes."""
    agree: int | None = 0
    """This and the other counts of votes: None where the viewer may not see them yet."""
    unsure: int | None = 0
    disagree: int | None = 0
    well_argued: int | None = 0
    beside_the_point: int | None = 0
    agree_as_worded: int | None = 0
    supports: int = 0
    counters: int = 0
    evidence: int = 0
    needs_source: int = 0
    """How many ask for a source, and have not been answered."""
    remarks: int = 0
    syntheses: int = 0
    minds_changed: int = 0
    """0 until a blind debate closes."""
    strength: float | None = None
    """From votes, after its replies; None until it is scored."""
    before_replies: float | None = None
    endorsed: Endorsed | None = None
    cited: tuple[Chip, ...] = ()
    is_mine: bool = False
    my_position: str | None = None
    i_find_it_well_argued: bool = False
    i_find_it_beside_the_point: bool = False
    i_voted: bool = False

    @property
    def rests_on(self) -> str:
        """The worst standing of what is cited for it: retracted, else corrected, else blank."""
        standings = {chip.standing for chip in self.cited if not chip.undermines}
        return max(standings, default="")  # Which is the order of the alphabet.

    @property
    def replies(self) -> int:
        return self.supports + self.counters

    @property
    def votes(self) -> int | None:
        """How many took a position."""
        if self.agree is None or self.unsure is None or self.disagree is None:
            return None
        return self.agree + self.unsure + self.disagree

    @property
    def is_blind(self) -> bool:
        """Whether the counts of votes are hidden from this viewer."""
        return self.agree is None

    @property
    def is_held(self) -> bool:
        return self.hidden_verb == "hold"

    @property
    def is_hidden_by_the_site(self) -> bool:
        return self.hidden_role == "automatic" and not self.is_merged

    @property
    def is_merged(self) -> bool:
        return self.merged_into is not None

    @property
    def is_edited(self) -> bool:
        return self.version > 1

    @property
    def is_synthesis(self) -> bool:
        return self.kind == "synthesis"
