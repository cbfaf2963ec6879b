"""What is measured, and what has to hold. Ratios are taken in one run, on one machine."""

from django.core.management import call_command
from django.db import connection

from bench import (
    bibliography,
    merging,
    moderation,
    moderation_bulk,
    reading,
    scoring,
    seeds,
    sources,
    splitting,
    writing,
)
from bench.row import Row
from bench.server import serving

MEMBERS = 1_000
"""So many share the load, so that none of them meets a limit."""


def measure(*, quick: bool, seconds: float) -> list[Row]:
    """Every figure. `quick` leaves out the largest debate."""
    print("Making the debates…", flush=True)
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    debates = seeds.make_debates(seeds.SIZES[:-1] if quick else seeds.SIZES)
    clients = seeds.make_clients(MEMBERS)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    rows = [*writing.in_bulk(debates[10_000]), *writing.imported()]
    with serving() as server:
        print("Measuring…", flush=True)
        rows += reading.figures(server, debates, clients, seconds)
        rows += writing.figures(server, debates[max(debates)], clients, seconds)
    rows += scoring.figures(debates[max(debates)])
    rows += sources.figures(debates[min(debates)])
    rows += bibliography.figures()
    rows += moderation_bulk.figures(debates[10_000])
    rows += moderation.figures(debates[min(debates)], debates[10_000], clients[0])
    rows += merging.figures()
    rows += splitting.figures()
    return rows


def as_table(rows: list[Row]) -> str:
    heads = ("what", "measured", "demanded", "holds")
    says = {None: "", True: "yes", False: "NO"}
    cells = [heads, *((row.what, row.measured, row.demanded, says[row.holds]) for row in rows)]
    widths = [max(len(cell[column]) for cell in cells) for column in range(4)]
    lines = [
        "| "
        + " | ".join(text.ljust(width) for text, width in zip(cell, widths, strict=True))
        + " |"
        for cell in cells
    ]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(lines)
