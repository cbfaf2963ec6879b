"""Handing in a bibliography in a real browser: its progress moves on by itself."""

from collections.abc import Callable
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from debates.actions.intakes import work_through
from debates.actions.references import write_references
from debates.models import Intake
from tests.browser.sessions import sign_in
from tests.factories import a_claim, a_debate, a_member, some_evidence

BIBTEX = r"""
@book{mill, author={Mill, John Stuart}, title={On Liberty}, year=1859, publisher={Parker}}
@article{walk, author={M{\"u}ller, Anna and van der Berg, Jan}, title={Who walks in which streets,
  and why so many stopped}, journal={Journal of Streets \& Squares}, volume=12, number=3,
  pages={1--20}, year=2020, doi={10.1000/walk}}
@online{city, author={{City of Graz}}, title={Trams}, year=2021, url={https://example.org/trams}}
@book{open, title={Not closed,
@dataset{counts, author={Berg, Ada}, title={Counts}, year=2019, url={https://example.org/counts},
  isbn={978-0-306-40615-8}}
"""


def test_the_progress_of_a_bibliography_moves_on_by_itself(
    open_page: Callable[..., Page], no_limits: None, tmp_path: Path
) -> None:
    member = a_member()
    debate = a_debate("Should cities be free of cars?", by=member)
    some_evidence(a_claim(debate), title="An essay on squares", by=member)
    file = tmp_path / "list.bib"
    file.write_text(BIBTEX)
    page = open_page()
    sign_in(page, member)
    page.goto(f"/debates/{debate.slug}/bibliography/")
    page.get_by_role("link", name="Add a bibliography").click()
    page.get_by_label("File").set_input_files(file)
    page.get_by_role("button", name="Add the bibliography").click()
    expect(page.get_by_text("Waiting for its turn.")).to_be_visible()
    work_through(Intake.objects.get().pk)
    write_references()
    expect(page.get_by_text("4 entries are listed.")).to_be_visible()
    expect(page.get_by_text("Line 7")).to_be_visible()
    assert Axe().run(page).response["violations"] == []
    page.get_by_role("link", name="Open the bibliography").click()
    expect(page.get_by_text("Müller, A. and van der Berg, J. (2020)")).to_be_visible()
    assert Axe().run(page).response["violations"] == []
