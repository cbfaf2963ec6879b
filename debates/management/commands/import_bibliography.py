"""`import_bibliography`: the entries of a file are listed in a debate."""

import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from accounts import limits
from accounts.models import User
from debates.actions.intakes import take_in, work_through
from debates.exchange.entries import Unreadable, count, decoded, format_of
from debates.models import Debate
from debates.rules import Refused, Unfit


class Command(BaseCommand):
    help = "List the works of a BibTeX or CSL-JSON file in the bibliography of a debate."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--debate", required=True, metavar="SLUG")
        parser.add_argument("--by", metavar="NAME", help="whoever lists them; else its opener")

    def handle(self, *args: Any, **options: Any) -> None:
        text = _read(options["file"])
        debate, by = _debate(options["debate"], options["by"])
        quiet = options["verbosity"] == 0
        try:
            with limits.lifted():
                intake = take_in(debate, text, format=format_of(text), by=by)
        except (Refused, Unfit) as why:
            raise CommandError(f"Nothing was listed. {why}") from None
        with tqdm(total=count(text, intake.format), unit=" entries", disable=quiet) as bar:
            while not intake.ended_at:  # A worker that was faster is watched.
                work_through(intake.pk, progress=bar.update)
                intake.refresh_from_db()
                bar.update(intake.done - bar.n)
                time.sleep(0 if intake.ended_at else 0.5)
        for one in intake.problems:
            where = f"line {one['line']}, {one['key'] or 'no key'}: " if one["line"] else ""
            self.stderr.write(f"{where}{one['why']}")
        if not quiet:
            self.stdout.write(f"Listed {intake.listed} of {intake.done} entries.")


def _read(file: Path) -> str:
    try:
        return decoded(file.read_bytes())
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}.") from None
    except Unreadable as why:
        raise CommandError(f"{file}: {why}") from None


def _debate(slug: str, name: str | None) -> tuple[Debate, User]:
    """The debate, as whoever lists sees it."""
    found = Debate.objects.filter(slug=slug).select_related("opened_by").first()
    if found is None:
        raise CommandError(f"There is no debate {slug!r}.")
    by = User.objects.filter(username=name, is_active=True).first() if name else found.opened_by
    if by is None:
        raise CommandError(f"There is no member {name!r}.")
    return Debate.objects.with_standing_of(by).get(pk=found.pk), by
