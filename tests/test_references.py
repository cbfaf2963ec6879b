"""How a bibliography names a work."""

from typing import Any

import pytest

from debates.exchange.references import styled_reference

STUDY = {
    "type": "article-journal",
    "title": "Reward hacking",
    "author": [{"family": "Doe", "given": "Jane"}],
    "container-title": "Journal of Things",
    "issued": {"date-parts": [[2021]]},
}


@pytest.mark.parametrize("placed", [{}, {"issue": "3"}, {"volume": "3"}, {"page": "1-9"}])
def test_what_is_in_a_journal_is_no_preprint_for_want_of_pages(placed: dict[str, Any]) -> None:
    reference = styled_reference(STUDY | placed)
    assert "<i>Journal of Things</i>" in reference
    assert "Preprint" not in reference
