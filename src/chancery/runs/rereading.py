"""Filed reports read again with the present steps; what they no longer say is superseded, never deleted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from chancery.runs.filing import bring_up
from chancery.runs.results import Coding
from chancery.runs.sources import trace_sources
from chancery.runs.steps import Steps, default_steps
from chancery.runs.workers import MakeSteps, code_in_order
from chancery.terms import UNKNOWN_DATE, Failure, Report, UnknownIdError

if TYPE_CHECKING:
    from chancery.record import Record

Progress = Callable[["Reread", str], None]


@dataclass(slots=True)
class Reread:
    """What became of the reports: read again without and with change, current already, failed; and of their claims."""

    unchanged: int = 0
    changed: int = 0
    current: int = 0
    failed: int = 0
    added: int = 0
    restored: int = 0
    superseded: int = 0

    @property
    def done(self) -> int:
        """Reports that are done with."""
        return self.unchanged + self.changed + self.current + self.failed


def reread_reports(
    record: Record | Path | str,
    wanted: Iterable[str] = (),
    *,
    steps: Steps | None = None,
    jobs: int = 1,
    make_steps: MakeSteps | None = None,
    progress: Progress | None = None,
    on_failure: Callable[[Failure], None] | None = None,
) -> Reread:
    """Read filed reports (all, or those whose ids begin so) again, and let what is found now take its place.

    Shapes:  each report in a transaction of its own; stopped in the middle, the same call goes on where it was, since
             reports that these versions of the steps have read are passed over. A report keeps its date of publication
             as it was filed. Matching comes once, at the end. A report that fails keeps the claims it has.
    Raises:  UnknownIdError where an id is none of a report; what opening a record raises.
    """
    from chancery.record import Record

    chosen = steps or (make_steps or default_steps)()
    result = Reread()
    with ExitStack() as closing:
        held = record if isinstance(record, Record) else closing.enter_context(Record.open(record, create=False))
        reports = _wanted(held, list(wanted))
        known = held.versions_read()
        versions: dict[str, str] = {}

        def stale(some: Iterable[Report]) -> Iterator[Report]:
            for report in some:
                if known.get(report.id) == versions:
                    result.current += 1
                    _tell(progress, result, "reading")
                else:
                    yield report

        # Which versions a reading comes from shows when there is one; so the first report is always read.
        filed = {report.id: report for report in reports}
        first = code_in_order(map(_as_it_came, reports[:1]), steps=chosen)
        rest = code_in_order(map(_as_it_came, stale(reports[1:])), steps=chosen, jobs=jobs, make_steps=make_steps)
        for some in (first, rest):
            for came, coding in some:
                report = filed[came.id]
                if isinstance(coding, Failure):
                    result.failed += 1
                    if on_failure:
                        on_failure(coding)
                else:
                    versions = dict(sorted({**chosen.versions, **coding.versions}.items()))
                    _replace(held, report, coding, versions, result)
                _tell(progress, result, "reading")
        if held.unmatched:
            _tell(progress, result, "matching")
            trace_sources(held)
            bring_up(held, chosen)
        if result.changed:
            held.add_run({"reread": asdict(result), "versions": versions})
    return result


def _as_it_came(report: Report) -> Report:
    """The report without the date that coding inferred for it: "last year" means what it meant at the first reading."""
    if report.published_how != "inferred":
        return report
    return replace(report, published=UNKNOWN_DATE, published_how="unknown", published_why="")


def _replace(record: Record, report: Report, coding: Coding, versions: dict[str, str], result: Reread) -> None:
    # When a claim could be known goes by the report as it is filed, which no later reading changes.
    claims = [replace(claim, known=report.published) for claim in coding.claims]
    change = record.replace_claims(report.id, claims, versions)
    result.changed += bool(change)
    result.unchanged += not change
    result.added += change.added
    result.restored += change.restored
    result.superseded += change.superseded


def _wanted(record: Record, prefixes: list[str]) -> list[Report]:
    if not prefixes:
        return list(record.reports())
    found: dict[str, Report] = {}
    for prefix in prefixes:
        match = record.find(prefix)
        if not isinstance(match.item, Report):
            raise UnknownIdError(f"{prefix} is a {match.kind}, not a report", remedy="give the id of a report")
        found[match.item.id] = match.item
    return [found[key] for key in sorted(found)]


def _tell(progress: Progress | None, result: Reread, stage: str) -> None:
    if progress:
        progress(result, stage)
