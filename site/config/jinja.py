"""The Jinja2 environment that draws all our own pages."""

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext, npgettext, pgettext
from django_htmx.jinja import htmx_script
from jinja2 import Environment, StrictUndefined, select_autoescape

from debates.models import Ruling, Status
from debates.rules import title_of


def environment(**options: Any) -> Environment:
    """What templates can rely on: `_`, `ngettext`, `url()`, `static()`; an undefined name fails."""
    ours = {
        "autoescape": select_autoescape(enabled_extensions=("html", "xml"), default=False),
        "undefined": StrictUndefined,
        "trim_blocks": True,
        "lstrip_blocks": True,
        "extensions": ["jinja2.ext.i18n"],
        "cache_size": -1,
    }
    made = Environment(**options | ours)  # noqa: S701 - only the texts of mails are not escaped
    made.policies["ext.i18n.trimmed"] = True
    made.install_gettext_callables(  # type: ignore[attr-defined]  # the extension adds it
        gettext, ngettext, newstyle=True, pgettext=pgettext, npgettext=npgettext
    )
    made.globals.update(
        htmx_script=htmx_script,
        is_local=is_local,
        reverse=reverse,
        ruling_role=ruling_role,
        static=static,
        status_words=status_words,
        title_of_rule=title_of,
        url=url,
    )
    made.filters.update(
        capfirst=capfirst, day=day, decimals=decimals, moment=moment, percent=percent
    )
    return made


def is_local() -> bool:
    """Whether this is a local start, which shows its mail and lends demo members."""
    return bool(settings.LOCAL)


def url(name: str, *args: Any, **kwargs: Any) -> str:
    """The address of a view, with the parts of the path as they are read: `url('name', 12)`."""
    return reverse(name, args=args, kwargs=kwargs)


def ruling_role(code: str | None) -> str:
    """By which right it was ruled, in words."""
    return str(Ruling.Role(code).label) if code in Ruling.Role.values else ""


def status_words(code: str) -> str:
    """How a synthesis stands with its sides, in words."""
    return str(Status(code).label)


def decimals(value: float) -> str:
    """A number between 0 and 1, as .58; 1 as 1.00."""
    return f"{value:.2f}".removeprefix("0")


def percent(share: float) -> str:
    """A share as whole per cents, without the sign."""
    return f"{100 * share:.0f}"


def day(when: date) -> str:
    """A date as people write it: Nov. 23, 2026."""
    here = timezone.localtime(when) if isinstance(when, datetime) else when
    return formats.date_format(here, "DATE_FORMAT")


def moment(when: datetime) -> str:
    """A date with its time."""
    return formats.date_format(timezone.localtime(when), "DATETIME_FORMAT")
