"""`check_scores`: every score computed anew from the votes, beside the one that is kept."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from debates.actions.maturing import note_the_matured
from debates.actions.scores import refresh_all_scores
from debates.models import Debate
from debates.queries.drift import drift_of

SHOWN = 20


class Command(BaseCommand):
    help = "Compute all scores anew and report any that drifted. Drift is a bug: please report it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slugs", nargs="*", metavar="SLUG", help="only these debates")

    def handle(self, *args: Any, **options: Any) -> None:
        debates = Debate.objects.order_by("pk")
        if options["slugs"]:
            debates = debates.filter(slug__in=options["slugs"])
        note_the_matured()
        refresh_all_scores()  # What is noted and not yet drained is no drift.
        quiet = options["verbosity"] == 0
        drifted = []
        for debate in tqdm(debates, unit=" debates", disable=quiet):
            drifted += [f"{debate.slug}: {drift}" for drift in drift_of(debate)]
        if drifted:
            more = [f"… and {len(drifted) - SHOWN} more."] if len(drifted) > SHOWN else []
            raise CommandError("\n".join(["Scores drifted:", *drifted[:SHOWN], *more]))
        if not quiet:
            self.stdout.write("Every score is what follows from the votes.")
