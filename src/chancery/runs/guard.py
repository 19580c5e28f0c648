"""One broken report is a Failure, never the end of a batch."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from chancery.runs.steps import TakeIn
from chancery.terms import (
    ArtefactError,
    ChanceryError,
    CodebookError,
    Failure,
    ReaderError,
    RecordError,
    Report,
    SetAside,
)

T = TypeVar("T")
FATAL = (MemoryError, ArtefactError, CodebookError, ReaderError, RecordError)
"""Errors that are no report's own."""
_FRAMES = 3
_DETAIL_CHARS = 400

Item = str | Path | Report | SetAside | Failure
"""What a run takes: a path (a file, a folder, "-" for standard input) or a report that is at hand."""


def attempt(step: Callable[[], T], where: str) -> T | Failure:
    """What the step gives, or a Failure that says what went wrong in it.

    Catches every Exception on purpose: whatever one report sets off must not take the others with it. What would meet
    every report (no memory, a damaged model, a full disk) and what a person wants (Ctrl-C) still ends the run.
    """
    try:
        return step()
    except FATAL:
        raise
    except Exception as error:
        return failure_of(error, where)


def failure_of(error: Exception, where: str) -> Failure:
    """The failure that an error means: its own code and remedy, or "internal" with the last calls that led to it."""
    if isinstance(error, ChanceryError):
        found = f"{error.where}: {error.found}" if error.where and error.where != where else error.found
        return Failure(where, error.code, found, error.remedy)
    if isinstance(error, OSError) and error.strerror:
        return Failure(where, "input", error.strerror.lower(), "check the name and that it may be read")
    calls = [f"{Path(f.filename).name}:{f.lineno}" for f in traceback.extract_tb(error.__traceback__)[-_FRAMES:]]
    detail = f"{type(error).__name__}: {error}"[:_DETAIL_CHARS]
    remedy = "this is a fault of Chancery; please report it with the text"
    return Failure(where, "internal", f"{detail} [{' > '.join(calls)}]", remedy)


def where_of(report: Report) -> str:
    """How to name a report to people: its path, what it was given as id, or its own id."""
    name = report.path or report.given_id or report.id
    return f"{name}#{report.given_id}" if report.path and report.given_id and report.given_id not in name else name


def take_in(items: Iterable[Item], step: TakeIn) -> Iterator[Report | SetAside | Failure]:
    """The reports of all items, in order; one that cannot be taken in is a Failure and the next comes."""
    for item in items:
        if isinstance(item, Report | SetAside | Failure):
            yield item
            continue
        if item == "":
            # Path("") is the working folder, which nobody who passes an empty variable means.
            yield Failure("''", "input", "the name is empty", "name a file or a folder; . is the working folder")
            continue
        path = Path(item)
        found = attempt(lambda path=path: step(path), str(path))  # type: ignore[misc]
        if isinstance(found, Failure):
            yield found
            continue
        while True:
            try:
                outcome = next(found)
            except StopIteration:
                break
            except FATAL:
                raise
            except Exception as error:
                # A generator that has raised is at its end: what else the file held is lost with it, and is said to be.
                yield failure_of(error, str(path))
                break
            yield outcome
