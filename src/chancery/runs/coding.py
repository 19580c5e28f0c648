"""Reports read, and reports coded, without keeping anything."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from chancery.record.snapshots import make_snapshot
from chancery.runs.guard import Item, attempt, take_in, where_of
from chancery.runs.results import Coded, Coding, Refusal
from chancery.runs.sources import trace_in_memory
from chancery.runs.steps import Judge, Steps, default_steps
from chancery.terms import Claim, Failure, InputError, Reading, Report, SetAside, Snapshot, Source


def read_reports(items: Iterable[Item], *, steps: Steps | None = None) -> Iterator[Reading | Refusal]:
    """The reading of each report of the paths or reports given, with actors and places resolved, in order.

    A report that is set aside or fails stands in its place as what it is; the rest goes on.
    """
    steps = steps or default_steps()
    for item in take_in(items, steps.take_in):
        yield _read(item, steps) if isinstance(item, Report) else item


def code_reports(items: Iterable[Item], *, steps: Steps | None = None) -> Iterator[Coded | Refusal]:
    """Each report of the paths or reports given with its claims, and the events and states it tells by itself."""
    steps = steps or default_steps()
    for reading in read_reports(items, steps=steps):
        yield reading if isinstance(reading, SetAside | Failure) else _coded(reading, steps)


def snapshot_of(
    coded: Iterable[Coded | Coding],
    *,
    judge: Judge | None = None,
    as_of: date | None = None,
    known_on: date | None = None,
) -> Snapshot:
    """What reports tell together, without a record: claims judged and folded in memory."""
    some = list(coded)
    claims: list[Claim] = [claim for one in some for claim in one.claims]
    judgements = (judge or default_steps().judge)(claims)
    reports = [one.report for one in some]
    provenance, named, copies = trace_in_memory(reports, claims)
    return make_snapshot(
        reports,
        claims,
        judgements,
        as_of=as_of,
        known_on=known_on,
        provenance=provenance,
        named=named,
        copies=copies,
    )


def make_text_report(
    text: str,
    *,
    title: str | None = None,
    published: str | None = None,
    source: str | Source | None = None,
    given_id: str | None = None,
) -> Report:
    """The report of a text at hand. `published` in EDTF, `source` by name or in full.

    Raises:  InputError where the text cannot be read as a report (empty, another language), with the reason.
    """
    from chancery.intake import make_report

    whose = Source(source) if isinstance(source, str) else source
    try:
        report = make_report(text, title=title, published=published, source=whose, given_id=given_id)
    except ValueError as error:
        raise InputError(str(error), where=given_id or "text") from error
    if isinstance(report, SetAside):
        raise InputError(f"{report.reason}: {report.detail}", where=given_id or "text")
    return report


def read_text(report: Report, *, steps: Steps | None = None) -> Reading:
    """The reading of one report, actors and places resolved. Errors are raised, not returned."""
    steps = steps or default_steps()
    return steps.resolve(steps.reader.read(report))


def code_text(report: Report, *, steps: Steps | None = None) -> Coded:
    """One report coded. Errors are raised, not returned."""
    steps = steps or default_steps()
    report, claims = steps.code(read_text(report, steps=steps))
    return _by_itself(report, claims, steps)


def code_batch(reports: Sequence[Report], steps: Steps) -> list[Coding | Failure]:
    """The reports coded, one result for each, in order; what a worker does."""
    results: list[Coding | Failure] = []
    for report in reports:
        reading = _read(report, steps)
        results.append(reading if isinstance(reading, Failure) else _coding(reading, steps))
    return results


def _read(report: Report, steps: Steps) -> Reading | Failure:
    # One report at a time, though a reader can read several together: the model's int8 scales follow from all that is
    # in one call, so that a report's reading would depend on its neighbours, and the record on the order of filing.
    return attempt(lambda: read_text(report, steps=steps), where_of(report))


def _coding(reading: Reading, steps: Steps) -> Coding | Failure:
    def coding() -> Coding:
        report, claims = steps.code(reading)
        sentences = tuple(sentence.span for sentence in reading.sentences)
        return Coding(report, tuple(claims), sentences, dict(reading.versions))

    return attempt(coding, where_of(reading.report))


def _coded(reading: Reading, steps: Steps) -> Coded | Failure:
    def both() -> Coded:
        report, claims = steps.code(reading)
        return _by_itself(report, claims, steps)

    return attempt(both, where_of(reading.report))


def _by_itself(report: Report, claims: Sequence[Claim], steps: Steps) -> Coded:
    provenance, named, _ = trace_in_memory([report], claims)
    snapshot = make_snapshot([report], claims, steps.judge(claims), provenance=provenance, named=named)
    return Coded(report, tuple(claims), snapshot)
