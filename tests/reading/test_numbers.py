"""Numbers with hedges, units and what they count."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chancery.reading.numbers import find_numbers
from chancery.terms import Number, Sentence, Token
from tests.reading.plain_sentences import one_sentence, report_of


def numbers(text: str) -> list[Number]:
    return find_numbers(report_of(text, "2021-03-10"), one_sentence(text))


@pytest.mark.parametrize(
    ("text", "words", "bounds", "approximate", "unit", "counted"),
    [
        ("an exodus of some 120,000 ethnic Armenians", "some 120,000", (None, 120000, None), True, "", "Armenians"),
        ("more than 100 people", "more than 100", (101, 101, None), False, "", "people"),
        ("at least 12 soldiers died", "at least 12", (12, 12, None), False, "", "soldiers"),
        ("no fewer than 40 villagers", "no fewer than 40", (40, 40, None), False, "", "villagers"),
        ("up to 30 tanks", "up to 30", (None, 30, 30), False, "", "tanks"),
        ("fewer than 20 votes", "fewer than 20", (None, 19, 19), False, "", "votes"),
        ("between 10 and 15 rockets", "between 10 and 15", (10, None, 15), False, "", "rockets"),
        ("10 to 15 rockets", "10 to 15", (10, None, 15), False, "", "rockets"),
        ("2 to 3 million refugees", "2 to 3 million", (2e6, None, 3e6), False, "", "refugees"),
        ("dozens of villagers", "dozens", (24, None, None), True, "", "villagers"),
        ("tens of thousands of people", "tens of thousands", (20000, None, None), True, "", "people"),
        ("nearly 2 million refugees", "nearly 2 million", (None, 2e6, 2e6), True, "", "refugees"),
        ("a dozen men", "a dozen", (None, 12, None), True, "", "men"),
        ("two soldiers", "two", (2, 2, 2), False, "", "soldiers"),
        ("twenty-five civilians", "twenty-five", (25, 25, 25), False, "", "civilians"),
        ("three hundred and twenty people", "three hundred and twenty", (320, 320, 320), False, "", "people"),
        ("1,960 peacekeepers", "1,960", (1960, 1960, 1960), False, "", "peacekeepers"),
        ("20 or more people", "20 or more", (20, 20, None), False, "", "people"),
        ("$3.5 billion", "$3.5 billion", (3.5e9, 3.5e9, 3.5e9), False, "USD", ""),
        ("€20m was paid", "€20m", (2e7, 2e7, 2e7), False, "EUR", ""),
        ("two and a half million euros", "two and a half million euros", (2.5e6, 2.5e6, 2.5e6), False, "EUR", ""),
        ("82 pounds", "82 pounds", (82, 82, 82), False, "pounds", ""),
        ("half a million rubles", "half a million rubles", (5e5, 5e5, 5e5), False, "RUB", ""),
        ("5 percent of voters", "5 percent", (5, 5, 5), False, "percent", "voters"),
        ("more than 85% of the vote", "more than 85%", (85, 85, None), False, "percent", "vote"),
        ("some 400 km away", "some 400 km", (None, 400, None), True, "km", ""),
        ("1,500km away", "1,500km", (1500, 1500, 1500), False, "km", ""),
        ("60,000 tonnes of grain", "60,000 tonnes", (60000, 60000, 60000), False, "tonnes", "grain"),
        ("one-third of the seats", "one-third", (0.333333, 0.333333, 0.333333), False, "share", "seats"),
        ("several soldiers", "several", (3, None, None), True, "", "soldiers"),
    ],
)
def test_one_number(
    text: str,
    words: str,
    bounds: tuple[float | None, float | None, float | None],
    approximate: bool,
    unit: str,
    counted: str,
) -> None:
    found = numbers(text)
    assert len(found) == 1, found
    number = found[0]
    assert number.words == words
    assert (number.low, number.best, number.high) == bounds
    assert (number.approximate, number.unit, number.counted) == (approximate, unit, counted)


@pytest.mark.parametrize(
    "text",
    [
        "Resolution 2231 binds them",
        "an F-16 and a T-72",
        "the G20 leaders",
        "under Article 5 of the pact",
        "It fell on November 10, 2020.",
        "In 2020 it ended.",
        "It lasted six weeks.",
        "the 25-year-old driver",
        "Ana Doe, 45, was hurt.",
        "the first and second brigades of the 3rd army",
        "9/11 and 24/7",
        "COVID-19 spread",
        "no one knew",
        "the Big Three met",
        "at 10:30 local time",
        "He was 95.",
        "the Falcon 9 rocket",
    ],
)
def test_numbers_of_names_dates_and_ages_count_nothing(text: str) -> None:
    assert numbers(text) == []


def test_two_numbers_in_one_sentence() -> None:
    assert [number.words for number in numbers("It killed 12 and wounded 30 others.")] == ["12", "30"]


def test_the_parse_tells_what_is_counted() -> None:
    text = "some 300 of them crossed"
    tokens = (
        Token(0, 4, "some", "some", "ADV", head=1, deprel="advmod"),
        Token(5, 8, "300", "300", "NUM", head=4, deprel="nsubj"),
        Token(9, 11, "of", "of", "ADP", head=3, deprel="case"),
        Token(12, 16, "them", "they", "PRON", head=1, deprel="nmod"),
        Token(17, 24, "crossed", "cross", "VERB"),
    )
    found = find_numbers(report_of(text), [Sentence(0, 0, len(text), 0, tokens)], times=[])
    assert (found[0].counted, found[0].counted_token) == ("them", 3)


@settings(max_examples=250, deadline=None)
@given(
    st.one_of(
        st.text(max_size=200),
        st.lists(
            st.sampled_from(
                str.split(
                    "some at least more than up to between and 10 1,000 2.5 million dozens of hundreds people $ € % "
                    "percent one two twenty- half a third 3-1 10-15 or so km 5km nearly ٣ ² 1.000.000 ,000 a few "
                    "thousand"
                )
            ),
            max_size=14,
        ).map(" ".join),
    )
)
def test_whatever_the_words_spans_lie_in_the_text_and_never_overlap(text: str) -> None:
    at = 0
    for number in numbers(text) if text else []:
        assert at <= number.start < number.end <= len(text)
        assert number.words == text[number.start : number.end]
        at = number.end
        if number.low is not None and number.high is not None:
            assert number.low <= number.high
        assert any(value is not None for value in (number.low, number.best, number.high))
