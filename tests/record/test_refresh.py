"""Judging and folding only what is new gives, byte for byte, what judging and folding everything gives."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from claim_makers import (
    ARMENIA,
    AZERBAIJAN,
    CAPITAL,
    CITY,
    REGION,
    RUSSIA,
    TROOPS,
    at,
    event,
    judge_pair,
    make_report,
    on,
    part,
    state,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from chancery.record import Record
from chancery.terms import UNKNOWN_DATE, Claim, Judgement, Link, PartialDate, Report, Span

DAYS = ("2020-11-10", "2021-05", "2023-09-20", "2024-04-17", "")
TYPES = ("RETREAT", "MOBILIZE")
PUBLISHED = ("2020-11-11", "2023-10-01", "2024-06-12", "")
PROBES = [None, date(2020, 11, 10), date(2021, 5, 15), date(2023, 9, 30), date(2024, 6, 12), date(2030, 1, 1)]
PARTIES = (RUSSIA, TROOPS, AZERBAIJAN, ARMENIA)
PLACES = (CITY, REGION, CAPITAL, None)


@dataclass(frozen=True)
class Account:
    """An account of one event, as a test's matcher compares it."""

    report: str
    first: str
    claim: Claim
    keys: tuple[str, ...] = ()
    days: PartialDate = UNKNOWN_DATE


class ByTypeAndDate:
    """Judges accounts of one type: of one date the same, of no date unsure, of two dates apart."""

    BY = "test.v1"

    def within(self, claims: Iterable[Claim]) -> list[Judgement]:
        return []

    def happenings(self, claims: Iterable[Claim]) -> list[Account]:
        return [Account(c.report, c.mention, c, (c.event.type,)) for c in sorted(claims, key=lambda claim: claim.id)]

    def keys(self, happening: Account) -> Account:
        return happening

    def compare(self, one: Account, other: Account) -> Judgement | None:
        if one.first == other.first or one.claim.event.type != other.claim.event.type:
            return None
        a, b = one.claim.event.when.date, other.claim.event.when.date
        if a.stated and b.stated and not a.may_equal(b):
            return judge_pair(one.claim, other.claim, "different", 0.0, self.BY)
        if one.report == other.report:
            return None
        sure = a.stated and b.stated
        return judge_pair(one.claim, other.claim, "same" if sure else "unsure", 0.9 if sure else 0.5, self.BY)


Told = tuple[int, int, int, int, int, str]
told = st.tuples(
    st.integers(0, 1),
    st.integers(0, 4),
    st.integers(0, 3),
    st.integers(0, 3),
    st.integers(0, 1),
    st.sampled_from(["opens", "closes", "closing", "changes"]),
)
stories = st.lists(
    st.tuples(st.sampled_from(PUBLISHED), st.lists(told, min_size=1, max_size=3)), min_size=2, max_size=6
)


def filed(stories: Sequence[tuple[str, list[Told]]]) -> list[tuple[Report, list[Claim]]]:
    """Reports that tell events with a change of state each; the second event of a report is caused by the first."""
    reports: list[tuple[Report, list[Claim]]] = []
    for number, (published, rows) in enumerate(stories):
        report = make_report(f"r{number}", f"{'x' * 200} {number}", source=f"s{number % 2}", published=published)
        claims: list[Claim] = []
        for place, (kind, when, who, where, keyed, change) in enumerate(rows):
            start = place * 20
            links = (Link("caused_by", Span(0, 5)),) if place else ()
            ground = PLACES[where]
            common = {"known": published, "words": report.text[start : start + 10]}
            happening = event(
                report.id,
                start,
                type=TYPES[kind],
                when=on(DAYS[when]),
                actors=(part(PARTIES[who]),),
                links=links,
                **common,
            )
            holder = PARTIES[who]
            key = f"presence|{holder.id}|{ground.id if ground else ''}" if keyed else ""
            stood = at(ground) if ground else None
            standing = state(report.id, start, change=change, key=key, who=(part(holder),), where=stood, **common)
            claims += [happening, standing]
        reports.append((report, claims))
    return reports


def record_of(folder: str, name: str, batches: Sequence[Sequence[tuple[Report, list[Claim]]]]) -> Record:
    """A record that was brought up after each batch."""
    record = Record.open(Path(folder) / name, clock=lambda: "2026-01-01T00:00:00Z")
    for batch in batches:
        for report, claims in batch:
            record.add(report, claims)
        record.refresh(ByTypeAndDate())
    return record


