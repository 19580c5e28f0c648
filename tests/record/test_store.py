"""The record on disk: whole reports or nothing, the same whatever the order, and honest about what it cannot read."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from claim_makers import (
    OWN,
    REGION,
    SPOKESMAN,
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
from sqlalchemy import text

from chancery.record import Record, fold
from chancery.record.migrations import migrate
from chancery.record.packing import unpack
from chancery.record.rows import claim_of, claim_row, report_of, report_row
from chancery.record.searching import search_terms
from chancery.record.sourcing import Sourcing
from chancery.terms import (
    Claim,
    Failure,
    Judgement,
    RecordError,
    Report,
    SetAside,
    Source,
    Span,
    UnknownIdError,
)
from tests.conftest import Place

TEXTS = {
    "a": "Russian troops left Shusha in May. The deal of 2020 had brought them there, Moscow said.",
    "b": "Troops deployed in November 2020. They have left the région, a spokesman confirmed.",
    "c": "Analysts call the withdrawal “inevitable”. Nobody said when it would end.",
}


def dossier() -> list[tuple[Report, list[Claim]]]:
    """Three reports, with claims that their texts hold."""
    a = make_report("a", TEXTS["a"], source="Agency", published="2024-06-12")
    b = make_report("b", TEXTS["b"], source="Daily", published="2024-04-17")
    c = make_report("c", TEXTS["c"])
    left = {"type": "RETREAT", "actors": (part(TROOPS),), "place": at(REGION)}
    came = {"type": "MOBILIZE", "mode": "troops", "when": on("2020-11"), "actors": (part(TROOPS),)}
    place = {"kind": "presence", "key": "presence|RUS:MIL|nk", "who": (part(TROOPS),), "where": at(REGION)}
    return [
        (a, [
            _fit(a, 0, event(a.id, 0, known="2024-06-12", when=on("2024-05"), **left)),
            _fit(a, 0, state(a.id, 0, known="2024-06-12", change="closes", until=on("2024-05"), **place)),
            _fit(a, 1, event(a.id, 40, known="2024-06-12", **came)),
        ]),
        (b, [
            _fit(b, 0, event(b.id, 0, known="2024-04-17", **came)),
            _fit(b, 0, state(b.id, 0, known="2024-04-17", since=on("2020-11"), **place)),
            _fit(b, 1, event(b.id, 40, known="2024-04-17", when=on("../2024-04-17", "inferred"), status="ongoing",
                             stance="confirms", speakers=(OWN, SPOKESMAN), **left)),
            _fit(b, 1, state(b.id, 40, known="2024-04-17", change="closing", status="ongoing", **place)),
        ]),
        (c, [_fit(c, 0, opinion(c.id, 0, known=""))]),
    ]  # fmt: skip


def _fit(report: Report, sentence: int, claim: Claim) -> Claim:
    """The claim with the span and words of the report's first or second sentence."""
    end = report.text.index(". ") + 1
    span = Span(0, end) if sentence == 0 else Span(end + 1, len(report.text))
    return replace(claim, sentence=span, words=span.cut(report.text), steps=())


def judge(claims: Sequence[Claim]) -> list[Judgement]:
    """A judge for tests: events of one type are the same, across all reports."""
    events = [claim for claim in claims if claim.kind == "event"]
    pairs = itertools.combinations(sorted(events, key=lambda claim: claim.mention), 2)
    return [judge_pair(a, b) for a, b in pairs if a.event.type == b.event.type]


def filed(address: str, reports: Sequence[tuple[Report, list[Claim]]]) -> Record:
    """A record of the reports, rebuilt."""
    record = Record.open(address, clock=lambda: "2026-01-01T00:00:00Z")
    for report, claims in reports:
        assert record.add(report, claims)
    record.rebuild(judge)
    return record


@pytest.fixture
def record(place: Place) -> Iterator[Record]:
    with filed(place("a"), dossier()) as record:
        yield record


def tamper(record: Record, *statements: str) -> None:
    """Change the database behind the record's back."""
    raw = record._database._reading.raw_connection()
    cursor = raw.cursor()
    if "sqlite" in type(raw.driver_connection).__module__:
        cursor.execute("PRAGMA foreign_keys=OFF")
        raw.driver_connection.create_function("replace", 3, lambda packed, *some: unpack(packed).replace(*some))
        for (name,) in cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            cursor.execute(f"DROP TRIGGER {name}")
    else:
        cursor.execute("SET session_replication_role = replica")  # neither triggers nor foreign keys
    for statement in statements:
        cursor.execute(statement)
    raw.commit()
    raw.invalidate()


