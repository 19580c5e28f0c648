"""The options that several commands share, each described once."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from chancery.terms import PartialDate

DEFAULT_RECORD = "chancery.sqlite"


class Format(StrEnum):
    """The forms in which a view can be had."""

    terminal = "terminal"
    markdown = "markdown"
    html = "html"
    json = "json"


class ReadingFormat(StrEnum):
    """The forms in which a reading can be had."""

    terminal = "terminal"
    html = "html"
    svg = "svg"
    json = "json"


def last_day(value: Any) -> date | None:
    """The last day that a date on the command line can mean: as of 2023 is as of 31 December 2023.

    Raises:  typer.BadParameter where it is no date, or has no last day.
    """
    return _edge(value, "last")


def first_day(value: Any) -> date | None:
    """The first day that a date on the command line can mean: since 2023 is since 1 January 2023.

    Raises:  typer.BadParameter where it is no date, or has no first day.
    """
    return _edge(value, "first")


def _edge(value: Any, which: str) -> date | None:
    if value is None or isinstance(value, date):
        return value
    try:
        when = PartialDate.parse(str(value).strip())
    except ValueError as error:
        said = str(error)
        if str(value) not in said:
            said = f"{value!r} is no date: {said}; give a day, month or year, such as 2023-09-20 or 2023"
        raise typer.BadParameter(said) from error
    day = when.latest if which == "last" else when.earliest
    if day is None:
        remedy = "give a day, month or year, such as 2023-09-20 or 2023"
        raise typer.BadParameter(f"{value!r} has no {which} day; {remedy}")
    return day


Files = Annotated[
    list[str],
    typer.Argument(
        metavar="FILE",
        help="Text, Markdown, HTML or JSON lines; folders are read through; - is standard input.",
        show_default=False,
    ),
]
OptionalFiles = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="FILE",
        help="Read these instead of a record, and keep nothing.",
        show_default=False,
    ),
]
RecordPath = Annotated[
    str,
    typer.Option(
        "--record",
        "-r",
        envvar="CHANCERY_RECORD",
        metavar="FILE|URL",
        help="The record: one SQLite file, or postgresql://USER@HOST/DATABASE (docs/keeping-a-record.md).",
    ),
]
Json = Annotated[bool, typer.Option("--json", help="JSON, for machines. Short for --format json.")]
JsonCounts = Annotated[bool, typer.Option("--json", help="JSON, for machines.")]
JsonLines = Annotated[
    bool, typer.Option("--json", help="The machine's view: one line of JSON for each report (docs/machine-view.md).")
]
Form = Annotated[
    Format | None, typer.Option("--format", "-f", help="How to show it.", show_default="terminal", case_sensitive=False)
]
OtherReader = Annotated[
    str | None,
    typer.Option(
        "--reader",
        metavar="MODULE:FACTORY",
        help="Parse with another reader than the one that ships (docs/other-readers.md).",
        show_default=False,
    ),
]
Codebooks = Annotated[
    Path | None,
    typer.Option(
        "--codebook",
        envvar="CHANCERY_CODEBOOK",
        metavar="FOLDER",
        help="Code by the codebook in this folder instead of the one that ships (docs/codebook.md).",
        show_default=False,
    ),
]
OwnActors = Annotated[
    Path | None,
    typer.Option(
        "--actors",
        envvar="CHANCERY_ACTORS",
        metavar="FILE",
        help="Your own actors, used beside those that ship (docs/actors.md).",
        show_default=False,
    ),
]
OwnSources = Annotated[
    Path | None,
    typer.Option(
        "--sources",
        envvar="CHANCERY_SOURCES",
        metavar="FILE",
        help="Your own outlets and agencies, used beside those that ship (docs/sources.md).",
        show_default=False,
    ),
]
ReadingForm = Annotated[
    ReadingFormat | None,
    typer.Option("--format", "-f", help="How to show it.", show_default="terminal", case_sensitive=False),
]
Show = Annotated[
    list[str] | None,
    typer.Option(
        "--show",
        "-s",
        metavar="LAYER",
        help="Show these layers only: parse, names, roles, coref, quotes; several with commas between, or asked for "
        "one by one.",
        show_default=False,
    ),
]
Sentences = Annotated[
    str | None,
    typer.Option("--sentence", "-n", metavar="N[-M]", help="Show this sentence, or from N to M.", show_default=False),
]
Output = Annotated[
    Path | None,
    typer.Option(
        "--output", "-o", metavar="FILE", help="Write to this file instead of the screen.", show_default=False
    ),
]
AsOf = Annotated[
    Any,
    typer.Option(
        "--as-of",
        metavar="DATE",
        parser=str,
        help="What was so on this day (2023-09-20, 2023-09 or 2023: their last day).",
        show_default=False,
    ),
]
KnownOn = Annotated[
    Any,
    typer.Option(
        "--known-on",
        metavar="DATE",
        parser=str,
        help="Only from reports that were out by this day.",
        show_default=False,
    ),
]


def chosen(form: Format | None, *, json: bool, output: Path | None) -> Format:
    """The form asked for; where none is, the ending of the output file tells it.

    Raises:  typer.BadParameter where --json and another --format are given together.
    """
    if json:
        if form not in (None, Format.json):
            raise typer.BadParameter(f"--json and --format {form} exclude each other", param_hint="--json")
        return Format.json
    if form is not None:
        return form
    endings = {".html": Format.html, ".htm": Format.html, ".md": Format.markdown, ".json": Format.json}
    return endings.get(output.suffix.lower(), Format.terminal) if output else Format.terminal


def chosen_reading(form: ReadingFormat | None, *, json: bool, output: Path | None) -> ReadingFormat:
    """The form of a reading that was asked for; where none is, the ending of the output file tells it.

    Raises:  typer.BadParameter where --json and another --format are given together.
    """
    if json:
        if form not in (None, ReadingFormat.json):
            raise typer.BadParameter(f"--json and --format {form} exclude each other", param_hint="--json")
        return ReadingFormat.json
    if form is not None:
        return form
    endings = {".html": ReadingFormat.html, ".htm": ReadingFormat.html, ".svg": ReadingFormat.svg}
    return endings.get(output.suffix.lower(), ReadingFormat.terminal) if output else ReadingFormat.terminal
