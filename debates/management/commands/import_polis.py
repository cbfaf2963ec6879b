"""`import_polis`: a conversation of Polis becomes a debate, vote by vote."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from tqdm import tqdm

from accounts import clock
from accounts.models import User
from debates.actions.imports import CannotImport, import_conversation
from debates.actions.landscapes import draw_landscape
from debates.actions.scores import refresh_all_scores
from debates.exchange.polis import FILES, Conversation, Unreadable, read_conversation

SHOWN = 20


class Command(BaseCommand):
    help = f"Import a conversation of Polis from a folder with {', '.join(FILES)}."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, metavar="DIR")
        parser.add_argument("--question", default="", help="instead of the conversation's topic")
        parser.add_argument("--by", metavar="NAME", help="the staff member who opens the debate")

    def handle(self, *args: Any, **options: Any) -> None:
        conversation = _read(options["folder"])
        by = _staff(options["by"]) if options["by"] else _importer()
        quiet = options["verbosity"] == 0
        bar = tqdm(total=len(conversation.ballots), unit=" votes", disable=quiet)
        try:
            with bar:
                done = import_conversation(
                    conversation, question=options["question"], by=by, progress=bar.update
                )
        except CannotImport as error:
            raise CommandError(f"Nothing was imported. {error}") from None
        refresh_all_scores()
        draw_landscape(done.debate)
        if not quiet:
            self.stdout.write(
                f"{len(conversation.statements)} statements, {done.done - done.skipped} votes; "
                f"skipped {done.skipped} votes of authors on their own statements: "
                f"/debates/{done.debate.slug}/"
            )


def _read(folder: Path) -> Conversation:
    files = {}
    for name in FILES:
        try:
            files[name] = (folder / name).read_bytes()
        except FileNotFoundError:
            continue  # Named with all else that is wrong.
        except OSError as error:
            raise CommandError(f"{folder / name} cannot be read: {error.strerror}.") from None
    try:
        return read_conversation(files)
    except Unreadable as error:
        shown = error.problems[:SHOWN]
        if more := len(error.problems) - SHOWN:
            shown += [f"… and {more} more."] if more > 0 else []
        raise CommandError(
            "Nothing was imported. Put these right first:\n" + "\n".join(shown)
        ) from None


def _staff(name: str) -> User:
    member = User.objects.filter(username=name, is_active=True).first()
    if member is None or not member.is_staff:
        raise CommandError(f"{name!r} is no staff member: only staff import.")
    return member


@transaction.atomic
def _importer() -> User:
    """Whoever opens what no staff member puts a name to; nobody signs in as it."""
    importer, made = User.objects.get_or_create(
        username="importer", defaults={"verified_at": clock.now()}
    )
    if made:
        importer.set_unusable_password()
        importer.save(update_fields=["password"])
    return importer
