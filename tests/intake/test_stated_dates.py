"""Dates that pages and rows state of themselves."""

from __future__ import annotations

import pytest

from chancery.intake.stated_dates import parse_stated, parse_value


@pytest.mark.parametrize(
    ("words", "edtf"),
    [
        ("2019-01-04", "2019-01-04"),
        ("2019-01-04T23:30:00-05:00", "2019-01-04"),
        ("Friday, January 4, 2019", "2019-01-04"),
        ("4 January 2019", "2019-01-04"),
        ("4th of January 2019", "2019-01-04"),
        ("Fri, 04 Jan 2019 10:00:00 GMT", "2019-01-04"),
        ("04.01.2019", "2019-01-04"),
        ("25/12/2019", "2019-12-25"),
        ("12/25/2019", "2019-12-25"),
        ("03/04/2019", "2019"),  # either order is possible: only the year is certain
        ("January 2019", "2019-01"),
        ("2019-01", "2019-01"),
        ("2019", "2019"),
        ("20190104", "2019-01-04"),
        ("2019-01-04/2019-01-06", "2019-01-04/2019-01-06"),
        ("3 hours ago", ""),
        ("January 4", ""),
        ("30 February 2019", ""),
        ("", ""),
    ],
)
def test_parse_stated(words: str, edtf: str) -> None:
    assert parse_stated(words).edtf == edtf


def test_numbers_are_seconds_or_milliseconds_or_years() -> None:
    assert parse_value(1546560000).edtf == "2019-01-04"
    assert parse_value(1546560000000).edtf == "2019-01-04"
    assert parse_value("1546560000").edtf == "2019-01-04"
    assert parse_value(2019).edtf == "2019"
    assert parse_value(20190104).edtf == "2019-01-04"
    assert parse_value(None).edtf == ""
    assert parse_value(True).edtf == ""
