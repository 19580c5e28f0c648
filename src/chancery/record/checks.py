"""A record compared with what it must be: its spans, its ids, and what follows from its claims."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields

from sqlalchemy import Connection, select

from chancery.record import loading, rows, schema, tracing
from chancery.record.database import Database
from chancery.record.fold import fold
from chancery.terms import Claim, Event, Judgement, RecordError, Report, State


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is not as it should be.

    code is one of: file, unreadable, changed, words, span, id, orphan, unmatched, missing, extra, differs.
    """

    code: str
    where: str
    detail: str


def find_problems(database: Database, connection: Connection) -> list[Problem]:
    """All problems of a record; empty where it is sound. Reads only."""
    problems = [Problem("file", "database", fault) for fault in database.faults(connection)]
    reports: dict[str, Report] = {}
    claims: list[Claim] = []
    judgements: list[Judgement] = []
    try:
        for row in connection.execute(select(schema.reports)):
            report = rows.report_of(row._asdict())
            reports[row.id] = report
            problems += _report_problems(row._asdict(), report)
        superseded = set(connection.execute(select(schema.superseded.c.claim)).scalars())
        for row in connection.execute(select(schema.claims)):
            claim = rows.claim_of(row._asdict())
            if claim.id not in superseded:
                claims.append(claim)
            problems += _claim_problems(row._asdict(), claim, reports)
        standing = {row.row for row in connection.execute(select(schema.standing))}
        for row in connection.execute(select(schema.judgements)):
            judgement = rows.judgement_of(row._asdict())
            if rows.judgement_row(judgement) != row._asdict():
                problems.append(Problem("id", f"judgement {row.id}", "the row is not what its id was derived from"))
            if row.row in standing:
                judgements.append(judgement)
        unmatched = connection.execute(select(schema.meta.c.value).where(schema.meta.c.key == "unmatched")).scalar()
        if unmatched == "1":
            detail = "claims were added that events do not take into account yet; chancery timeline puts that right"
            problems.append(Problem("unmatched", "record", detail))
        else:
            events, states, _ = fold(claims, judgements, sources=tracing.load_sourcing(connection))
            problems += _compare("event", {e.id: e for e in events}, {e.id: e for e in loading.load_events(connection)})
            problems += _compare("state", {s.id: s for s in states}, {s.id: s for s in loading.load_states(connection)})
            problems += _link_problems(connection, events, states)
    except RecordError as error:
        problems.append(Problem("unreadable", error.where, error.found))
    except (TypeError, ValueError, LookupError) as error:
        # A damaged file can hold anything where a date or a name should be.
        problems.append(Problem("unreadable", "a row", f"does not hold what it should ({error})"))
    return problems


def _report_problems(row: Mapping[str, object], report: Report) -> Iterator[Problem]:
    where = f"report {row['id']}"
    if report.id != row["id"]:
        yield Problem("id", where, f"its text and what it states give the id {report.id}")
    if report.source.id != row["source"]:
        yield Problem("id", where, f"its source gives the id {report.source.id}, not {row['source']}")


def _claim_problems(row: Mapping[str, object], claim: Claim, reports: Mapping[str, Report]) -> Iterator[Problem]:
    where = f"claim {claim.id}"
    if rows.claim_digest(row) != row["digest"]:
        yield Problem("changed", where, "the row is not as it was filed")
    report = reports.get(claim.report)
    if report is None:
        yield Problem("orphan", where, f"its report {claim.report} is not in the record")
        return
    if not 0 <= claim.sentence.start < claim.sentence.end <= len(report.text):
        yield Problem("span", where, f"its sentence {claim.sentence} lies outside of the report")
    elif claim.sentence.cut(report.text) != claim.words:
        found = claim.sentence.cut(report.text)
        yield Problem("words", where, f"its sentence holds {found[:60]!r}, not {claim.words[:60]!r}")
    if not 0 <= claim.trigger.start < claim.trigger.end <= len(report.text):
        yield Problem("span", where, f"its trigger {claim.trigger} lies outside of the report")


def _compare(
    noun: str, computed: Mapping[str, Event] | Mapping[str, State], stored: Mapping[str, Event] | Mapping[str, State]
) -> Iterator[Problem]:
    for missing in sorted(computed.keys() - stored.keys()):
        yield Problem("missing", f"{noun} {missing}", "follows from the claims and is not stored")
    for extra in sorted(stored.keys() - computed.keys()):
        yield Problem("extra", f"{noun} {extra}", "is stored and does not follow from the claims")
    for same in sorted(computed.keys() & stored.keys()):
        one, other = computed[same], stored[same]
        names = [f.name for f in fields(one) if getattr(one, f.name) != getattr(other, f.name)]
        if names:
            yield Problem("differs", f"{noun} {same}", f"stored otherwise than it follows: {', '.join(names)}")


def _link_problems(connection: Connection, events: tuple[Event, ...], states: tuple[State, ...]) -> Iterator[Problem]:
    """Index columns and link tables that do not say what the events and states do."""
    expected = {
        schema.events: [rows.event_row(event) for event in events],
        schema.states: [rows.state_row(state) for state in states],
        schema.event_claims: [{"event": event.id, "claim": claim} for event in events for claim in event.claims],
        schema.state_claims: [{"state": state.id, "claim": claim} for state in states for claim in state.claims],
        schema.state_events: [row for state in states for row in rows.state_event_rows(state)],
    }
    for table, wanted in expected.items():
        columns = [column for column in table.columns if column.name != "content"]
        names = [column.name for column in columns]
        found = {tuple(row) for row in connection.execute(select(*columns))}
        if found != {tuple(row[name] for name in names) for row in wanted}:
            yield Problem("differs", f"table {table.name}", "its rows are not what the events and states say")
