"""`chancery read` and `chancery code`: look at reports and keep nothing."""

from __future__ import annotations

import json as jsons
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

import typer

from chancery.doors.options import Files, JsonLines, Output
from chancery.doors.screen import note, problem_line, progress
from chancery.terms import Failure, InputError, SetAside


def read(paths: Files, json: JsonLines = False, output: Output = None) -> None:
    """Show what is read in reports: sentences, names, dates, quotations, predicates with roles, who says what.

    Every offset counts characters of the report's text. Nothing is kept.
    """
    from chancery import runs
    from chancery.views.machine import reading_data

    counts = _Counts()
    with _sheet(output) as sheet, progress("reading") as step:
        for found in runs.read_reports(paths):
            if counts.add(found, step):
                continue
            if json:
                sheet.line(jsons.dumps(reading_data(found), ensure_ascii=False))
            else:
                from chancery.doors.reading_text import reading_lines

                sheet.show(reading_lines(found))
    counts.close("read")


def code(paths: Files, json: JsonLines = False, output: Output = None) -> None:
    """Show the events, states and opinions of reports, each report by itself. Nothing is kept.

    To see several reports together without keeping them, give them to: chancery brief FILE...
    """
    from chancery import runs
    from chancery.views.machine import coded_data

    counts = _Counts()
    with _sheet(output) as sheet, progress("coding") as step:
        for found in runs.code_reports(paths):
            if counts.add(found, step):
                continue
            if json:
                sheet.line(jsons.dumps(coded_data(found.report, found.snapshot), ensure_ascii=False))
            else:
                from chancery.doors.coding_text import coding_parts
                from chancery.doors.reading_text import report_head

                sheet.show(report_head(found.report))
                sheet.show(coding_parts(found.snapshot))
    counts.close("coded")


class _Counts:
    """Reports done, set aside and failed; the last two named on standard error as they come."""

    def __init__(self) -> None:
        self.done = self.aside = self.failed = 0

    def add(self, found: object, step: object) -> bool:
        """Count one result; true where there is nothing to show of it."""
        if isinstance(found, SetAside | Failure):
            note(problem_line(found))
            self.aside += isinstance(found, SetAside)
            self.failed += isinstance(found, Failure)
            return True
        self.done += 1
        return False

    def close(self, verb: str) -> None:
        """Say the counts where anything is missing. Raises: typer.Exit(1) where a report failed."""
        if self.aside or self.failed:
            total = self.done + self.aside + self.failed
            note(f"{total} reports in: {self.done} {verb}, {self.aside} set aside, {self.failed} failed")
        if self.failed:
            raise typer.Exit(1)
