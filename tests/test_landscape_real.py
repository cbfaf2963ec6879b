"""Where people stand in real conversations, and in the demo."""

import os
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client

from config.environment import ROOT
from debates.exchange.polis import FILES, read_conversation
from debates.models import Landscape
from debates.scoring.landscape import landscape

DATA = Path(os.environ.get("DIALECTIC_DATA", ROOT.parent / "shared" / "data")) / "polis"


@pytest.mark.skipif(not (DATA / "brexit-consensus").exists(), reason="the data are not here")
def test_a_real_conversation_falls_into_groups() -> None:
    folder = DATA / "brexit-consensus"
    conversation = read_conversation({name: (folder / name).read_bytes() for name in FILES})
    number = {"agree": 1, "unsure": 0, "disagree": -1}
    rejected = {one.number for one in conversation.statements if one.rejected}
    votes = {
        (ballot.voter, ballot.statement): number[ballot.position]
        for ballot in conversation.ballots
        if ballot.statement not in rejected
    }
    drawn = landscape(votes)
    assert drawn == landscape(votes)
    assert drawn is not None
    assert len(drawn.points) > 150
    assert 2 <= len(drawn.groups) <= 5
    assert all(len(group.apart) == 3 for group in drawn.groups)


@pytest.mark.django_db
def test_the_demo_shows_where_people_stand_at_once() -> None:
    call_command("load_demo", verbosity=0)
    assert len(Landscape.objects.get().points) > 20


@pytest.mark.django_db
@pytest.mark.skipif(not (DATA / "brexit-consensus").exists(), reason="the data are not here")
def test_an_import_shows_where_people_stand_at_once(client: Client) -> None:
    call_command("import_polis", str(DATA / "brexit-consensus"), verbosity=0)
    drawn = Landscape.objects.select_related("debate").get()
    assert len(drawn.points) > 150
    shown = client.get(f"/debates/{drawn.debate.slug}/people/").content.decode()
    assert "What sets the groups apart" in shown
    assert "participant-" not in shown.partition("Members of this debate")[0]
