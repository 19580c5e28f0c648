"""Expressions of time, worked out against the report's date."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chancery.reading.times import find_times
from chancery.terms import TimeMention
from tests.reading.plain_sentences import one_sentence, report_of

EXPRESSIONS = Path(__file__).parents[2] / "bench" / "dates" / "expressions.jsonl"


def times(text: str, published: str = "2021-03-10") -> list[TimeMention]:
    return find_times(report_of(text, published), one_sentence(text))


def only(text: str, published: str = "2021-03-10") -> TimeMention:
    found = times(text, published)
    assert len(found) == 1, found
    return found[0]


ROWS = [json.loads(line) for line in EXPRESSIONS.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['published']} {row['text'][:40]}")
def test_the_expressions_of_the_benchmark(row: dict[str, object]) -> None:
    text = str(row["text"])
    if ". In the same" in text:
        pytest.skip("two sentences: the benchmark itself splits them")
    found = [
        (mention.start, mention.end, mention.kind, mention.date.edtf) for mention in times(text, str(row["published"]))
    ]
    expected = [(item["start"], item["end"], item["kind"], item["edtf"]) for item in row["expected"]]  # type: ignore[attr-defined]
    assert found == expected


def test_an_unknown_report_date_keeps_the_weekday_and_the_offset() -> None:
    wednesday = only("Peskov confirmed it on Wednesday.", "")
    assert (wednesday.date.edtf, wednesday.weekday, wednesday.relative, wednesday.preposition) == (
        "",
        2,
        "Wednesday",
        "on",
    )
    last_year = only("The offensive last year failed.", "")
    assert (last_year.date.edtf, last_year.offset_years, last_year.relative) == ("", -1, "last year")
    assert only("It ended two years ago.", "").offset_years == -2
    assert only("It will end next year.", "").offset_years == 1


def test_a_report_of_which_only_the_year_is_known() -> None:
    wednesday = only("Peskov confirmed it on Wednesday.", "2024")
    assert (wednesday.date.edtf, wednesday.date.weekday, wednesday.weekday) == ("2024", 2, 2)
    assert only("The offensive last year failed.", "2024").date.edtf == "2023"
    assert only("He left two days ago.", "2024").date.edtf == "2023-12-30/2024-12-29"


def test_prepositions_and_possessives() -> None:
    assert only("It began in 2014.").preposition == "in"
    assert only("It lasted from 1992 to 1994.").preposition == "from"
    assert only("He left after 2011.").preposition == "after"
    # A date that only says which attack was meant does not open an interval.
    assert only("Since Monday's attack all is quiet.").date.edtf == "2021-03-08"
    assert only("Prices fell after the 2020 war.").date.edtf == "2020"


def test_the_verb_tells_past_from_future() -> None:
    assert only("The minister met the envoy on Friday.").date.edtf == "2021-03-05"
    assert only("The minister will meet the envoy on Friday.").date.edtf == "2021-03-12"
    assert only("He said that on Friday he would meet the envoy.").date.edtf == "2021-03-12"
    assert only("In June the ban was lifted.").date.edtf == "2020-06"
    assert only("In June the ban will be lifted.").date.edtf == "2021-06"
    assert only("The curfew was extended until June.").date.edtf == "../2021-06"
    assert only("He did not return until June.").date.edtf == "../2020-06"


def test_a_named_weekday_helps_to_choose_the_year() -> None:
    assert only("It fell on Tuesday, September 19.", "2024-01-02").date.edtf == "2023-09-19"


def test_a_full_date_before_gives_its_year_to_the_next() -> None:
    found = times("The war began on September 27, 2020 and ended on November 10.", "2024-05-01")
    assert [mention.date.edtf for mention in found] == ["2020-09-27", "2020-11-10"]


def test_the_next_day_hangs_on_the_last_day_that_was_named() -> None:
    found = times("He was shot on May 4, 2019 in a war that began in 2014 and died the next day.")
    assert [mention.date.edtf for mention in found] == ["2019-05-04", "2014", "2019-05-05"]


def test_a_month_that_is_tagged_as_a_verb_is_none() -> None:
    text = "By May he had gone."
    assert len(find_times(report_of(text, "2021-03-10"), one_sentence(text, tags={"May": "PROPN"}))) == 1
    assert find_times(report_of(text, "2021-03-10"), one_sentence(text, tags={"May": "AUX"})) == []


def test_impossible_dates_are_no_dates() -> None:
    assert times("It is dated 2021-02-30.") == []
    assert all(mention.date.edtf != "2021-02-30" for mention in times("It happened on February 30, 2021."))


TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(
        st.sampled_from(
            str.split(
                "on in since until by between and from to the last next this May March November 2020 1990s 10 12, "
                "Nov. Wednesday Friday's weeks two ago later years week month year first half of early mid- late "
                "yesterday today will was said earlier every a 9/11 24/7 2020-11-10 Q2 '90s 20th century before "
                "after during 6 a.m. noon decade few 31 February 00:00 weekend"
            )
        ),
        max_size=16,
    ).map(" ".join),
)


@settings(max_examples=250, deadline=None)
@given(
    TEXTS,
    st.sampled_from(
        ["", "2024", "2021-03", "2021-03-10", "2021-03-10/2021-03-12", "../2021", "0001-01-01", "9999-12-31"]
    ),
)
def test_whatever_the_words_spans_lie_in_the_text_and_never_overlap(text: str, published: str) -> None:
    found = find_times(report_of(text, published), one_sentence(text)) if text else []
    at = 0
    for mention in found:
        assert at <= mention.start < mention.end <= len(text)
        at = mention.end
        assert mention.kind in ("date", "duration", "set", "clock")
        assert mention.kind == "date" or not mention.date.stated
        if mention.days_low is not None and mention.days_high is not None:
            assert 0 <= mention.days_low <= mention.days_high
