"""Where output goes: colours and progress on a terminal only, everything else plain and pipeable."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

from chancery.terms import Failure, InputError, SetAside

if TYPE_CHECKING:
    from pathlib import Path

    from rich.console import Console

# Columns of text that is not shown on a terminal: long enough for a table row, so that grep finds a line whole.
PIPE_WIDTH_CHARS = 160


class Step(Protocol):
    """What a long piece of work calls: `done` items so far, `total` where known, and what it is at."""

    def __call__(self, done: int, total: int | None = None, note: str = "") -> None: ...


def screen() -> Console:
    """A console on standard output: coloured on a terminal (unless NO_COLOR is set), plain elsewhere."""
    return _console(error=False)


def notes() -> Console:
    """The same on standard error, where notes, warnings and progress go."""
    return _console(error=True)


def _console(*, error: bool) -> Console:
    from rich.console import Console

    stream = sys.stderr if error else sys.stdout
    width = None if stream.isatty() or os.environ.get("COLUMNS") else PIPE_WIDTH_CHARS
    return Console(stderr=error, highlight=False, markup=False, emoji=False, width=width, soft_wrap=False)


def note(line: str) -> None:
    """Write one line to standard error, plain."""
    print(line, file=sys.stderr)


def problem_line(problem: SetAside | Failure) -> str:
    """The one line that tells of a report that was set aside or could not be read."""
    if isinstance(problem, SetAside):
        return f"set aside  {problem.where}: {problem.reason}: {problem.detail}"
    advice = f" ({problem.remedy})" if problem.remedy else ""
    return f"failed     {problem.where}: {problem.detail}{advice} [{problem.code}]"


def emit(text: str, *, output: Path | None) -> None:
    """Write `text` to a file, or to standard output where `output` is None.

    Raises:  InputError where the file cannot be written.
    """
    if not text.endswith("\n"):
        text += "\n"
    if output is None:
        sys.stdout.write(text)
        sys.stdout.flush()
        return
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        raise InputError(
            f"cannot be written: {error.strerror or error}", where=str(output), remedy="choose another --output"
        ) from error
    note(f"written to {output}")


@contextmanager
def progress(label: str) -> Iterator[Step]:
    """A progress line on standard error while the block runs; nothing at all where that is no terminal."""
    if not sys.stderr.isatty():
        yield lambda done, total=None, note="": None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[note]}"),
    )
    with Progress(*columns, console=notes(), transient=True) as bar:
        task = bar.add_task(label, total=None, note="")

        def step(done: int, total: int | None = None, note: str = "") -> None:
            bar.update(task, completed=done, total=total, note=note[-40:])

        yield step
