"""Symbols: which forms can be written, what comes next, and which are the same."""

import pytest

from jointstatement.text.symbols import counts_by_year, folded, is_form, next_in_row, symbol_of


def test_symbol_is_written_as_its_form_says() -> None:
    shown = [symbol_of(form, year=2026, number=7) for form in ("RCF/{year}/{number}", "MC.{number}/{short_year}")]

    assert shown == ["RCF/2026/7", "MC.7/26"]
    assert [counts_by_year(form) for form in ("RCF/{year}/{number}", "{number}/{short_year}", "No. {number}")] == [
        True,
        True,
        False,
    ]


@pytest.mark.parametrize("form", ["RCF", "{number}/{number}", "{year}", "{number}/{month}", "{number}}", "{number:3}"])
def test_form_without_one_number_or_with_other_braces_is_none(form: str) -> None:
    assert not is_form(form)


def test_next_in_the_row_leaves_out_what_is_taken_however_it_was_typed() -> None:
    taken = {folded("rcf/2026/3"), folded("RCF/2026/4 "), folded("ＲＣＦ/2026/5")}

    assert next_in_row("RCF/{year}/{number}", year=2026, last=2, taken=taken) == 6
    assert next_in_row("RCF/{year}/{number}", year=2027, last=0, taken=taken) == 1