# --- adding -----------------------------------------------------------------------------------------------------


def test_rows_give_back_what_was_put_in() -> None:
    for report, claims in dossier():
        assert report_of(report_row(report, "now")) == report
        for claim in claims:
            assert claim_of(claim_row(claim)) == claim


def test_a_stored_snapshot_equals_a_fold(record: Record) -> None:
    reports = dossier()
    claims = [claim for _, some in reports for claim in some]
    snapshot = record.snapshot()
    expected = fold(claims, judge(claims), sources=Sourcing.of_reports(report for report, _ in reports))
    assert (snapshot.events, snapshot.states, snapshot.opinions) == expected
    assert snapshot.claims == {claim.id: claim for claim in claims}
    assert snapshot.reports == {report.id: report for report, _ in reports}
    assert len(snapshot.events) == 2
    assert [found.status for found in snapshot.states] == ["ended"]
    assert snapshot.origin["record"] in ("a.chancery", record._database.name)


def test_the_same_report_twice_changes_nothing(record: Record) -> None:
    before = record.contents()
    for report, claims in dossier():
        assert record.has(report.id)
        assert not record.add(report, claims)
    assert not record.unmatched
    assert record.contents() == before


def test_whether_it_is_larger_goes_by_its_reports(record: Record) -> None:
    held = record.counts()["reports"]
    assert [record.is_larger(some) for some in (0, held - 1, held, held + 1)] == [True, True, False, False]


def test_any_order_gives_the_same_record(place: Place) -> None:
    contents = []
    for number, order in enumerate(itertools.permutations(dossier())):
        with filed(place(f"{number}"), order) as record:
            contents.append(record.contents())
    assert all(content == contents[0] for content in contents)


def test_rebuilding_halfway_makes_no_difference(place: Place, record: Record) -> None:
    with Record.open(place("b")) as other:
        for report, claims in dossier():
            other.add(report, claims)
            other.rebuild(judge)
        assert other.contents() == record.contents()


def test_a_source_is_filled_in_by_any_report_that_says_more(place: Place) -> None:
    plain = make_report("a", TEXTS["a"], source="Agency")
    fuller = replace(make_report("b", TEXTS["b"]), source=Source("Agency", "RUS", "agency", "state"))
    for number, order in enumerate(([plain, fuller], [fuller, plain])):
        with filed(place(f"{number}"), [(report, []) for report in order]) as record:
            assert record.contents()["sources"] == [(fuller.source.id, "Agency", "RUS", "agency", "state")]


def test_a_claim_of_another_report_is_refused_whole(record: Record) -> None:
    stranger = make_report("d", "Something else happened there today.")
    with pytest.raises(RecordError, match="is of report"):
        record.add(stranger, [event("r9", 0)])
    assert not record.has(stranger.id)


