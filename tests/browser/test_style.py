"""Every status of a synthesis, made from real rows, as axe sees it and on a narrow screen."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.management import call_command
from django.test import Client
from playwright.sync_api import Page
from pytest_django.fixtures import Settings

from debates.models import Endorsement, Status

OpenPage = Callable[..., Page]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_status_is_there_and_fits(
    open_page: OpenPage, settings: Settings, scheme: str
) -> None:
    settings.LOCAL = True
    call_command("load_demo", verbosity=0)
    assert set(Endorsement.objects.values_list("status", flat=True)) == set(Status.values)
    page = open_page(width=320, scheme=scheme)
    page.goto("/style/")
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    assert [one["id"] for one in Axe().run(page).response["violations"]] == []
    for status in Status:
        assert page.get_by_text(str(status.label), exact=True).count()
    assert page.get_by_text("out of date").count() == 1


def test_no_other_start_has_the_page(transactional_db: None) -> None:
    assert Client().get("/style/").status_code == 404
