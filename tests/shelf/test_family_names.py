"""Whom a family name means where several bear it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chancery.shelf.actors import actor_list
from chancery.shelf.family_names import likeliest


@pytest.mark.parametrize(
    ("word", "day", "bearer"),
    [
        ("clinton", date(1998, 5, 1), "bill-clinton"),
        ("clinton", date(2011, 5, 1), "hillary-clinton"),
        ("bush", None, "george-w-bush"),
        ("bush", date(1990, 8, 2), "george-h-w-bush"),
        ("biden", None, "joe-biden"),
        ("assad", date(2013, 8, 21), "bashar-al-assad"),
        ("gaddafi", date(2011, 3, 1), "muammar-gaddafi"),
        ("modi", date(2024, 6, 1), "narendra-modi"),
        ("johnson", date(2020, 1, 31), "boris-johnson"),
    ],
)
def test_the_likeliest_bearer_of_a_family_name(word: str, day: date | None, bearer: str) -> None:
    assert {entry.id for entry in likeliest(actor_list().surnames[word], day)} == {f"person:{bearer}"}


def test_two_heads_of_one_name_on_one_day_are_left_open() -> None:
    assert likeliest(actor_list().surnames["li"], date(2024, 1, 1)) != ()
    assert likeliest(actor_list().surnames["ibrahim"], date(2025, 1, 1)) == ()


@given(st.sampled_from(sorted(actor_list().surnames)), st.dates(date(1900, 1, 1), date(2030, 1, 1)) | st.none())
def test_it_is_one_person_or_nobody(word: str, day: date | None) -> None:
    assert len({entry.id for entry in likeliest(actor_list().surnames[word], day)}) <= 1