@settings(max_examples=25, deadline=None)
@given(stories, st.randoms(use_true_random=False))
def test_any_order_in_any_batches_gives_the_record_of_one_filing(
    stories: list[tuple[str, list[Told]]], chance: random.Random
) -> None:
    reports = filed(stories)
    shuffled = chance.sample(reports, len(reports))
    cuts = sorted({0, len(shuffled), *(chance.randrange(len(shuffled)) for _ in range(3))})
    batches = [shuffled[start:end] for start, end in pairwise(cuts)]
    with (
        tempfile.TemporaryDirectory() as folder,
        record_of(folder, "one", [reports]) as one,
        record_of(folder, "many", batches) as many,
    ):
        assert many.contents() == one.contents()
        assert many.check() == []
        one.rebuild(lambda _: one.snapshot().judgements)
        assert one.contents() == many.contents()


@settings(max_examples=15, deadline=None)
@given(stories)
def test_pages_hold_what_a_fold_of_what_was_known_gives(stories: list[tuple[str, list[Told]]]) -> None:
    reports = filed(stories)
    with tempfile.TemporaryDirectory() as folder, record_of(folder, "one", [reports]) as record:
        for as_of in PROBES:
            for known_on in PROBES:
                whole = record.snapshot(as_of, known_on)
                events = record.timeline(as_of, known_on, limit=1000)
                states = record.situation(as_of, known_on, limit=1000)
                assert events.snapshot.events == whole.events
                assert states.snapshot.states == whole.states
                assert (events.total, states.total) == (len(whole.events), len(whole.states))


@pytest.fixture
def record(tmp_path: Path) -> Record:
    rows: list[tuple[str, list[Told]]] = [
        ("2020-11-11", [(1, 0, 1, 1, 1, "opens")]),
        ("2023-10-01", [(0, 2, 2, 0, 1, "opens"), (1, 0, 1, 1, 1, "opens")]),
        ("2024-06-12", [(0, 3, 1, 1, 1, "closes")]),
    ]
    return record_of(str(tmp_path), "a", [filed(rows)])


def test_pages_are_cut_counted_and_narrowed(record: Record) -> None:
    with record:
        every = record.timeline().snapshot.events
        assert len(every) == 3
        second = record.timeline(limit=1, offset=1)
        assert (second.snapshot.events, second.total, second.shown) == (every[1:2], 3, 2)
        assert {found.type for found in record.timeline(types=["RETREAT"]).snapshot.events} == {"RETREAT"}
        assert [
            found.id for found in record.timeline(since=date(2023, 9, 1), until=date(2023, 9, 30)).snapshot.events
        ] == [every[1].id]
        assert record.timeline(country="ARM").total == 0
        assert record.situation(country="AZE").total == record.situation(kinds=["presence"]).total == 2
        assert record.situation(kinds=["control"]).total == 0
        page = record.situation(limit=1)
        assert set(page.snapshot.claims) >= set(page.snapshot.states[0].claims)
        assert {claim.report for claim in page.snapshot.claims.values()} == set(page.snapshot.reports)


def test_what_a_person_judges_is_folded_without_judging_anew(record: Record) -> None:
    with record:
        merged = next(found for found in record.timeline().snapshot.events if len(found.claims) == 2)
        claims = record.snapshot().claims
        one, other = (claims[claim] for claim in merged.claims)
        apart = replace(judge_pair(one, other, "different", 1.0, "person:ana"), when="2026-01-02T00:00:00Z")
        record.add_judgements([apart])
        record.rebuild()
        assert not record.unmatched
        assert record.timeline().total == 4
        assert record.check() == []
        record.add_judgements(
            [Judgement(apart.id, "", "undone", 1.0, "", "person:ana", "2026-01-03T00:00:00Z", kind="undo")]
        )
        record.rebuild()
        assert record.timeline().total == 3
        assert record.check() == []


def test_a_report_read_again_is_judged_again(record: Record) -> None:
    with record:
        before = record.contents()
        report = next(report for report in record.reports() if report.published.edtf == "2023-10-01")
        claims = [claim for claim in record.snapshot().claims.values() if claim.report == report.id]
        record.replace_claims(report.id, [], {"reader": "2"})
        record.refresh(ByTypeAndDate())
        assert record.timeline().total == 2
        assert record.check() == []
        record.replace_claims(report.id, claims, {"reader": "3"})
        record.refresh(ByTypeAndDate())
        after = record.contents()
        assert {name: rows for name, rows in after.items() if name != "readings"} == {
            name: rows for name, rows in before.items() if name != "readings"
        }
