"""`remove_demo`: takes the demo debate and its members away, on local starts."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import ProgrammingError

from debates.actions.removing import OthersWrote, remove_demo


class Command(BaseCommand):
    help = "Remove the demo debate and the demo members."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--with-what-others-wrote",
            action="store_true",
            help="also what members of this site wrote into the demo debate",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError("The record is not rewritten in production; there is no demo there.")
        try:
            removed = remove_demo(with_what_others_wrote=options["with_what_others_wrote"])
        except OthersWrote as error:
            raise CommandError(
                f"Others wrote {error.count} arguments, remarks or pieces of evidence into the "
                "demo debate. Nothing was removed. To remove them too: --with-what-others-wrote."
            ) from None
        except ProgrammingError as error:
            raise CommandError(
                f"Only the owner of the tables can remove the demo: {error}"
            ) from None
        if options["verbosity"]:
            self.stdout.write("Removed the demo." if removed else "There is no demo to remove.")
