"""A source on a host of tests, and the worker looking at it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from accounts import limits
from accounts.models import User
from debates.actions.looking_up import look_up_source
from debates.actions.suggestions import ask_for_suggestion
from debates.models import Argument, Source, Suggestion
from tests.factories import some_evidence
from tests.hosts import Host, page, serving

PAGE = """<title>Trams</title><meta name="citation_title" content="Trams and their riders">
<meta name="citation_author" content="Ortega, Ana">
<meta name="citation_publication_date" content="2021/05/03">
<meta name="citation_journal_title" content="Journal of Cities">"""
TITLE = "Trams and their riders"


def cited(claim: Argument, by: User, url: str) -> Source:
    return some_evidence(claim, by=by, url=url, title="trams").source


@contextmanager
def site(**answers: bytes) -> Iterator[Host]:
    with serving({f"/{path}": answer for path, answer in answers.items()}) as host:
        yield host


def found(source: Source, by: User, **answers: bytes) -> Suggestion:
    """Asks, and lets the worker look at a site that says this."""
    with limits.lifted():
        ask_for_suggestion(source, by=by)
    with site(**answers or {"trams": page(PAGE)}) as host:
        look_up_source(source.pk, fetch=host.fetch)
    return Suggestion.objects.get(source=source)


def jobs(source: Source) -> list[str]:
    """The tasks that wait to look at this source."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT task_name FROM procrastinate_jobs WHERE (args ->> 'source_id')::bigint = %s",
            [source.pk],
        )
        return [name for (name,) in cursor.fetchall()]
