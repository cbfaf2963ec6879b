"""A conversation of Polis, as its exports have it: statements, votes, what came of them.

Format: the four files of https://github.com/compdemocracy/openData.
"""

import csv
import hashlib
import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal, TypeVar

FILES = ("summary.csv", "comments.csv", "votes.csv", "participants-votes.csv")
LONGEST = 300
LATEST = 253_402_300_799_000
"""The last millisecond that a date can name."""

T = TypeVar("T")
Position = Literal["agree", "unsure", "disagree"]
POSITIONS: dict[int, Position] = {1: "agree", 0: "unsure", -1: "disagree"}


class Unreadable(Exception):
    """What is wrong with the files: one line each, named by file and line."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True)
class Statement:
    number: int
    author: int
    at: datetime
    text: str
    rejected: bool
    """Whether the conversation's moderators took it out."""


@dataclass(frozen=True)
class Ballot:
    """One vote as it was cast; a later one of the same voter on the same statement replaces it."""

    statement: int
    voter: int
    at: datetime
    position: Position


@dataclass(frozen=True)
class Conversation:
    topic: str
    description: str
    address: str
    fingerprint: str
    """SHA-256 of the files."""
    statements: tuple[Statement, ...]
    """By time."""
    ballots: tuple[Ballot, ...]
    """By time."""
    held: Mapping[tuple[int, int], Position]
    """What (voter, statement) came to in the end, by the export's own count."""

    @property
    def people(self) -> list[int]:
        """Everyone who wrote or voted, by number."""
        wrote = {statement.author for statement in self.statements}
        return sorted(wrote | {ballot.voter for ballot in self.ballots})


def read_conversation(files: Mapping[str, bytes]) -> Conversation:
    """What these files (name: content) hold. Raises Unreadable, naming every problem."""
    reading = _Reading(files)
    summary = reading.summary()
    statements = reading.statements()
    known = {statement.number: statement for statement in statements}
    ballots = reading.ballots(known)
    held = reading.held(known)
    if reading.problems:
        raise Unreadable(reading.problems)
    digest = hashlib.sha256()
    for name in FILES:
        digest.update(hashlib.sha256(files[name]).digest())
    return Conversation(
        topic=summary["topic"],
        description=summary.get("conversation-description", ""),
        address=summary.get("url", ""),
        fingerprint=digest.hexdigest(),
        statements=tuple(sorted(statements, key=lambda one: (one.at, one.number))),
        ballots=tuple(sorted(ballots, key=lambda one: one.at)),
        held=held,
    )


class _Row(Exception):
    """Why a row cannot be read."""


class _Reading:
    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files = files
        self.problems: list[str] = []

    def summary(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for line, row in self._rows("summary.csv"):
            if len(row) != 2:
                self._complain("summary.csv", line, f"has {len(row)} columns instead of 2.")
            else:
                found[row[0].strip()] = row[1].strip()
        if not found.get("topic"):
            self._complain("summary.csv", 1, "names no topic.")
        return found

    def statements(self) -> list[Statement]:
        columns = ("timestamp", "comment-id", "author-id", "moderated", "comment-body")
        seen: set[int] = set()

        def read(row: dict[str, str]) -> Statement:
            number = _number(row, "comment-id")
            if number in seen:
                raise _Row(f"comment-id {number} is there twice.")
            seen.add(number)
            text = " ".join(row["comment-body"].split())
            if not 1 <= len(text) <= LONGEST:
                raise _Row(f"the statement has {len(text)} characters: 1 to {LONGEST} fit.")
            rejected = _number(row, "moderated", least=-1, most=1) == -1
            return Statement(number, _number(row, "author-id"), _moment(row), text, rejected)

        return self._table("comments.csv", columns, read)

    def ballots(self, known: Mapping[int, Statement]) -> list[Ballot]:
        def read(row: dict[str, str]) -> Ballot:
            statement = _number(row, "comment-id")
            if statement not in known:
                raise _Row(f"comment-id {statement} is not in comments.csv.")
            vote = _number(row, "vote", least=-1, most=1)
            at = max(_moment(row), known[statement].at)
            return Ballot(statement, _number(row, "voter-id"), at, POSITIONS[vote])

        return self._table("votes.csv", ("timestamp", "comment-id", "voter-id", "vote"), read)

    def held(self, known: Mapping[int, Statement]) -> dict[tuple[int, int], Position]:
        held: dict[tuple[int, int], Position] = {}
        seen: set[int] = set()

        def read(row: dict[str, str]) -> None:
            participant = _number(row, "participant")
            if participant in seen:
                raise _Row(f"participant {participant} is there twice.")
            seen.add(participant)
            for statement in known:
                if row[str(statement)].strip():
                    vote = _number(row, str(statement), least=-1, most=1)
                    held[participant, statement] = POSITIONS[vote]

        columns = ("participant", *(str(statement) for statement in known))
        self._table("participants-votes.csv", columns, read)
        return held

    def _table(
        self, name: str, columns: tuple[str, ...], read: Callable[[dict[str, str]], T]
    ) -> list[T]:
        """What `read` makes of every row under the head; what is wrong with a row is noted."""
        made: list[T] = []
        head: list[str] | None = None
        for line, row in self._rows(name):
            if head is None:
                head = [column.strip() for column in row]
                if missing := [column for column in columns if column not in head]:
                    self._complain(name, line, f"has no column {', '.join(missing[:5])}.")
                    return []
            elif len(row) != len(head):
                self._complain(name, line, f"has {len(row)} columns instead of {len(head)}.")
            else:
                try:
                    made.append(read(dict(zip(head, row, strict=True))))
                except _Row as error:
                    self._complain(name, line, str(error))
        if head is None and name in self.files and not self._complained_of(name):
            self._complain(name, 1, "is empty.")
        return made

    def _complained_of(self, name: str) -> bool:
        return any(problem.startswith(name) for problem in self.problems)

    def _rows(self, name: str) -> Iterator[tuple[int, list[str]]]:
        """The rows that are not empty, each with the line it begins on."""
        if name not in self.files:
            self.problems.append(f"{name}: is missing.")
            return
        try:
            text = self.files[name].decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = self.files[name].count(b"\n", 0, error.start) + 1
            self._complain(name, line, "is not UTF-8.")
            return
        rows = csv.reader(io.StringIO(text, newline=""), strict=True)
        begins = 1
        try:
            for row in rows:
                if row:
                    yield begins, row
                begins = rows.line_num + 1
        except csv.Error as error:
            self._complain(name, begins, f"is not CSV: {error}.")

    def _complain(self, name: str, line: int, what: str) -> None:
        self.problems.append(f"{name}, line {line}: {what}")


def _number(row: Mapping[str, str], column: str, *, least: int = 0, most: int = 2**31 - 1) -> int:
    try:
        number = int(row[column])
    except ValueError:
        raise _Row(f"{column} must be a whole number, not {row[column][:40]!r}.") from None
    if not least <= number <= most:
        raise _Row(f"{column} must be from {least} to {most}, not {number}.")
    return number


def _moment(row: Mapping[str, str]) -> datetime:
    milliseconds = _number(row, "timestamp", most=LATEST)
    return datetime.fromtimestamp(milliseconds / 1000, UTC)
