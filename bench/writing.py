"""Voting, answering and importing: against a bare view, all on one argument, and in bulk."""

import time
from collections.abc import Callable

from django.core.management import call_command
from django.db import connection, transaction

from accounts.models import User
from bench.load import Ask, load
from bench.row import Row
from bench.seeds import DATA, Client
from bench.server import Server
from debates.models import Argument, Debate, Tally, Vote

BULK = """
INSERT INTO debates_vote (member_id, argument_id, debate_id, position, well_argued,
    beside_the_point, version, held_since, cast_at)
SELECT member.id, argument.id, argument.debate_id,
    (ARRAY['agree', 'unsure', 'disagree'])[1 + (member.id + argument.id) %% 3],
    false, false, 1, now(), now()
FROM (SELECT id, debate_id, author_id FROM debates_argument
    WHERE debate_id = %s ORDER BY id LIMIT 1000) AS argument,
    (SELECT id FROM accounts_user WHERE username LIKE 'bulk-%%') AS member
"""
CLIENTS = 200


def in_bulk(debate: Debate) -> list[Row]:
    """50,000 votes by one statement: 50 new members on each of 1,000 arguments."""
    User.objects.bulk_create(User(username=f"bulk-{n:03}", password="!") for n in range(50))
    with transaction.atomic(), connection.cursor() as cursor:
        began = time.perf_counter()
        cursor.execute(BULK, [debate.pk])
        seconds, votes = time.perf_counter() - began, cursor.rowcount
        transaction.set_rollback(True)
    return [Row(f"{votes:,} votes by one statement", f"{seconds:.2f} s", "≤ 1 s", seconds <= 1)]


def imported() -> list[Row]:
    folder = DATA / "polis" / "canadian-electoral-reform"
    if not folder.exists():
        return [Row("import_polis", f"not measured: {folder.name} is not at hand")]
    connection.close()  # Plans that bulk left in this session are not those of one vote.
    began = time.perf_counter()
    call_command("import_polis", str(folder), verbosity=0)
    seconds = time.perf_counter() - began
    rate = 12_018 / seconds
    return [Row("import_polis, 12,018 votes", f"{rate:,.0f}/s", "≥ 1,000/s", rate >= 1_000)]


def figures(server: Server, debate: Debate, clients: list[Client], seconds: float) -> list[Row]:
    standing = Argument.objects.filter(debate=debate, hidden_at=None)
    arguments = list(standing.values_list("pk", flat=True)[:4_000])
    api = "/api/v1/arguments/{}"

    def spread(path: str, method: str, body: dict[str, str]) -> Callable[[int, int], Ask]:
        def ask(client: int, turn: int) -> Ask:
            argument = arguments[(client * 500 + turn) % len(arguments)]
            member = clients[(client + 8 * turn) % len(clients)]
            headers = member.bearer if path.startswith(api) else member.session
            said = {
                key: f"{words} {client}/{turn}" if key == "statement" else words
                for key, words in body.items()
            }
            return Ask(path.format(argument), method, headers, said)

        return ask

    answer = {"kind": "counterclaim", "statement": "It does not follow.", "reasoning": "Why so?"}
    asks = {
        "bare": spread("/bench/vote/{}", "POST", {}),
        "vote": spread(api + "/vote", "PUT", {"position": "disagree"}),
        "reply": spread(api + "/replies", "POST", answer),
    }
    for ask in asks.values():
        load(server.port, ask, seconds=0.5)
    done = {what: load(server.port, ask, seconds=seconds) for what, ask in asks.items()}
    bare, vote, reply = done["bare"], done["vote"], done["reply"]
    rows = [Row("bare upsert of a vote", f"{bare.per_second:.0f}/s {bare.failed or ''}")]
    for what, one, least in (("vote", vote, 0.6), ("reply", reply, 0.5)):
        ratio = one.per_second / bare.per_second
        rows.append(
            Row(
                f"{what} by the API against bare",
                f"{one.per_second:.0f}/s, {ratio:.2f} × {one.failed or ''}",
                f"≥ {least} ×",
                ratio >= least and not one.failed,
            )
        )
    return [*rows, _on_one(server, arguments[-1], clients)]


def _on_one(server: Server, argument: int, clients: list[Client]) -> Row:
    """200 clients vote on one argument, five times each."""

    def ask(client: int, turn: int) -> Ask | None:
        position = ("agree", "unsure", "disagree")[(client + turn) % 3]
        path = f"/api/v1/arguments/{argument}/vote"
        return (
            Ask(path, "PUT", clients[client].bearer, {"position": position}) if turn < 5 else None
        )

    done = load(server.port, ask, clients=CLIENTS, seconds=120)
    tally = Tally.objects.get(pk=argument)
    counted = tally.agree + tally.unsure + tally.disagree
    votes = Vote.objects.filter(argument=argument).exclude(position=None).count()
    exact = counted == votes and not done.failed
    return Row(
        f"{CLIENTS} clients on one argument",
        f"{done.per_second:.0f}/s, tally {counted}, votes {votes}, failed {done.failed or 'none'}",
        "no error, exact",
        exact,
    )
