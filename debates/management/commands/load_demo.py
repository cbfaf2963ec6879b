"""`load_demo`: the debate that a first start shows."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import IntegrityError

from debates.actions import demo
from debates.actions.landscapes import draw_landscape
from debates.actions.specimens import load_specimens


class Command(BaseCommand):
    help = "Load the demo debate with its members. A second time changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError("Demo members have no place in production: anyone signs in as one.")
        found = demo.find_demo()
        try:
            debate = found or demo.load_demo()
        except IntegrityError as error:
            raise CommandError(
                "The demo was not loaded: a member has the name of one of its members. "
                f"Load it into a fresh database. ({str(error).splitlines()[0]})"
            ) from None
        if not found:
            draw_landscape(debate)
            load_specimens()
        if options["verbosity"]:
            said = "The demo debate is there already" if found else "Loaded the demo debate"
            self.stdout.write(f"{said}: /debates/{debate.slug}/")
