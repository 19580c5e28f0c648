"""Reports filed into a record: taken in, read, coded, added one by one, matched at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from chancery.runs.guard import Item, attempt, take_in, where_of
from chancery.runs.results import Counts, Refusal
from chancery.runs.sources import source_versions, trace_sources
from chancery.runs.steps import Judge, Steps, default_steps
from chancery.runs.workers import MakeSteps, code_in_order
from chancery.terms import Failure, Report

if TYPE_CHECKING:  # brings SQLAlchemy in, which reading and coding do without
    from chancery.record import Record

Progress = Callable[[Counts, str], None]
"""Called with the counts so far and the stage: "filing" after each report, "matching" before the last step."""


def open_record(path: Path | str, *, create: bool = False, judge: Judge | None = None) -> Record:
    """The record in a file or behind a URL, put right where an interrupted run left claims unmatched.

    Raises:  RecordError where there is no record, or what is there is none.
    """
    from chancery.record import Record

    record = Record.open(path, create=create)
    try:
        if record.unmatched:
            trace_sources(record)
            if judge:
                record.rebuild(judge)
            else:
                bring_up(record, default_steps())
    except BaseException:
        record.close()
        raise
    return record


def file_reports(
    items: Iterable[Item],
    record: Record | Path | str,
    *,
    steps: Steps | None = None,
    jobs: int = 1,
    make_steps: MakeSteps | None = None,
    progress: Progress | None = None,
    on_refusal: Callable[[Refusal], None] | None = None,
) -> Counts:
    """File the reports of paths or reports into a record, and say what became of each.

    Shapes:  each report is filed whole, in a transaction of its own, so that a killed run loses only what it had not
             yet filed; filing the same again carries on, and ends with the record that one whole run would have made.
             Matching comes once, at the end. A report that the record holds already is not read again. With `jobs`
             over 1 that many processes read and code, with steps from `make_steps`; `steps` then only take in and
             judge. `on_refusal` is told of each report set aside or failed, as it happens.
    Raises:  RecordError where the record cannot be opened or written, ArtefactError or CodebookError where what ships
             with Chancery is damaged. What is wrong with a report never raises.
    """
    from chancery.record import Record

    chosen = steps or (make_steps or default_steps)()
    counts = Counts()
    versions = dict(chosen.versions)
    with ExitStack() as closing:
        held = record if isinstance(record, Record) else closing.enter_context(Record.open(record))

        def tell(stage: str) -> None:
            if progress:
                progress(counts, stage)

        def refuse(refusal: Refusal) -> None:
            held.add_refusal(refusal)
            if isinstance(refusal, Failure):
                counts.failed += 1
            else:
                counts.set_aside += 1
            if on_refusal:
                on_refusal(refusal)
            tell("filing")

        fresh = _fresh(take_in(items, chosen.take_in), held, counts, refuse, tell)
        for report, coding in code_in_order(fresh, steps=chosen, jobs=jobs, make_steps=make_steps):
            if isinstance(coding, Failure):
                refuse(coding)
                continue
            stray = _stray(report, coding.report, {claim.report for claim in coding.claims})
            if stray:
                refuse(stray)
                continue
            versions.update(coding.versions)
            added = attempt(lambda one=coding: held.add(one.report, one.claims, one.sentences), where_of(report))  # type: ignore[misc]
            if isinstance(added, Failure):
                refuse(added)
                continue
            counts.filed += added
            counts.already_there += not added
            tell("filing")
        counts.close()
        trace_sources(held)
        versions.update(source_versions())
        if held.unmatched:
            tell("matching")
            bring_up(held, chosen)
        held.add_run({"versions": dict(sorted(versions.items())), "counts": asdict(counts)})
    return counts


def bring_up(record: Record, steps: Steps) -> None:
    """Judge and fold what waits in a record."""
    if steps.matcher:
        record.refresh(steps.matcher)
    else:
        record.rebuild(steps.judge)


def _fresh(
    incoming: Iterable[Report | Refusal],
    record: Record,
    counts: Counts,
    refuse: Callable[[Refusal], None],
    tell: Callable[[str], None],
) -> Iterator[Report]:
    """The reports that are to be read; all others are counted here."""
    seen: set[str] = set()
    for item in incoming:
        counts.reports_in += 1
        if not isinstance(item, Report):
            refuse(item)
        elif item.id in seen or record.has(item.id):
            counts.already_there += 1
            tell("filing")
        else:
            seen.add(item.id)
            yield item


def _stray(report: Report, coded: Report, claimed: set[str]) -> Failure | None:
    """A failure where coding answered for another report than it was given: filing that would break the record."""
    if coded.id == report.id and claimed <= {report.id}:
        return None
    detail = f"coding gave claims of {', '.join(sorted(claimed - {report.id})) or coded.id} for report {report.id}"
    return Failure(where_of(report), "internal", detail, "this is a fault of Chancery; please report it with the text")
