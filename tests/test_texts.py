"""What people type, made fit to keep or refused at its field."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debates import text
from debates.actions.fitting import Fitting
from debates.rules import Unfit


def fit(value: str, *, most: int = 300, blank: bool = False) -> str:
    with Fitting() as fitting:
        fitted = fitting.line("statement", value, most=most, blank=blank)
    return fitted  # noqa: RET504 - only after the block is it known to be fit


def why_unfit(value: str) -> str:
    with pytest.raises(Unfit) as caught:
        fit(value)
    return caught.value.errors["statement"].code


def test_a_line_is_one_line_in_nfc() -> None:
    assert fit("  Cafe\u0301\r\n\tis \u2003 open\u2028 ") == "Caf\u00e9 is open"


def test_lines_end_in_one_way() -> None:
    assert text.as_lines("\na\r\nb\rc\u2028d\n\n") == "a\nb\nc\nd"


@pytest.mark.parametrize(
    "nothing",
    [
        "",
        " ",
        "\u200b",
        "\u00ad\u2060\ufeff",
        "\u202e\u2066",
        "\u3164",
        "\u2800",
        "\u0301",
        "\ufe0f",
    ],
)
def test_a_statement_has_something_to_see(nothing: str) -> None:
    assert why_unfit(nothing) == "blank"
    assert fit(nothing, blank=True) == ""


@pytest.mark.parametrize("broken", ["a\0b", "a\ud800", "\udfff", "\0"])
def test_what_cannot_be_kept_is_said_to_be(broken: str) -> None:
    assert why_unfit(broken) == "unreadable"


def test_characters_are_counted_as_people_count_them() -> None:
    assert fit("🦊" * 300) == "🦊" * 300
    with pytest.raises(Unfit) as caught:
        fit("🦊" * 302)
    reason = caught.value.errors["statement"]
    assert (reason.code, reason.text) == (
        "too_long",
        "This is 2 characters too long: 300 fit.",
    )
    assert fit("e\u0301" * 300) == "\u00e9" * 300


def test_every_field_is_named_at_once() -> None:
    with pytest.raises(Unfit) as caught, Fitting() as fitting:  # noqa: PT012 - at its end
        fitting.line("statement", "", most=300)
        fitting.lines("reasoning", "a" * 11, most=10)
    assert {field: why.code for field, why in caught.value.errors.items()} == {
        "statement": "blank",
        "reasoning": "too_long",
    }


@given(st.text(max_size=100))
def test_a_fitted_line_is_fit(written: str) -> None:
    try:
        line = fit(written)
    except Unfit:
        return
    assert line == unicodedata.normalize("NFC", line) == " ".join(line.split())
    assert 1 <= len(line) <= 300
    assert fit(line) == line
