"""`chancery codebook`: check a codebook, show what it says, copy it to change it."""

from __future__ import annotations

import json as jsons
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated

import typer

from chancery.doors.group import PROBLEMS
from chancery.doors.options import Codebooks, JsonCounts
from chancery.doors.screen import counted, open_sheet, progress


def check(
    folder: Annotated[
        Path | None,
        typer.Argument(metavar="FOLDER", help="The codebook to check; without it the one in use.", show_default=False),
    ] = None,
    examples: Annotated[
        bool, typer.Option("--examples/--no-examples", help="Also code the examples, which takes some seconds.")
    ] = True,
    json: JsonCounts = False,
) -> None:
    """Verify a codebook: one line for each mistake, with file, line and what to do.

    Its examples and counter-examples are coded too, and must come out as they say. The exit code is 1 where anything is
    not as it should be.
    """
    from chancery.runs.codebooks import check_codebook

    with progress("checking"):
        checked = check_codebook(folder, examples=examples)
    if json:
        problems = [{"where": one.where, "found": one.found, "remedy": one.remedy} for one in checked.problems]
        numbers = {"types": checked.types, "rules": checked.rules, "examples": checked.examples}
        typer.echo(jsons.dumps({"codebook": checked.codebook, **numbers, "problems": problems}, ensure_ascii=False))
    else:
        for one in checked.problems:
            typer.echo(str(one))
        held = f"{counted(checked.types, 'type')}, {counted(checked.rules, 'rule')}"
        tried = f", {counted(checked.examples, 'example')}" if checked.examples else ""
        found = counted(len(checked.problems), "problem") if checked.problems else "everything is as it should be"
        typer.echo(f"{checked.codebook}: {f'{held}{tried}; ' if checked.types else ''}{found}")
    if checked.problems:
        raise typer.Exit(PROBLEMS)


def show(
    kind: Annotated[
        str | None,
        typer.Argument(
            metavar="TYPE", help="A type of event, such as SANCTION; without it all in brief.", show_default=False
        ),
    ] = None,
    codebook: Codebooks = None,
    json: JsonCounts = False,
) -> None:
    """Show what a codebook says: all types in brief, or one type in full.

    In full: definition, modes with scores and CAMEO codes, examples and counter-examples, the words of each rule with
    their conditions, and the states that it opens, changes or closes. With --json one line for each type, in full.
    """
    from chancery.doors.codebook_text import brief_parts, type_parts
    from chancery.runs.codebooks import describe_codebook, describe_type

    types = describe_codebook(codebook)
    names = [str(row["type"]) for row in types]
    if kind is not None and kind.upper() not in names:
        near = get_close_matches(kind.upper(), names, n=1)
        remedy = f"did you mean {near[0]}?" if near else f"there are {', '.join(names)}"
        raise typer.BadParameter(f"there is no type {kind!r}; {remedy}", param_hint="TYPE")
    if json:
        for name in [kind.upper()] if kind else names:
            typer.echo(jsons.dumps(describe_type(name, codebook), ensure_ascii=False))
        return
    with open_sheet(None) as sheet:
        sheet.show(type_parts(describe_type(kind.upper(), codebook)) if kind else brief_parts(types))


def new(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="A folder that is not there yet.")],
) -> None:
    """Copy the codebook that ships into a new folder, to change it there.

    Code by the copy with --codebook FOLDER, or name it in CHANCERY_CODEBOOK.
    """
    from chancery.runs.codebooks import copy_codebook

    for path in copy_codebook(folder):
        typer.echo(str(path))


COMMANDS = (check, show, new)
"""The commands of `chancery codebook`, in the order of its help."""
