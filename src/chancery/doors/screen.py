"""Where output goes: colours and progress on a terminal only, everything else plain and pipeable."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from io import StringIO
from typing import IO, TYPE_CHECKING, Protocol

from chancery.terms import Failure, InputError, SetAside

if TYPE_CHECKING:
    from pathlib import Path

    from rich.console import Console, RenderableType

# Columns of text that is not shown on a terminal: long enough for a table row, so that grep finds a line whole.
PIPE_WIDTH_CHARS = 160


class Step(Protocol):
    """What a long piece of work calls: `done` items so far, `total` where known, and what it is at."""

    def __call__(self, done: int, total: int | None = None, note: str = "") -> None: ...


def screen() -> Console:
    """A console on standard output: coloured on a terminal (unless NO_COLOR is set), plain elsewhere."""
    from rich.console import Console

    return Console(highlight=False, markup=False, emoji=False)


def notes() -> Console:
    """The same on standard error, where progress goes."""
    from rich.console import Console

    return Console(stderr=True, highlight=False, markup=False, emoji=False)


def show(print_to: Callable[[Console], None], *, output: Path | None = None) -> None:
    """Show what `print_to` prints to a console: with styles on a terminal, as plain text in a pipe or file."""
    if output is None and (sys.stdout.isatty() or os.environ.get("FORCE_COLOR")):
        print_to(screen())
    else:
        emit(rendered(print_to), output=output)


def rendered(print_to: Callable[[Console], None]) -> str:
    """What `print_to` prints to a console, as plain text without blanks at the ends of lines."""
    from rich.console import Console

    width = int(columns) if (columns := os.environ.get("COLUMNS", "")).isdigit() else PIPE_WIDTH_CHARS
    with StringIO() as sink:
        print_to(Console(file=sink, highlight=False, markup=False, emoji=False, width=width, no_color=True))
        return "".join(f"{line.rstrip()}\n" for line in sink.getvalue().splitlines())


def can_show(characters: str, *, output: Path | None) -> bool:
    """Whether these characters can go where output goes; files are UTF-8, a terminal or pipe may be less."""
    try:
        characters.encode("utf-8" if output else sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


class Sheet:
    """Where results go one after another: the screen, or a file as plain text."""

    def __init__(self, file: IO[str] | None = None) -> None:
        self._file = file

    def line(self, text: str) -> None:
        """One line exactly as it is, however long."""
        file = self._file or sys.stdout
        file.write(text + "\n")
        file.flush()

    def show(self, parts: Iterable[RenderableType]) -> None:
        """Styled lines and tables."""

        def print_to(console: Console) -> None:
            for part in parts:
                console.print(part)

        if self._file is None:
            show(print_to)
        else:
            self._file.write(rendered(print_to))


@contextmanager
def open_sheet(output: Path | None) -> Iterator[Sheet]:
    """The screen, or the file where `output` names one.

    Raises:  InputError where the file cannot be written.
    """
    if output is None:
        yield Sheet()
        return
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        file = output.open("w", encoding="utf-8")
    except OSError as error:
        raise _unwritable(output, error) from error
    with file:
        yield Sheet(file)
    note(f"written to {output}")


def counted(number: int, noun: str) -> str:
    """A number with its noun: "1 report", "2 reports"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def note(line: str) -> None:
    """Write one line to standard error, plain."""
    print(line, file=sys.stderr, flush=True)


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
        raise _unwritable(output, error) from error
    note(f"written to {output}")


def _unwritable(output: Path, error: OSError) -> InputError:
    return InputError(
        f"cannot be written: {error.strerror or error}", where=str(output), remedy="choose another --output"
    )


@contextmanager
def progress(label: str, *, unless: bool = False) -> Iterator[Step]:
    """A progress line on standard error while the block runs; nothing at all where that is no terminal.

    Nor where `unless` is true: results that appear one by one on the same terminal show well enough that work goes on.
    """
    if unless or not sys.stderr.isatty():
        yield lambda done, total=None, note="": None
        return
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed:.0f} done"),
        TimeElapsedColumn(),
        TextColumn("{task.fields[note]}"),
    )
    # Standard output must stay what it is: redirected, results meant for a pipe would land on the terminal.
    with Progress(*columns, console=notes(), transient=True, redirect_stdout=False) as bar:
        task = bar.add_task(label, total=None, note="")

        def step(done: int, total: int | None = None, note: str = "") -> None:
            bar.update(task, completed=done, total=total, note=note[-40:])

        yield step


def flat(words: str) -> str:
    """Words of a report on one line."""
    return " ".join(words.split())
