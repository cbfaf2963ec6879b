"""The site's one row for each work that is cited."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from accounts import clock, limits
from accounts.models import User
from debates import text
from debates.actions.acting import act
from debates.actions.fitting import Fitting
from debates.exchange.csl import TYPE_OF_KIND
from debates.exchange.works import VARIABLES, NoDate, date_in, facts_of, identified, names_in
from debates.models import Debate, Event, Source
from debates.rules import (
    Stale,
    debates_about,
    edition_of,
    recognise,
    refuse_if,
    why_not_edit_source,
    why_not_merge,
    why_not_recognised,
)

KNOWN_BY_NAME = {Source.Kind.BOOK, Source.Kind.LAW, Source.Kind.TESTIMONY}
"""What may have neither an address nor a number, author or year."""

# Whether it is a private debate's own is read as it is written, so that opening the debate
# to others, which takes its sources along, misses none.
MAKE = """
INSERT INTO debates_source (debate_id, csl, kind, words, reference, added_by_id, added_at)
SELECT CASE WHEN visibility = 'private' THEN id END, %(csl)s, %(kind)s, %(words)s, '', %(by)s,
    %(now)s
FROM debates_debate WHERE id = %(debate)s FOR SHARE
RETURNING *
"""


@dataclass(frozen=True)
class Cited:
    """A source as a member describes it. `url` may hold any address or number that it is known by.

    `authors` has one to a line, `published` a year, a month or a day.
    """

    title: str
    url: str = ""
    doi: str = ""
    kind: str = Source.Kind.OTHER
    isbn: str = ""
    arxiv: str = ""
    pmid: str = ""
    authors: str = ""
    published: str = ""
    container: str = ""
    publisher: str = ""


def fit_source(cited: Cited, fit: Fitting, *, at: str = "source/") -> dict[str, Any]:
    """The source as CSL-JSON, its address and numbers in the one form that each is known by.

    `at` is where what is unfit stands.
    """
    fit.choice(f"{at}kind", cited.kind, Source.Kind.values)
    described = _described(cited, fit, at)
    numbers, problems = identified(asdict(cited))
    for field, problem in problems.items():
        reason = why_not_recognised(field, problem)
        fit.refuse(f"{at}{field}", reason.code, reason.text)
    is_known_by = numbers or problems or cited.kind in KNOWN_BY_NAME
    if not (is_known_by or cited.authors.strip() or cited.published.strip()):
        why = _("Give an address, or a number such as a DOI or ISBN; else say who made it or when.")
        fit.refuse(f"{at}url", "nowhere", why)
    return {"type": TYPE_OF_KIND.get(cited.kind, "document")} | described | numbers


def _described(cited: Cited, fit: Fitting, at: str) -> dict[str, Any]:
    csl: dict[str, Any] = {
        "title": fit.line(f"{at}title", cited.title, most=300),
        "author": names_in(fit.lines(f"{at}authors", cited.authors, most=20_000)),
        "container-title": fit.line(f"{at}container", cited.container, most=300, blank=True),
        "publisher": fit.line(f"{at}publisher", cited.publisher, most=300, blank=True),
    }
    if any(len(part) > 200 for name in csl["author"] for part in name.values()):
        fit.refuse(f"{at}authors", "too_long", _("A name has 200 characters at most."))
    try:
        if cited.published.strip():
            csl["issued"] = date_in(cited.published)
    except NoDate:
        why = _("Write a year or a day: 2019, 2019-05 or 2019-05-17.")
        fit.refuse(f"{at}published", "no_date", why)
    return {name: value for name, value in csl.items() if value}


def the_source(csl: Mapping[str, Any], kind: str, *, cited_in: Debate, by: User) -> Source:
    """The one row for this work: the one that the debate or the site knows, else a new one.

    `csl` is fitted. What a private debate cites first is its own.
    """
    if known := recognise(csl, cited_in):
        return known
    values = {
        "csl": json.dumps(csl),
        "kind": kind,
        "words": text.title_key(csl["title"]),
        "by": by.pk,
        "now": clock.now(),
        "debate": cited_in.pk,
    }
    try:
        with transaction.atomic():
            return next(iter(Source.objects.raw(MAKE, values)))
    except IntegrityError:
        if known := recognise(csl, cited_in):
            return known  # Somebody was faster.
        raise


@act
def edit_source(source: Source, cited: Cited, *, read: int, by: User) -> Source:
    """Says better what a source is. What `cited` leaves as it was stays, and so does all else.

    `read` is the edition that the editor saw. Raises Stale when it is another one by now.
    """
    limits.spend("evidence", by)  # Before the lock, as whoever cites: else two windows deadlock.
    source = Source.objects.select_for_update().get(pk=source.pk)
    refuse_if(why_not_edit_source(by, source))
    if edition_of(source) != read:
        raise Stale(source)
    with Fitting() as fit:
        csl = fit_source(cited, fit, at="")
    before = facts_of(source.csl)
    changed = {fact for fact, now in before.items() if getattr(cited, fact) != now}
    replaced = {variable for fact in changed for variable in VARIABLES[fact]}
    replaced |= {"type"} if cited.kind != source.kind else set()
    source.csl = csl | {name: it for name, it in source.csl.items() if name not in replaced}
    source.kind, source.words = cited.kind, text.title_key(csl["title"])
    source.save(update_fields=["csl", "kind", "words"])
    source.refresh_from_db()
    _record(Event.Kind.SOURCE_EDITED, debates_about(source), by=by)
    return source


@act
def merge_sources(gone: Source, *, into: Source, by: User) -> Source:
    """Makes two sources one: all that cites, lists or retracts `gone` is about `into` then."""
    limits.spend("evidence", by)  # Before the locks, as whoever cites.
    with connection.cursor() as cursor:
        cursor.execute("SELECT one_merge_at_a_time()")
    both = Source.objects.select_for_update().order_by("pk").in_bulk([gone.pk, into.pk])
    gone, into = both[gone.pk], both[into.pk]
    refuse_if(why_not_merge(by, gone, into))
    debates = list(debates_about(gone))
    with connection.cursor() as cursor:
        cursor.execute("SELECT merge_source(%s, %s)", [gone.pk, into.pk])
    _record(Event.Kind.SOURCES_MERGED, debates, by=by)
    into.refresh_from_db()
    return into


def _record(kind: Event.Kind, debates: Iterable[Debate], *, by: User) -> None:
    Event.objects.bulk_create(
        Event(kind=kind, debate=debate, by=by, at=clock.now()) for debate in debates
    )
