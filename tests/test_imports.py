"""A conversation of Polis becomes a debate: all of it, once, however often it is interrupted."""

import os
import signal
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from config.environment import ROOT
from debates.actions import imports
from debates.exchange.polis import FILES, Unreadable, read_conversation
from debates.models import Argument, Bookmark, Debate, PositionChange, Vote

DATA = Path(os.environ.get("DIALECTIC_DATA", ROOT.parent / "shared" / "data")) / "polis"
GOOD = {
    "summary.csv": "topic,Is it so?\nurl,https://pol.is/abc\n",
    "comments.csv": (
        "timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body\n"
        '1000,x,0,0,1,1,1,"It\nis."\n1000,x,1,1,0,0,-1,It is not.\n'
    ),
    "votes.csv": (
        "timestamp,datetime,comment-id,voter-id,vote\n"
        "3000,x,0,2,-1\n2000,x,0,2,1\n2000,x,0,0,1\n2500,x,1,2,0\n"
    ),
    "participants-votes.csv": "participant,group-id,0,1\n0,0,1,\n1,0,,\n2,0,-1,0\n",
}


def files(**changed: str) -> dict[str, bytes]:
    named = {name.replace("_", "-") + ".csv": text for name, text in changed.items()}
    return {name: text.encode() for name, text in (GOOD | named).items()}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, content in files().items():
        (tmp_path / name).write_bytes(content)
    return tmp_path


@pytest.mark.django_db
def test_the_latest_vote_wins_and_authors_votes_on_their_own_are_skipped(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("import_polis", str(folder))
    votes = {(vote.member.username, vote.argument.statement): vote for vote in Vote.objects.all()}
    assert {key: vote.position for key, vote in votes.items()} == {
        ("participant-2", "It is."): "disagree",
        ("participant-2", "It is not."): "unsure",
    }
    assert votes["participant-2", "It is."].held_since.timestamp() == 3
    assert PositionChange.objects.count() == 3
    assert "skipped 1 votes" in capsys.readouterr().out
    assert Argument.objects.get(statement="It is not.").is_hidden
    assert User.objects.get(username="participant-2").verified_at


@pytest.mark.django_db
def test_an_import_goes_on_where_it_was_interrupted(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imports, "BATCH", 1)
    turns = iter([None, None])
    cast = imports._Votes.cast_batch

    def interrupted(votes: imports._Votes) -> Bookmark:
        next(turns)
        return cast(votes)

    monkeypatch.setattr(imports._Votes, "cast_batch", interrupted)
    with pytest.raises(StopIteration):
        call_command("import_polis", str(folder), verbosity=0)
    assert Bookmark.objects.get().done == 2
    monkeypatch.setattr(imports._Votes, "cast_batch", cast)
    for _ in range(2):
        call_command("import_polis", str(folder), verbosity=0)
    assert PositionChange.objects.count() == 3
    assert Debate.objects.count() == 1


@pytest.mark.django_db
def test_other_files_of_the_same_conversation_are_refused(folder: Path) -> None:
    call_command("import_polis", str(folder), verbosity=0)
    (folder / "votes.csv").write_bytes(files()["votes.csv"] + b"4000,x,0,2,1\n")
    with pytest.raises(CommandError, match="other files"):
        call_command("import_polis", str(folder), verbosity=0)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"votes": GOOD["votes.csv"] + "1,x,9,2,1\n"}, "votes.csv, line 6: comment-id 9"),
        ({"votes": GOOD["votes.csv"] + "1,x,0,2,7\n"}, "votes.csv, line 6: vote must be"),
        ({"votes": GOOD["votes.csv"] + "1,x,0\n"}, "votes.csv, line 6: has 3 columns"),
        ({"votes": GOOD["votes.csv"] + "x,x,0,2,1\n"}, "votes.csv, line 6: timestamp"),
        ({"votes": ""}, "votes.csv, line 1: is empty"),
        ({"comments": GOOD["comments.csv"] + "1,x,1,1,0,0,1,Again\n"}, "line 5: comment-id 1 is"),
        ({"comments": GOOD["comments.csv"] + f"1,x,2,1,0,0,1,{'x' * 301}\n"}, "301 characters"),
        ({"comments": "timestamp,comment-id\n"}, "comments.csv, line 1: has no column author-id"),
        ({"participants_votes": "participant,0\n0,1\n"}, "has no column 1"),
        ({"summary": "url,x\n"}, "names no topic"),
    ],
)
def test_a_bad_row_is_named_by_file_and_line(changed: dict[str, str], said: str) -> None:
    with pytest.raises(Unreadable, match=said):
        read_conversation(files(**changed))


