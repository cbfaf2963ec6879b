"""`make bench`: the figures, as a table."""

import os
import sys
import tempfile
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql


@contextmanager
def own_database() -> Iterator[None]:
    """A database of our own on the server that DATABASE_URL names, dropped afterwards."""
    given, name = os.environ["DATABASE_URL"], f"dialectic_bench_{os.getpid()}"
    with psycopg.connect(given, autocommit=True) as server:
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        os.environ["DATABASE_URL"] = urlunsplit(urlsplit(given)._replace(path=f"/{name}"))
        try:
            yield
        finally:
            drop = sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name))
            server.execute(drop)


def main() -> int:
    parser = ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="no debate of 100,000")
    parser.add_argument("--seconds", type=float, default=8, help="for each measurement")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="dialectic-bench-") as var, own_database():
        os.environ |= {
            "DIALECTIC_MODE": "local",
            "DIALECTIC_VAR": var,
            "DJANGO_SETTINGS_MODULE": "bench.settings",
            "SECRET_KEY": "measured with this key and nothing else, ever and anywhere",
            "DEBUG": "0",
            "PYTHONPATH": os.pathsep.join(["site", "."]),
        }
        import django

        django.setup()
        from bench import figures

        rows = figures.measure(quick=options.quick, seconds=options.seconds)
        print(figures.as_table(rows))
    return 0 if all(row.holds is not False for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
