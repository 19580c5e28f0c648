"""`chancery review`: what waits for a person, one thing after another; and `chancery reread`."""

from __future__ import annotations

import json as jsons
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from chancery.doors.group import PROBLEMS
from chancery.doors.judge_commands import Name
from chancery.doors.options import (
    DEFAULT_RECORD,
    Codebooks,
    Form,
    Json,
    JsonCounts,
    OtherReader,
    Output,
    OwnActors,
    RecordPath,
    chosen,
)
from chancery.doors.screen import counted, note, problem_line, progress

if TYPE_CHECKING:
    from chancery.runs.rereading import Reread


def review(
    record: RecordPath = DEFAULT_RECORD,
    name: Name = None,
    listed: Annotated[bool, typer.Option("--list", help="List what waits, and ask nothing.")] = False,
    export: Annotated[
        Path | None,
        typer.Option("--export", metavar="FILE", help="Write what people judged as training data (docs/review.md)."),
    ] = None,
    form: Form = None,
    json: Json = False,
    output: Output = None,
) -> None:
    """Walk through merges that no rule is sure of and through weak claims, and correct them.

    Each is shown with its sentences; a key answers, a reason is asked, and what changed is told. What has been answered
    is not asked again. With --list, --json, --format or --output nothing is asked.
    """
    from chancery import runs
    from chancery.doors.reviewing import walk
    from chancery.doors.view_commands import show_view
    from chancery.runs.review import whose
    from chancery.views import build_review

    if export is not None:
        from chancery.runs.teaching import export_judgements

        with runs.open_record(record) as opened:
            count = export_judgements(opened, export)
        note(f"written to {export}: {counted(count, 'judgement')}")
        return
    if listed or json or form is not None or output is not None:
        with runs.open_record(record) as opened:
            snapshot = opened.snapshot()
        shown = chosen(form, json=json, output=output)
        show_view(lambda one: build_review(one, name or ""), snapshot, shown, output)
        return
    who = whose(name)
    with runs.open_record(record) as opened:
        walk(opened, who)


def reread(
    reports: Annotated[
        list[str] | None,
        typer.Argument(metavar="REPORT", help="Ids of reports; without any, all are read.", show_default=False),
    ] = None,
    record: RecordPath = DEFAULT_RECORD,
    jobs: Annotated[
        int, typer.Option("--jobs", "-j", min=1, metavar="N", help="Read with so many processes, one for each core.")
    ] = 1,
    json: JsonCounts = False,
    reader: OtherReader = None,
    codebook: Codebooks = None,
    actors: OwnActors = None,
) -> None:
    """Read filed reports again with the present model, rules and codebook.

    Claims that no longer come out are superseded: kept, and no longer counted. What people judged stays judged. Read
    again by the same versions, nothing changes. Stopped in the middle, it can be started again and goes on.
    """
    from chancery import runs
    from chancery.runs.actors import using_actors
    from chancery.runs.rereading import reread_reports

    with using_actors(actors), progress("reading again") as step:
        result = reread_reports(
            record,
            reports or (),
            jobs=jobs,
            make_steps=partial(runs.steps_with, reader, codebook),
            progress=lambda result, stage: step(result.done, note=stage),
            on_failure=lambda failure: note(problem_line(failure)),
        )
    if json:
        typer.echo(jsons.dumps(asdict(result) | {"record": str(record)}))
    else:
        typer.echo(f"{record}: {_reread_line(result)}")
    if result.failed:
        raise typer.Exit(PROBLEMS)


def _reread_line(result: Reread) -> str:
    reports = (
        f"{counted(result.changed, 'report')} changed, {result.unchanged} unchanged, {result.current} current already"
    )
    lost = f", {result.failed} failed" if result.failed else ""
    return f"{reports}{lost}; claims: {result.added} new, {result.restored} back, {result.superseded} superseded"
