"""Judging and folding only what is new gives, byte for byte, what judging and folding everything gives."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from datetime import date
from itertools import count, pairwise
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
    opinion,
    part,
    state,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chancery.record import Record
from chancery.terms import UNKNOWN_DATE, Claim, Judgement, Link, PartialDate, Report, Span
from tests.conftest import Place

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
    st.tuples(st.sampled_from(PUBLISHED), st.lists(told, min_size=1, max_size=3)), min_size=2, max_size=5
)
Probes = list[tuple[date | None, date | None]]
probes = st.lists(st.tuples(st.sampled_from(PROBES), st.sampled_from(PROBES)), min_size=4, max_size=8, unique=True)


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
            if kind and place:
                view = opinion(report.id, start + 10, known=published)
                claims.append(replace(view, words=report.text[start + 10 : start + 20]))
        reports.append((report, claims))
    return reports


def record_of(address: str, batches: Sequence[Sequence[tuple[Report, list[Claim]]]]) -> Record:
    """A record that was brought up after each batch."""
    record = Record.open(address, clock=lambda: "2026-01-01T00:00:00Z")
    for batch in batches:
        for report, claims in batch:
            record.add(report, claims)
        record.refresh(ByTypeAndDate())
    return record


Places = Callable[[], AbstractContextManager[Place]]
"""Makes the places of one example, where no other has been."""


def in_a_folder() -> AbstractContextManager[Place]:
    """Files in a folder of their own."""

    @contextmanager
    def folder() -> Iterator[Place]:
        with tempfile.TemporaryDirectory() as path:
            yield lambda name: str(Path(path) / name)

    return folder()


@pytest.fixture
def on_the_server(postgres: str) -> Places:
    """Schemas of their own on a server."""
    number = count(1)

    @contextmanager
    def schemas() -> Iterator[Place]:
        one = next(number)
        yield lambda name: f"{postgres}&schema=refresh{one}_{name}"

    return schemas


def any_order_is_one_record(stories: list[tuple[str, list[Told]]], chance: random.Random, places: Places) -> None:
    reports = filed(stories)
    shuffled = chance.sample(reports, len(reports))
    cuts = sorted({0, len(shuffled), *(chance.randrange(len(shuffled)) for _ in range(3))})
    batches = [shuffled[start:end] for start, end in pairwise(cuts)]
    with places() as place, record_of(place("one"), [reports]) as one, record_of(place("many"), batches) as many:
        assert many.contents() == one.contents()
        assert many.check() == []
        one.rebuild(lambda _: one.snapshot().judgements)
        assert one.contents() == many.contents()


@settings(max_examples=15, deadline=None)
@given(stories, st.randoms(use_true_random=False))
def test_any_order_in_any_batches_gives_the_record_of_one_filing(
    stories: list[tuple[str, list[Told]]], chance: random.Random
) -> None:
    any_order_is_one_record(stories, chance, in_a_folder)


def pages_are_the_fold(stories: list[tuple[str, list[Told]]], places: Places, probes: Probes) -> None:
    reports = filed(stories)
    with places() as place, record_of(place("one"), [reports]) as record:
        for as_of, known_on in probes:
            whole = record.snapshot(as_of, known_on)
            events = record.timeline(as_of, known_on, limit=1000)
            states = record.situation(as_of, known_on, limit=1000)
            assert events.snapshot.events == whole.events
            assert states.snapshot.states == whole.states
            assert (events.total, states.total) == (len(whole.events), len(whole.states))
            left = {page.snapshot.origin.get("left_out") for page in (events, states)}
            assert left == {whole.origin.get("left_out")}


@settings(max_examples=20, deadline=None)
@given(stories, probes)
def test_pages_hold_what_a_fold_of_what_was_known_gives(stories: list[tuple[str, list[Told]]], probes: Probes) -> None:
    pages_are_the_fold(stories, in_a_folder, probes)


# Making the tables of a schema takes a server a tenth of a second: fewer examples.


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(stories=stories, chance=st.randoms(use_true_random=False))
def test_any_order_in_any_batches_gives_the_record_of_one_filing_on_a_server(
    stories: list[tuple[str, list[Told]]], chance: random.Random, on_the_server: Places
) -> None:
    any_order_is_one_record(stories, chance, on_the_server)


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(stories=stories, probes=probes)
def test_pages_of_a_server_hold_what_a_fold_of_what_was_known_gives(
    stories: list[tuple[str, list[Told]]], probes: Probes, on_the_server: Places
) -> None:
    pages_are_the_fold(stories, on_the_server, probes)


@pytest.fixture
def record(place: Place) -> Record:
    rows: list[tuple[str, list[Told]]] = [
        ("2020-11-11", [(1, 0, 1, 1, 1, "opens")]),
        ("2023-10-01", [(0, 2, 2, 0, 1, "opens"), (1, 0, 1, 1, 1, "opens")]),
        ("2024-06-12", [(0, 3, 1, 1, 1, "closes")]),
    ]
    return record_of(place("a"), [filed(rows)])


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


def test_what_nothing_dates_is_left_out_of_a_day_and_counted_on_pages_too(place: Place) -> None:
    rows: list[tuple[str, list[Told]]] = [("", [(0, 4, 0, 0, 0, "opens")]), ("", [(1, 1, 2, 2, 1, "opens")])]
    with record_of(place("a"), [filed(rows)]) as record:
        day = date(2025, 1, 1)
        assert "left_out" not in record.timeline().snapshot.origin
        for known_on, count in ((None, "1"), (day, "2")):
            for page in (record.timeline(day, known_on), record.situation(day, known_on)):
                assert page.snapshot.origin["left_out"] == count
        [undated] = [one for one in record.timeline().snapshot.events if not one.when.date.stated]
        no = Judgement(
            undated.mentions[0], "", "rejected", 1.0, "", "person:ana", "2026-01-02T00:00:00Z", kind="mention"
        )
        record.add_judgements([no])
        record.rebuild()
        assert record.snapshot(day).origin.get("left_out") is None
        assert record.situation(day).snapshot.origin.get("left_out") is None


def test_what_a_person_says_is_one_event_with_a_dated_one_is_not_left_out(place: Place) -> None:
    rows: list[tuple[str, list[Told]]] = [
        ("", [(1, 4, 0, 0, 1, "opens")]),
        ("2020-11-11", [(1, 0, 0, 0, 1, "opens")]),
        ("2024-06-12", [(0, 3, 0, 0, 1, "closes")]),
    ]
    days = (date(2020, 1, 1), date(2021, 1, 1))
    with record_of(place("a"), [filed(rows)]) as record:

        def left() -> list[str | None]:
            whole = [record.snapshot(day).origin.get("left_out") for day in days]
            assert [record.situation(day).snapshot.origin.get("left_out") for day in days] == whole
            assert [record.timeline(day).snapshot.origin.get("left_out") for day in days] == whole
            return whole

        assert left() == ["1", "1"]
        one, other = (
            claim
            for claim in record.snapshot().claims.values()
            if claim.kind == "event" and claim.event.type == "MOBILIZE"
        )
        merged = replace(judge_pair(one, other, "same", 1.0, "person:ana"), when="2026-01-02T00:00:00Z")
        record.add_judgements([merged])
        record.rebuild()
        [state] = record.situation(days[1]).snapshot.states
        assert (state.status, len(state.opened_by)) == ("standing", 1)
        assert left() == ["1", None]