def test_what_fails_in_the_middle_leaves_nothing(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    before = record.contents()
    stranger = make_report("d", "Something else happened there today.")

    def broken(*_: object) -> None:
        raise OSError("no room")

    monkeypatch.setattr(record._database, "index_words", broken)
    with pytest.raises(OSError, match="no room"):
        record.add(stranger, [event(stranger.id, 0)])
    assert record.contents() == before


@pytest.mark.parametrize("table", ["reports", "sentences", "claims", "judgements"])
def test_what_was_filed_cannot_be_changed_or_deleted(record: Record, table: str) -> None:
    column = {"sentences": "start", "judgements": "by"}.get(table, "id")
    for statement in (f"DELETE FROM {table}", f'UPDATE {table} SET "{column}" = "{column}"'):
        with pytest.raises(RecordError, match="only ever added to"), record._write() as connection:
            connection.exec_driver_sql(statement)


def test_a_persons_judgement_counts_and_stays(record: Record) -> None:
    one, other = (e for e in record.snapshot().events)
    same_type = [
        claim for claim in record.snapshot().claims.values() if claim.kind == "event" and claim.event.type == "RETREAT"
    ]
    apart = judge_pair(*same_type, verdict="different", score=1.0, by="person:ana")
    assert record.add_judgements([apart]) == 1
    assert record.add_judgements([apart]) == 0
    assert record.unmatched
    record.rebuild(judge)
    assert len(record.snapshot().events) == 3
    record.rebuild()
    assert len(record.snapshot().events) == 3
    assert apart in record.snapshot().judgements
    assert {one.id, other.id} & {e.id for e in record.snapshot().events}


def test_a_rule_that_scores_otherwise_later_adds_a_judgement_and_replaces_what_stands(record: Record) -> None:
    claims = [claim for _, some in dossier() for claim in some]
    record.rebuild(lambda some: [replace(judgement, score=0.7) for judgement in judge(some)])
    assert {judgement.score for judgement in record.snapshot().judgements} == {0.7}
    with record._read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM judgements").scalar() == 2 * len(judge(claims))
    assert record.check() == []


def test_refusals_are_kept_once(record: Record) -> None:
    for refusal in [
        SetAside("x.txt", "language", "German"),
        Failure("y.txt", "input", "no such file", "check the name"),
    ] * 2:
        record.add_refusal(refusal)
    assert len(record.refusals()) == 2
    assert record.counts()["set_aside"] == record.counts()["failures"] == 1


# --- asking -----------------------------------------------------------------------------------------------------


def test_as_of_a_day(record: Record) -> None:
    early = record.snapshot(as_of=date(2022, 1, 1))
    assert [found.status for found in early.states] == ["standing"]
    assert {found.type for found in early.events} == {"MOBILIZE"}
    # Said to have come by April 2024, and nothing more: that is no word about 2022.
    snapshot = record.snapshot(as_of=date(2022, 1, 1), known_on=date(2024, 5, 1))
    assert {found.type for found in snapshot.events} == {"MOBILIZE"}
    assert record.snapshot(as_of=date(2024, 7, 1)).states == ()
    assert record.snapshot(as_of=date(2019, 1, 1)).events == ()


def test_as_known_on_a_day_the_fold_knows_earlier_reports_only(record: Record) -> None:
    snapshot = record.snapshot(known_on=date(2024, 5, 1))
    assert [report.given_id for report in snapshot.reports.values()] == ["b"]
    assert [found.status for found in snapshot.states] == ["ending"]
    assert {claim.report for claim in snapshot.claims.values()} == set(snapshot.reports)
    assert snapshot.origin["left_out"] == "1"
    assert snapshot.opinions == ()
    assert record.snapshot(known_on=date(2020, 1, 1)).events == ()


def test_some_reports_only(record: Record) -> None:
    chosen = next(report.id for report, _ in dossier() if report.given_id == "c")
    snapshot = record.snapshot(reports=[chosen])
    assert (list(snapshot.reports), snapshot.events, len(snapshot.opinions)) == ([chosen], (), 1)


def test_search_finds_sentences_and_the_claims_made_there(record: Record) -> None:
    hits = record.search("withdraw")
    assert [(hit.words, hit.marked, len(hit.claims)) for hit in hits] == [
        ("Analysts call the withdrawal “inevitable”.", "Analysts call the [withdrawal] “inevitable”.", 1)
    ]
    assert [hit.sentence.start for hit in record.search('"deal of 2020"')] == [35]
    assert [hit.words for hit in record.search("region confirmed")] == [
        "They have left the région, a spokesman confirmed."
    ]
    assert record.search('"2020 of deal"') == []


@pytest.mark.parametrize(
    "words", ['"', "a OR", "NEAR(x)", "tit*", "col:umn", "-", "", "'; DROP TABLE claims", "^x", "\0x", "“"]
)
def test_whatever_somebody_types_is_a_search(record: Record, words: str) -> None:
    assert isinstance(record.search(words), list)


def test_a_title_that_is_not_in_the_text_is_searched_too(place: Place) -> None:
    report = replace(make_report("x", "They met at noon. Nothing was said."), title="Ministers confer in Tbilisi")
    with filed(place("a"), [(report, [])]) as record:
        assert [hit.sentence for hit in record.search("tbilisi")] == [Span(0, 17)]


def test_search_terms_are_words_and_quoted_phrases() -> None:
    assert search_terms('peace "border deal" OR x* -') == ["peace", "border deal", "OR", "x*"]


def test_find_by_id_and_by_how_it_begins(record: Record) -> None:
    snapshot = record.snapshot()
    happening, claim, report = (
        snapshot.events[0],
        next(iter(snapshot.claims.values())),
        next(iter(snapshot.reports.values())),
    )
    assert record.find(happening.id).item == happening
    assert record.find(happening.id[:8]).kind == "event"
    assert record.find(snapshot.states[0].id).item == snapshot.states[0]
    assert record.find(claim.id).item == claim
    assert record.find(report.id).item == report
    found = record.find(claim.mention)
    assert found.kind == "mention"
    assert isinstance(found.item, tuple)
    assert claim in found.item


def test_an_unknown_id_is_answered_with_the_nearest(record: Record) -> None:
    known = record.snapshot().events[0].id
    wrong = known[:-1] + ("0" if known[-1] != "0" else "1")
    with pytest.raises(UnknownIdError, match=f"did you mean {known}"):
        record.find(wrong)
    with pytest.raises(UnknownIdError, match="too short"):
        record.find("e")
    with pytest.raises(UnknownIdError, match="holds no id"):
        record.find("zzzz")


# --- checking ---------------------------------------------------------------------------------------------------


def test_a_sound_record_has_no_problems(record: Record) -> None:
    assert record.check() == []


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE claims SET words = 'Nothing happened.' WHERE kind = 'opinion'", "words"),
        ("UPDATE claims SET stance = 'denies' WHERE kind = 'opinion'", "changed"),
        ("UPDATE claims SET sentence_end = 9999 WHERE kind = 'opinion'", "span"),
        ("UPDATE claims SET body = '{}' WHERE kind = 'opinion'", "unreadable"),
        ("UPDATE reports SET text = text || '.'", "id"),
        ("UPDATE judgements SET verdict = 'different'", "id"),
        ("DELETE FROM state_events", "differs"),
        ("DELETE FROM states", "missing"),
        ("UPDATE events SET content = replace(content, 'happened', 'planned')", "differs"),
        ("UPDATE events SET status = 'planned'", "differs"),
        ("INSERT INTO event_claims VALUES ('nowhere', 'nothing')", "file"),
        ("UPDATE meta SET value = '1' WHERE key = 'unmatched'", "unmatched"),
    ],
)
def test_whatever_was_changed_shows(record: Record, statement: str, code: str) -> None:
    tamper(record, statement)
    assert code in {problem.code for problem in record.check()}


