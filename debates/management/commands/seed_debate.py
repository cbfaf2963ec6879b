"""`seed_debate`: a debate of any size, for seeing and measuring how the site bears it."""

import random
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.text import slugify
from tqdm import tqdm

from accounts import clock, limits
from accounts.models import User
from debates.actions.seeding import Size, seed_debate
from debates.exchange.statements import statements_in
from debates.models import Debate


class Command(BaseCommand):
    help = "Make a large debate by bulk insert, out of the statements of a text."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--arguments", type=int, required=True, metavar="N")
        parser.add_argument("--votes", type=int, default=0, metavar="M")
        parser.add_argument(
            "--text",
            type=Path,
            required=True,
            metavar="FILE",
            help="a statement a line, or a JSON list of objects with '…statement' fields",
        )
        parser.add_argument("--members", type=int, help="who argue and vote; 1,000 or as needed")
        parser.add_argument(
            "--chain", type=int, default=0, help="so many answer one another in line"
        )
        parser.add_argument("--question", default="What follows from all of this?")
        parser.add_argument("--slug", default="", help="the debate's address")
        parser.add_argument(
            "--seed", type=int, default=1, help="the same seed makes the same debate"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        statements = _read(options["text"])
        slug = slugify(options["slug"])
        if slug and Debate.objects.filter(slug=slug).exists():
            raise CommandError(f"There is a debate {slug!r} already: choose another --slug.")
        arguments, votes = options["arguments"], options["votes"]
        members = options["members"] or max(1_000, 3 * votes // max(arguments, 1) + 2)
        try:
            size = Size(arguments, votes, members, options["chain"])
        except ValueError as error:
            raise CommandError(str(error)) from None
        quiet = options["verbosity"] == 0
        with limits.lifted(), tqdm(total=arguments + votes, unit=" rows", disable=quiet) as bar:
            debate = seed_debate(
                options["question"],
                statements,
                size,
                by=_opener(),
                chance=random.Random(options["seed"]),  # noqa: S311 - not for secrets
                slug=slug,
                progress=bar.update,
            )
        if not quiet:
            self.stdout.write(f"{arguments:,} arguments and {votes:,} votes: {debate.slug}")


def _read(place: Path) -> list[str]:
    try:
        return statements_in(place.read_text(encoding="utf-8"))
    except OSError as error:
        raise CommandError(f"{place} cannot be read: {error.strerror}.") from None
    except ValueError as error:
        raise CommandError(f"{place} cannot be used. {error}") from None


@transaction.atomic
def _opener() -> User:
    """The member who opens what is seeded; made once, and nobody signs in as it."""
    opener, made = User.objects.get_or_create(
        username="seeder", defaults={"verified_at": clock.now()}
    )
    if made:
        opener.set_unusable_password()
        opener.save(update_fields=["password"])
    return opener
