"""`chancery read` and `chancery code`: look at reports and keep nothing."""

from __future__ import annotations

import json as jsons
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from chancery.doors.group import PROBLEMS
from chancery.doors.options import Files, JsonLines, Output
from chancery.doors.screen import Sheet, counted, note, open_sheet, problem_line, progress
from chancery.terms import Failure, SetAside

if TYPE_CHECKING:
    from collections.abc import Iterable


def read(paths: Files, json: JsonLines = False, output: Output = None) -> None:
    """Show what is read in reports: sentences, names, dates, quotations, predicates with roles, who says what.

    Every offset counts characters of the report's text. Nothing is kept.
    """
    from chancery import runs

    def show(reading: Any, sheet: Sheet) -> None:
        if json:
            from chancery.views.machine import reading_data

            sheet.line(jsons.dumps(reading_data(reading), ensure_ascii=False))
        else:
            from chancery.doors.reading_text import reading_lines

            sheet.show(reading_lines(reading))

    _each(lambda: runs.read_reports(paths), show, output, doing="reading", done="read")


def code(paths: Files, json: JsonLines = False, output: Output = None) -> None:
    """Show the events, states and opinions of reports, each report by itself. Nothing is kept.

    To see several reports together without keeping them: chancery brief FILE...
    """
    from chancery import runs

    def show(coded: Any, sheet: Sheet) -> None:
        if json:
            from chancery.views.machine import coded_data

            sheet.line(jsons.dumps(coded_data(coded.report, coded.snapshot), ensure_ascii=False))
        else:
            from chancery.doors.coding_text import coding_parts
            from chancery.doors.reading_text import report_head

            sheet.show(report_head(coded.report))
            sheet.show(coding_parts(coded.snapshot))

    _each(lambda: runs.code_reports(paths), show, output, doing="coding", done="coded")


def _each(
    results: Callable[[], Iterable[Any]],
    show: Callable[[Any, Sheet], None],
    output: Path | None,
    *,
    doing: str,
    done: str,
) -> None:
    """Show each result as it comes, name the others on standard error, and count them all at the end.

    Raises:  typer.Exit(1) where a report failed.
    """
    shown = aside = failed = 0
    seen = output is None and sys.stdout.isatty()
    with open_sheet(output) as sheet, progress(doing, unless=seen) as step:
        for found in results():
            if isinstance(found, SetAside | Failure):
                note(problem_line(found))
                aside += isinstance(found, SetAside)
                failed += isinstance(found, Failure)
            else:
                shown += 1
                show(found, sheet)
            step(shown + aside + failed)
    if aside or failed:
        note(f"{counted(shown + aside + failed, 'report')} in: {shown} {done}, {aside} set aside, {failed} failed")
    if failed:
        raise typer.Exit(PROBLEMS)
