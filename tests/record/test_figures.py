"""Counts from several voices: what stands, what is superseded, what disagrees."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chancery.record.figures import excludes, fold_figures
from chancery.terms import Actor, Claim, Figure, Quantity, Span, Speaker
from tests.record.claim_makers import SPOKESMAN, event

MINISTRY = Speaker(Actor("org:arm-mfa", "Armenia's foreign ministry", "organisation", "ARM", "GOV"), "the ministry")


def exact(number: float, what: str = "dead", **more: Any) -> Quantity:
    return Quantity(what, f"{number:g}", number, number, number, **more)


def at_least(number: float, what: str = "dead") -> Quantity:
    return Quantity(what, f"at least {number:g}", number, number, None)


def vague(words: str, low: float, what: str = "dead") -> Quantity:
    return Quantity(what, words, low, None, None, True)


def told(report: str, *quantities: Quantity, **fields: Any) -> Claim:
    return event(report, fields.pop("start", 0), type="ASSAULT", quantities=quantities, **fields)


def worded(report: str, words: str, *numbers: str, start: int = 0, what: str = "dead", **fields: Any) -> Claim:
    """A claim whose sentence has those numbers, each counted where it stands."""
    counts, from_ = [], 0
    for number in numbers:
        at = words.index(number, from_)
        from_ = at + len(number)
        value = float("".join(char for char in number if char.isdigit()))
        counts.append(exact(value, what, span=Span(start + at, start + at + len(number))))
    return event(report, start, type="ASSAULT", quantities=tuple(counts), words=words, **fields)


def fold(*claims: Claim, same: tuple[str, ...] = ()) -> tuple[Figure, ...]:
    """The figures of the claims; the reports named in `same` are copies of one text."""
    rows = [(claim, quantity) for claim in claims for quantity in claim.event.quantities]
    return fold_figures(rows, lambda claim: same[0] if claim.report in same else claim.report)


def one(*claims: Claim, same: tuple[str, ...] = ()) -> Figure:
    (figure,) = fold(*claims, same=same)
    return figure


def bounds(figure: Figure) -> tuple[float | None, float | None, float | None]:
    return figure.low, figure.best, figure.high


# --- what stands ------------------------------------------------------------------------------------------------


def test_lowest_best_and_highest_of_several_voices() -> None:
    figure = one(told("r1", exact(25)), told("r2", exact(32)), told("r3", exact(32)))
    assert bounds(figure) == (25, 32, 32)
    assert figure.differs


def test_best_is_the_latest_where_voices_are_even() -> None:
    assert one(told("r1", exact(32), known="2024-01-01"), told("r2", exact(25), known="2024-01-02")).best == 25


def test_a_bound_below_sets_no_highest() -> None:
    assert bounds(one(told("r1", at_least(30)))) == (30, 30, None)
    figure = one(told("r1", at_least(30)), told("r2", exact(25)))
    assert (figure.low, figure.high, figure.differs) == (25, None, True)


def test_a_bound_that_another_number_meets_is_no_disagreement_and_supports_it() -> None:
    assert bounds(one(told("r1", at_least(20), known="2024-02-01"), told("r2", exact(25)))) == (20, 25, 25)
    assert not one(told("r1", at_least(20)), told("r2", exact(25))).differs
    assert not one(told("r1", vague("dozens", 24)), told("r2", exact(32))).differs


def test_an_approximate_number_allows_what_is_near_it() -> None:
    about = Quantity("displaced", "some 100,000", best=100_000.0, approximate=True)
    assert not one(told("r1", about), told("r2", exact(100_400, "displaced"))).differs
    assert one(told("r1", about), told("r2", exact(120_000, "displaced"))).differs


def test_copies_of_one_text_and_one_speaker_quoted_twice_count_once() -> None:
    copied = one(told("r1", exact(25)), told("r2", exact(25)), told("r3", exact(32), known="2024-04-18"),
                 same=("r1", "r2"))  # fmt: skip
    assert copied.best == 32
    quoted = one(told("r1", exact(25), speakers=(MINISTRY,)), told("r2", exact(25), speakers=(MINISTRY,)),
                 told("r3", exact(32), known="2024-04-18"))  # fmt: skip
    assert quoted.best == 32


def test_officials_of_two_reports_are_two_voices() -> None:
    officials = Speaker(Actor("group::GOV:official", "officials", "group", "", "GOV"), "officials")
    figure = one(told("r1", exact(20), speakers=(officials,), known="2024-01-01"),
                 told("r2", exact(30), speakers=(officials,), known="2024-01-02"))  # fmt: skip
    assert [said.superseded for said in figure.said] == ["", ""]


# --- what is superseded -----------------------------------------------------------------------------------------


def test_a_later_word_of_one_voice_replaces_its_earlier_one_which_is_kept() -> None:
    first = told("r1", exact(20), known="2024-01-01", speakers=(MINISTRY,))
    later = told("r2", exact(32), known="2024-01-03", speakers=(MINISTRY,))
    figure = one(first, later)
    assert bounds(figure) == (32, 32, 32)
    assert [(s.claim, s.superseded, s.stands, s.speaker) for s in figure.said] == [
        (first.id, later.id, False, "Armenia's foreign ministry"),
        (later.id, "", True, "Armenia's foreign ministry"),
    ]
    assert not figure.differs


def test_of_two_reports_of_one_day_neither_is_later() -> None:
    figure = one(told("r1", exact(20), speakers=(MINISTRY,)), told("r2", exact(32), speakers=(MINISTRY,)))
    assert figure.differs
    assert all(said.stands for said in figure.said)


def test_within_a_report_the_later_place_counts_but_not_over_the_body_by_a_title() -> None:
    figure = one(told("r1", exact(20), start=0), told("r1", exact(32), start=40), told("r1", exact(12), start=80,
                 section="title"))  # fmt: skip
    assert [said.best for said in figure.said if said.stands] == [32]


def test_what_is_told_as_an_earlier_count_is_earlier() -> None:
    figure = one(
        worded("r1", "The toll rose to 32.", "32"),
        worded("r1", "Officials had earlier put it at 20.", "20", start=100),
    )
    assert bounds(figure) == (32, 32, 32)
    figure = one(worded("r1", "The toll rose to 32, up from 20 on Monday.", "32", "20"))
    assert bounds(figure) == (32, 32, 32)


def test_a_vaguer_word_replaces_nothing_and_stands_beside_nothing() -> None:
    figure = one(told("r1", exact(32), known="2024-01-01", speakers=(MINISTRY,)),
                 told("r2", vague("dozens", 24), known="2024-01-03", speakers=(MINISTRY,)))  # fmt: skip
    assert [(s.words, s.stands, s.superseded) for s in figure.said] == [("32", True, ""), ("dozens", False, "")]


# --- how sure ---------------------------------------------------------------------------------------------------


def test_an_alleged_number_counts_only_where_nothing_else_does() -> None:
    claimed = told("r1", exact(300), status="alleged", stance="alleges", speakers=(SPOKESMAN,))
    figure = one(claimed, told("r2", exact(25)))
    assert bounds(figure) == (25, 25, 25)
    assert [(s.best, s.stance, s.stands) for s in figure.said] == [(300, "alleges", False), (25, "asserts", True)]
    assert bounds(one(claimed)) == (300, 300, 300)


def test_a_number_that_is_only_denied_sets_nothing() -> None:
    figure = one(told("r1", exact(50), stance="denies", speakers=(SPOKESMAN,)))
    assert bounds(figure) == (None, None, None)
    assert [s.stance for s in figure.said] == ["denies"]


# --- what is counted --------------------------------------------------------------------------------------------


def test_counts_of_different_things_and_units_stay_apart() -> None:
    figures = fold(told("r1", exact(3), exact(9, "injured"), exact(5, "money", unit="EUR"), exact(7, "money",
                   unit="USD")), told("r2", exact(3)))  # fmt: skip
    assert [(f.what, f.unit) for f in figures] == [("dead", ""), ("injured", ""), ("money", "EUR"), ("money", "USD")]
    assert not any(figure.differs for figure in figures)


@pytest.mark.parametrize(
    ("words", "numbers", "expected"),
    [
        ("It left 30 people dead, among them 5 children.", ("30", "5"), {"": 30, "children": 5}),
        ("At least 200 were killed, including 10 civilians.", ("200", "10"), {"": 200, "civilians": 10}),
        ("A mine killed 2 civilians and 4 policemen.", ("2", "4"), {"civilians": 2, "police": 4}),
        ("It killed 30, 5 of them in the town.", ("30", "5"), {"": 30, "among them": 5}),
        ("It killed 3 in Kyiv and 4 in Kharkiv.", ("3", "4"), {}),
        ("The ministry said 2,783 of its soldiers had been killed.", ("2,783",), {"soldiers": 2783}),
    ],
)
def test_a_part_is_no_rival_of_the_whole(words: str, numbers: tuple[str, ...], expected: dict[str, float]) -> None:
    figures = fold(worded("r1", words, *numbers))
    assert {figure.of: figure.best for figure in figures} == expected
    assert not any(figure.differs for figure in figures)


def test_a_part_told_by_one_source_is_no_rival_of_the_whole_told_by_another() -> None:
    figures = fold(worded("r1", "At least 200 people were killed.", "200"), worded("r2", "10 civilians died.", "10"))
    assert [(f.of, f.best, f.differs) for f in figures] == [("", 200, False), ("civilians", 10, False)]


def test_people_not_named_are_those_that_another_names() -> None:
    figure = one(
        worded("r1", "Some 65,000 people fled.", "65,000", what="displaced", known="2023-09-28"),
        worded("r2", "In all 100,400 ethnic Armenians fled.", "100,400", what="displaced", known="2023-09-30"),
    )
    assert (figure.of, figure.low, figure.best) == ("", 65_000, 100_400)
    apart = fold(worded("r1", "It killed 50 people; 32 Armenians died.", "50", "32"))
    assert len(apart) == 2


# --- properties -------------------------------------------------------------------------------------------------

_numbers = st.one_of(
    st.builds(exact, st.integers(1, 40).map(float)),
    st.builds(at_least, st.integers(1, 40).map(float)),
    st.builds(vague, st.just("dozens"), st.just(24.0)),
)
_claims = st.lists(
    st.tuples(
        st.sampled_from(["r1", "r2", "r3", "r4"]),
        st.integers(0, 5),
        _numbers,
        st.sampled_from([(), (MINISTRY,), (SPOKESMAN,)]),
        st.sampled_from(["asserts", "alleges", "denies"]),
    ),
    min_size=1,
    max_size=8,
    unique_by=lambda row: (row[0], row[1]),
)
_DAYS = {"r1": "2024-01-01", "r2": "2024-01-02", "r3": "2024-01", "r4": ""}


def _made(rows: list[Any]) -> list[Claim]:
    return [
        told(report, quantity, start=place * 20, known=_DAYS[report], stance=stance,
             **({"speakers": speakers} if speakers else {}))
        for report, place, quantity, speakers, stance in rows
    ]  # fmt: skip


@given(_claims, st.randoms(use_true_random=False))
def test_the_order_of_claims_changes_nothing(rows: list[Any], chance: random.Random) -> None:
    claims = _made(rows)
    shuffled = [*claims, claims[0]]
    chance.shuffle(shuffled)
    assert fold(*claims) == fold(*shuffled)


@given(_claims)
def test_what_stands_bounds_what_is_best_and_nothing_is_lost(rows: list[Any]) -> None:
    claims = _made(rows)
    for figure in fold(*claims):
        assert {said.claim for said in figure.said} == {claim.id for claim in claims}
        named = [n for said in figure.said for n in (said.low, said.best, said.high) if n is not None]
        for bound in bounds(figure):
            assert bound is None or bound in named
        if figure.best is not None:
            assert figure.low is not None
            assert figure.low <= figure.best
            assert figure.high is None or figure.best <= figure.high
        by_id = {claim.id: claim for claim in claims}
        for said in figure.said:
            assert not (said.superseded and said.stands)
            if said.superseded:
                old, new = by_id[said.claim], by_id[said.superseded]
                assert old.speakers == new.speakers
                later = old.known.latest and new.known.earliest and new.known.earliest > old.known.latest
                assert later or (old.report == new.report and old.sentence.start < new.sentence.start)
        standing = [said for said in figure.said if said.stands]
        assert figure.differs == any(excludes(a, b) for a in standing for b in standing)


def test_who_is_counted_is_not_taken_from_a_day_or_a_name_that_follows() -> None:
    (figure,) = fold(
        worded("r1", "The blast killed 32 Tuesday.", "32", name="a"), worded("r2", "It killed 25 people.", "25")
    )
    assert (figure.of, figure.differs) == ("", True)


def test_a_headline_does_not_vouch_for_a_number_that_its_body_quotes() -> None:
    headline = told("r1", exact(300), section="title")
    body = told("r1", exact(300), start=40, status="alleged", stance="alleges", speakers=(SPOKESMAN,))
    figure = one(headline, body)
    assert [(said.speaker, said.stands) for said in figure.said] == [("", False), ("A. Spokesman", True)]