def test_a_record_left_unmatched_says_so_and_is_put_right_by_a_rebuild(place: Place, record: Record) -> None:
    address = place("b")
    with Record.open(address) as other:
        for report, claims in dossier():
            other.add(report, claims)
    with Record.open(address, create=False) as other:
        assert other.unmatched
        assert [problem.code for problem in other.check()] == ["unmatched"]
        assert other.snapshot().origin["unmatched"] == "1"
        other.rebuild(judge)
        assert other.contents() == record.contents()


# --- the database ---------------------------------------------------------------------------------------------------


def test_no_record_where_none_is_to_be_made(place: Place) -> None:
    with pytest.raises(RecordError, match="there is no record"):
        Record.open(place("none"), create=False)


def test_a_new_record_is_empty_and_sound(place: Place) -> None:
    with Record.open(place("new")) as record:
        assert record.check() == []
        assert not record.unmatched
        assert record.search("anything") == []
        assert set(record.counts().values()) == {0}


def test_names_of_files_that_are_no_text_are_kept_as_far_as_they_can_be(record: Record) -> None:
    report = replace(make_report("d", "Something else happened there today."), path="bad\udcffname.txt")
    assert record.add(report, [])
    record.add_refusal(Failure("bad\udcffname.txt", "input", "no text \udcff"))
    found = record.find(report.id).item
    assert isinstance(found, Report)
    assert found.path == "bad\\udcffname.txt"
    assert record.refusals() == [Failure("bad\\udcffname.txt", "input", "no text \\udcff")]


def test_a_newer_record_is_refused(place: Place, record: Record) -> None:
    tamper(record, "UPDATE meta SET value = '99' WHERE key = 'schema'")
    with pytest.raises(RecordError, match="schema 99"):
        Record.open(place("a"))


def test_an_older_record_is_brought_up_step_by_step(
    record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chancery.record.schema.VERSION", 4)
    (tmp_path / "versions").mkdir()
    for number, before in ((2, None), (3, "2"), (4, "3")):
        step = f"""from alembic import op\nrevision, down_revision = "{number}", {before!r}\n\n
def upgrade() -> None:\n    op.execute("INSERT INTO meta VALUES ('step {number}', 'taken')")"""
        (tmp_path / "versions" / f"schema_{number}.py").write_text(step)
    with record._write() as connection:
        migrate(connection, "here", tmp_path)
        found = connection.execute(text("SELECT key, value FROM meta ORDER BY key")).all()
    assert [tuple(row) for row in found if row[0].startswith("s")] == [
        ("schema", "4"), ("step 3", "taken"), ("step 4", "taken")
    ]  # fmt: skip
    monkeypatch.setattr("chancery.record.schema.VERSION", 5)
    with record._read() as connection, pytest.raises(RecordError, match="no way is known from schema 4 to 5"):
        migrate(connection, "here", tmp_path)


def test_two_readers_while_one_writes(place: Place, record: Record) -> None:
    with Record.open(place("a")) as other:
        stranger = make_report("d", "Something else happened there today.")
        assert record.add(stranger, [])
        assert other.has(stranger.id)
