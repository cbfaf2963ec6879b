"""Making texts fit to keep, or saying at which field they are not."""

from collections.abc import Callable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from debates import text
from debates.exchange.identifiers import Credentials, NoIdentifier, web_address
from debates.rules import why_not_recognised
from debates.rules.reasons import Reason, Unfit


class Fitting:
    """Collects what is unfit, so that one answer names every field.

    >>> with Fitting() as fit:
    ...     statement = fit.line("statement", statement, most=300)
    """

    def __init__(self) -> None:
        self.errors: dict[str, Reason] = {}

    def __enter__(self) -> "Fitting":
        return self

    def __exit__(self, kind: type[BaseException] | None, *_traceback: object) -> None:
        if kind is None and self.errors:
            raise Unfit(self.errors)

    def line(self, field: str, value: str, *, most: int, blank: bool = False) -> str:
        """One line of plain text, 1 to `most` characters, with something to see in it."""
        return self._judge(field, value, text.as_line, most, blank)

    def lines(self, field: str, value: str, *, most: int, blank: bool = True) -> str:
        """A text of several lines, `most` characters at the most."""
        return self._judge(field, value, text.as_lines, most, blank)

    def choice(self, field: str, value: str, among: Sequence[str]) -> str:
        """One of these words."""
        if value not in among:
            why = _("Choose one of %(them)s.") % {"them": ", ".join(among)}
            self.refuse(field, "unknown", why)
        return value

    def address(
        self,
        field: str,
        value: str,
        *,
        form: Callable[[str], str] = web_address,
        blank: bool = False,
    ) -> str:
        """A web address that can be shown, in this form."""
        if not value.strip():
            if not blank:
                self.refuse(field, "blank", _("Please write something here."))
            return ""
        try:
            return form(value)
        except Credentials as problem:
            reason = why_not_recognised("url", problem)
            self.refuse(field, reason.code, reason.text)
        except NoIdentifier:
            why = _("This is no web address that can be shown. One begins with https://.")
            self.refuse(field, "no_address", why)
        return ""

    def refuse(self, field: str, code: str, why: str) -> None:
        self.errors.setdefault(field, Reason(code, why))

    def _judge(
        self, field: str, value: str, shape: Callable[[str], str], most: int, blank: bool
    ) -> str:
        if not text.is_readable(value):
            self.refuse(field, "unreadable", _("This holds characters that cannot be kept."))
            return ""
        shaped = shape(value)
        if not text.has_something_visible(shaped):
            if not blank:
                self.refuse(field, "blank", _("Please write something here."))
            return ""
        if len(shaped) > most:
            over = len(shaped) - most
            self.refuse(
                field,
                "too_long",
                ngettext(
                    "This is %(over)d character too long: %(most)d fit.",
                    "This is %(over)d characters too long: %(most)d fit.",
                    over,
                )
                % {"over": over, "most": most},
            )
        return shaped