def test_missing_files_and_other_encodings_are_named() -> None:
    broken = files() | {"votes.csv": b"timestamp\n\xff\n"}
    del broken["summary.csv"]
    with pytest.raises(Unreadable) as error:
        read_conversation(broken)
    assert "summary.csv: is missing." in error.value.problems
    assert "votes.csv, line 2: is not UTF-8." in error.value.problems


@pytest.mark.django_db
def test_nothing_is_loaded_from_a_folder_with_a_bad_row(folder: Path) -> None:
    (folder / "votes.csv").write_text(GOOD["votes.csv"] + "1,x,0,2,7\n")
    with pytest.raises(CommandError, match=r"votes\.csv, line 6"):
        call_command("import_polis", str(folder))
    assert not Debate.objects.exists()


@pytest.mark.django_db
def test_only_staff_import(folder: Path) -> None:
    with pytest.raises(CommandError, match="only staff"):
        call_command("import_polis", str(folder), by="nobody-here")


# Each batch commits, as for whoever imports: one long transaction takes six times as long.
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", ["brexit-consensus", "canadian-electoral-reform"])
def test_stored_votes_equal_what_the_export_counts_cell_for_cell(name: str) -> None:
    place = DATA / name
    if not place.exists():
        pytest.skip(f"The conversation {name} is not at hand (DIALECTIC_DATA).")
    call_command("import_polis", str(place), verbosity=0)
    conversation = read_conversation({file: (place / file).read_bytes() for file in FILES})
    bookmark = Bookmark.objects.get()
    member_of, argument_of = bookmark.members, bookmark.arguments
    authors = {one.number: one.author for one in conversation.statements}
    expected = {
        (member_of[str(voter)], argument_of[str(statement)]): position
        for (voter, statement), position in conversation.held.items()
        if authors[statement] != voter
    }
    stored = Vote.objects.values_list("member_id", "argument_id", "position")
    assert {(member, argument): position for member, argument, position in stored} == expected


@pytest.mark.django_db(transaction=True)
def test_a_killed_import_doubles_nothing(folder: Path) -> None:
    rows = [f"{5000 + n},x,{n % 2},2,{n % 3 - 1}" for n in range(4_000)]
    (folder / "votes.csv").write_text(GOOD["votes.csv"] + "\n".join(rows) + "\n")
    from django.db import connection

    settings = connection.settings_dict
    url = f"postgres://{settings['USER']}:{settings['PASSWORD']}@{settings['HOST']}:{settings['PORT']}"
    environment = os.environ | {"DATABASE_URL": f"{url}/{settings['NAME']}"}
    command = [sys.executable, "manage.py", "import_polis", "--skip-checks", str(folder), "-v0"]
    killed = subprocess.Popen(command, cwd=ROOT, env=environment)
    for _ in range(2_000):
        if Bookmark.objects.filter(done__gt=0).exists() or killed.poll() is not None:
            break
        signal.sigtimedwait([], 0.005)
    killed.kill()
    killed.wait()
    call_command("import_polis", str(folder), verbosity=0)
    assert Bookmark.objects.get().done == 4_004
    moves = list(PositionChange.objects.order_by("id").values_list("argument", "before", "after"))
    for argument in {move[0] for move in moves}:
        line = [move for move in moves if move[0] == argument]
        assert all(a[2] == b[1] for a, b in pairwise(line))
