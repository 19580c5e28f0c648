"""The commands that move a record between machines: export and import."""

from __future__ import annotations

import json as jsons
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from chancery.doors.options import DEFAULT_RECORD, JsonCounts, RecordPath
from chancery.doors.screen import counted, progress


def export(
    archive: Annotated[
        Path, typer.Option("--archive", metavar="FILE", help="The archive to write, one file.", show_default=False)
    ],
    record: RecordPath = DEFAULT_RECORD,
    force: Annotated[bool, typer.Option("--force", help="Write over a file that is there already.")] = False,
    json: JsonCounts = False,
) -> None:
    """Write a whole record into one archive, by which it moves to another machine or database.

    The archive holds reports, claims, judgements, what was refused and the log of runs, with hashes by which damage
    shows. The record stays as it is.

    Example:  chancery export --archive karabakh.zip --record karabakh.sqlite
    """
    from chancery import runs
    from chancery.record import named

    where = named(record)
    with progress("exporting"):
        manifest = runs.export_archive(record, archive, force=force)
    lines = {name: part.lines for name, part in manifest.parts.items()}
    if json:
        typer.echo(jsons.dumps({"record": where, "archive": str(archive), "schema": manifest.schema} | lines))
    else:
        held = f"{counted(lines['reports'], 'report')}, {counted(lines['judgements'], 'judgement')}"
        typer.echo(f"{archive}: {held} of {where}")


def import_(
    archive: Annotated[Path, typer.Argument(metavar="FILE", help="An archive that chancery export made.")],
    record: RecordPath = DEFAULT_RECORD,
    json: JsonCounts = False,
) -> None:
    """Take an archive into a record, which is made where there is none.

    What the record holds already stays as it is, so that the same archive twice changes nothing. A damaged archive is
    refused whole.

    Example:  chancery import karabakh.zip --record postgresql://me@server/karabakh
    """
    from chancery import runs
    from chancery.record import named

    where = named(record)
    with progress("importing"):
        imported = runs.import_archive(archive, record)
    if json:
        typer.echo(jsons.dumps({"record": where, "archive": str(archive)} | asdict(imported)))
        return
    came = counted(imported.reports + imported.already_there, "report")
    went = f"{imported.reports} imported, {imported.already_there} already there"
    more = f"{counted(imported.judgements, 'judgement')} new"
    typer.echo(f"{where}: {came} in: {went}; {more}" if imported else f"{where}: {came} in: {went}; nothing changed")


import_.__name__ = "import"  # the command's name, which Python keeps for itself
