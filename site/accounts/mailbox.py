"""The mail that a local start wrote to files instead of sending it."""

from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone

MOST = 50
BETWEEN = b"-" * 79
"""What Django's file backend writes between two mails."""


@dataclass(frozen=True)
class Mail:
    subject: str
    to: str
    sent_at: datetime
    text: str


def newest() -> list[Mail]:
    """The last mails, newest first."""
    folder = Path(getattr(settings, "EMAIL_FILE_PATH", settings.VAR / "mail"))
    files = sorted(folder.glob("*.log"), key=lambda file: file.stat().st_mtime, reverse=True)
    mails = [mail for file in files[:MOST] for mail in reversed(_in_file(file))]
    return sorted(mails, key=lambda mail: mail.sent_at, reverse=True)[:MOST]


def _in_file(file: Path) -> list[Mail]:
    parts = [part.strip(b"\n") for part in file.read_bytes().split(b"\n" + BETWEEN + b"\n")]
    return [_parsed(part) for part in parts if part.strip()]


def _parsed(written: bytes) -> Mail:
    message = message_from_bytes(written, _class=EmailMessage, policy=policy.default)
    body = message.get_body(("plain",))
    try:
        sent_at = parsedate_to_datetime(str(message["Date"]))
    except ValueError:
        sent_at = timezone.now()
    if timezone.is_naive(sent_at):  # Written as -0000: UTC, from nowhere in particular.
        sent_at = timezone.make_aware(sent_at, UTC)
    text = body.get_content() if body else ""
    return Mail(str(message["Subject"]), str(message["To"]), sent_at, text)
