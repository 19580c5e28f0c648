"""The steps that a run is made of: which reader, which resolver, which coder, which judge."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from chancery.terms import Claim, Failure, Judgement, Reading, Report, SetAside

if TYPE_CHECKING:  # the room of reading is opened with the first step, the record with the first filing
    from chancery.reading import Parser
    from chancery.record import Matcher

TakeIn = Callable[[Path], Iterator[Report | SetAside | Failure]]
Resolve = Callable[[Reading], Reading]
Code = Callable[[Reading], tuple[Report, list[Claim]]]
Judge = Callable[[Sequence[Claim]], Sequence[Judgement]]


class Reads(Protocol):
    """What turns reports into readings; `chancery.reading.Reader` does."""

    def read(self, report: Report) -> Reading:
        """The reading of one report, which nothing but the report decides."""
        ...


@dataclass(frozen=True, slots=True)
class Steps:
    """What a run does to each report, in this order. Tests and other readers put their own steps in.

    Shapes:  `take_in` a path into reports, `reader` a report into a reading, `resolve` names of actors and places in
             it, `code` a reading into claims, `judge` claims into judgements on which are of one event.
             `matcher` judges pair by pair, so that filing into a record judges only what is new; where there is none,
             `judge` judges all claims after each run.
             `versions` are kept with each filing run.
    """

    take_in: TakeIn
    reader: Reads
    resolve: Resolve
    code: Code
    judge: Judge
    versions: Mapping[str, str] = field(default_factory=dict)
    matcher: Matcher | None = None


def default_steps(threads: int = 1) -> Steps:
    """The steps that ship with Chancery, by the codebook that CHANCERY_CODEBOOK names, if it names one.

    The model itself and the codebook that ships are loaded at the first report.
    Raises:  CodebookError where the codebook that the environment names does not hold together.
    """
    from chancery.shelf.codebooks import chosen_folder

    return _steps_by(chosen_folder(), threads)


@cache
def _steps_by(folder: Path | None, threads: int) -> Steps:
    from chancery.coding import VERSION, code
    from chancery.matching import events
    from chancery.matching.mentions import resolve_mentions
    from chancery.reading import load_reader
    from chancery.shelf.codebooks import codebook_version, load_codebook

    book = load_codebook(folder) if folder else None  # a mistake in one's own is told before the first report
    versions = {"coding": VERSION, "codebook": codebook_version(folder), "judge": events.BY}
    coder = partial(code, codebook=book) if book else code
    return Steps(take_path, load_reader(threads=threads), resolve_mentions, coder, events.judge, versions, events)


def steps_with(reader: Parser | str | None, codebook: Path | str | None = None, threads: int = 1) -> Steps:
    """The default steps over another parser (an object, or "module:factory") or by another codebook (its folder).

    None is the parser that ships, and the codebook that the environment names, else the one that ships.
    Raises:  ReaderError where there is no such parser, CodebookError where the codebook does not hold together.
    """
    from chancery.shelf.codebooks import chosen_folder

    steps = _steps_by(chosen_folder(codebook), threads)
    if reader is None:
        return steps
    return replace(steps, reader=(_imported_reader(reader) if isinstance(reader, str) else _reader_over(reader)))


@cache
def _imported_reader(reader: str) -> Reads:
    return _reader_over(reader)


def _reader_over(reader: Parser | str) -> Reads:
    from chancery.reading import make_reader

    return make_reader(reader)


def take_path(path: Path) -> Iterator[Report | SetAside | Failure]:
    """The reports of a file, of the files in a folder, or ("-") of standard input."""
    from chancery.intake import read_bytes, read_path

    if str(path) == "-":
        yield from read_bytes(sys.stdin.buffer.read(), path="-")
    else:
        yield from read_path(path)
