"""Dates in words say what is known, and no more."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chancery.terms import Dated, PartialDate
from chancery.views.dating import date_label, date_phrase, length_in_words, since_phrase, sort_key


@pytest.mark.parametrize(
    ("edtf", "label", "phrase"),
    [
        ("2020-11-10", "10 November 2020", "on 10 November 2020"),
        ("2020-11", "November 2020", "in November 2020"),
        ("2020", "2020", "in 2020"),
        ("199X", "the 1990s", "in the 1990s"),
        ("2020-11~", "about November 2020", "about November 2020"),
        ("2020-21", "spring 2020", "in spring 2020"),
        ("2020-09~/2020-11", "about September 2020 to November 2020", "(about September 2020 to November 2020)"),
        ("2020-11-01/2020-11-05", "1 to 5 November 2020", "(1 to 5 November 2020)"),
        ("2020-09-27/2020-11-10", "27 September to 10 November 2020", "(27 September to 10 November 2020)"),
        ("2023-09/..", "September 2023 or later", "(September 2023 or later)"),
        ("../2024", "2024 or earlier", "(2024 or earlier)"),
        ("", "date not stated", ""),
    ],
)
def test_every_precision_has_its_words(edtf: str, label: str, phrase: str) -> None:
    value = PartialDate.parse(edtf)
    assert date_label(value) == label
    assert date_phrase(Dated(value, "stated")) == phrase


def test_a_weekday_is_kept_where_the_day_is_not_known() -> None:
    when = Dated(PartialDate.parse("2024", weekday=2), "inferred")
    assert date_phrase(when, running=True) == "(2024, on or before a Wednesday)"
    assert date_phrase(when) == "(2024, on a Wednesday)"
    assert date_label(PartialDate.parse("", weekday=2)) == "a Wednesday, date not stated"


def test_since_keeps_the_precision() -> None:
    assert since_phrase(Dated(PartialDate.parse("2020-11"))) == "since November 2020"
    assert since_phrase(Dated(PartialDate.parse("2020-09/2020-10"))) == "since some time in September to October 2020"
    assert since_phrase(Dated(PartialDate.parse("2023-09/.."))) == "since September 2023 or later"
    assert since_phrase(Dated()) == ""


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2020-11", "2024", "more than three years"),
        ("2020-11-10", "2021-11-09", ""),
        ("2020-11-10", "2021-11-10", "more than a year"),
        ("1994", "2020", "more than a decade"),
        ("", "2020", ""),
    ],
)
def test_a_length_is_the_least_it_can_have_been(first: str, last: str, words: str) -> None:
    assert length_in_words(PartialDate.parse(first), PartialDate.parse(last)) == words


@given(
    st.dates(date(1900, 1, 1), date(2100, 1, 1)),
    st.integers(0, 4000),
    st.sampled_from(["%Y", "%Y-%m", "%Y-%m-%d"]),
    st.sampled_from(["", "~"]),
    st.one_of(st.none(), st.integers(0, 6)),
)
def test_any_interval_can_be_told_and_sorted(
    first: date, days: int, pattern: str, about: str, weekday: int | None
) -> None:
    last = first + timedelta(days=days)
    value = PartialDate.parse(f"{first.strftime(pattern)}{about}/{last.strftime(pattern)}{about}", weekday=weekday)
    label = date_label(value)
    assert str(first.year) in label or first.year == last.year
    assert str(last.year) in label
    assert date_phrase(Dated(value)).startswith("(")
    assert sort_key(value) <= sort_key(PartialDate())
