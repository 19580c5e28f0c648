"""The commands that keep a record: file and check."""

from __future__ import annotations

import json as jsons
from dataclasses import asdict
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from chancery.doors.group import PROBLEMS
from chancery.doors.options import (
    DEFAULT_RECORD,
    Codebooks,
    Files,
    JsonCounts,
    OtherReader,
    OwnActors,
    OwnSources,
    RecordPath,
)
from chancery.doors.screen import counted, note, problem_line, progress

if TYPE_CHECKING:
    from chancery.runs import Counts


def file(
    paths: Files,
    record: RecordPath = DEFAULT_RECORD,
    jobs: Annotated[
        int, typer.Option("--jobs", "-j", min=1, metavar="N", help="Read with so many processes, one for each core.")
    ] = 1,
    json: JsonCounts = False,
    reader: OtherReader = None,
    codebook: Codebooks = None,
    actors: OwnActors = None,
    sources: OwnSources = None,
) -> None:
    """File reports into a record, which is made where there is none.

    Takes text, Markdown (with front matter: title, date, source, country, kind), HTML, saved RSS and Atom feeds,
    WARC files, JSON and JSON lines (title, date, text, source, id), and folders of them. Filing the same
    report again changes nothing. Stopped in the middle, it can be started again and goes on.
    """
    from chancery import runs
    from chancery.record import named
    from chancery.runs.actors import using_actors
    from chancery.runs.sources import using_sources

    where = named(record)
    with using_actors(actors), using_sources(sources), progress("filing") as step:
        counts = runs.file_reports(
            paths,
            record,
            jobs=jobs,
            make_steps=partial(runs.steps_with, reader, codebook),
            progress=lambda counts, stage: step(counts.done, note=stage),
            on_refusal=lambda refusal: note(problem_line(refusal)),
        )
    if json:
        typer.echo(jsons.dumps(asdict(counts) | {"record": where}))
    else:
        typer.echo(_counts_line(counts, where))
    if counts.failed:
        raise typer.Exit(PROBLEMS)


def check(record: RecordPath = DEFAULT_RECORD, json: JsonCounts = False) -> None:
    """Verify a record: every claim's words stand where it says, events and states follow from the claims.

    Changes nothing. The exit code is 1 where anything is not as it should be.
    """
    from chancery.record import Record

    with Record.open(record, create=False) as opened:
        with progress("checking"):
            problems = opened.check()
        held, where = opened.counts()["reports"], opened.where
    if json:
        typer.echo(jsons.dumps({"record": where, "reports": held, "problems": [asdict(one) for one in problems]}))
    else:
        for one in problems:
            typer.echo(f"{one.code}  {one.where}: {one.detail}")
        found = counted(len(problems), "problem") if problems else "everything is as it should be"
        typer.echo(f"{where}: {counted(held, 'report')}, {found}")
    if problems:
        raise typer.Exit(PROBLEMS)


def _counts_line(counts: Counts, record: str) -> str:
    came = f"{record}: {counted(counts.reports_in, 'report')} in"
    went = (counts.filed, "filed"), (counts.already_there, "already there")
    lost = (counts.set_aside, "set aside"), (counts.failed, "failed")
    line = f"{came}: {', '.join(f'{number} {what}' for number, what in (*went, *lost))}"
    return f"{line}; nothing changed" if counts.already_there and not counts.filed else line
