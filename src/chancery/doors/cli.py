"""The `chancery` command: all commands in one app, and the entry point."""

from __future__ import annotations

import inspect
import os
import sys
from collections.abc import Callable
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated, Any

import typer

from chancery.doors import (
    actor_commands,
    archive_commands,
    codebook_commands,
    gazetteer_commands,
    judge_commands,
    reading_commands,
    record_commands,
    review_commands,
    source_commands,
    view_commands,
    watch_commands,
)
from chancery.doors.group import INTERRUPTED, Doors


def version() -> None:
    """Print the version of the program and those of the steps that code a report.

    Two records agree where these versions and the reports agree.
    """
    from chancery import __version__, runs

    typer.echo(f"chancery {__version__}")
    for step, value in sorted(runs.default_steps().versions.items()):
        typer.echo(f"{step} {value}")


COMMANDS: dict[str, tuple[Callable[..., None], ...]] = {
    "Look at reports, keep nothing": (reading_commands.read, reading_commands.code),
    "Keep a record": (
        record_commands.file,
        watch_commands.watch,
        review_commands.review,
        review_commands.reread,
        record_commands.check,
        archive_commands.export,
        archive_commands.import_,
    ),
    "Ask the record": (
        view_commands.brief,
        view_commands.timeline,
        view_commands.situation,
        view_commands.changes,
        view_commands.claims,
        view_commands.diff,
        view_commands.why,
        view_commands.search,
    ),
    "About the program": (version,),
}
"""The commands by the heading under which the help lists them."""


def flowing(words: str | None) -> str:
    """Paragraphs with the line breaks inside them taken out, so that the help can be set to any width.

    >>> flowing("One\\n    line.\\n\\n    Another.")
    'One line.\\n\\nAnother.'
    """
    return "\n\n".join(" ".join(part.split()) for part in inspect.cleandoc(words or "").split("\n\n"))


app = typer.Typer(
    cls=Doors,
    name="chancery",
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=flowing(
        """Keep an attributed record of a political situation from news reports.

        Who did what to whom, when and where, who says so, and what stands as a result: each line leads back to the
        words of a report.

        Start with:  chancery file FOLDER,  then  chancery brief."""
    ),
    epilog="Exit codes: 0 all well, 1 problems found or reports failed, 2 the command was not understood.",
)
for heading, commands in COMMANDS.items():
    for command in commands:
        app.command(rich_help_panel=heading, help=flowing(command.__doc__))(command)
app.add_typer(judge_commands.app, rich_help_panel="Keep a record")
app.add_typer(actor_commands.app, rich_help_panel="About the program")
app.add_typer(source_commands.app, rich_help_panel="About the program")
app.add_typer(gazetteer_commands.app, rich_help_panel="About the program")


codebook = typer.Typer(
    cls=Doors,
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for command in codebook_commands.COMMANDS:
    codebook.command(help=flowing(command.__doc__))(command)
app.add_typer(
    codebook,
    name="codebook",
    rich_help_panel="About the program",
    help="Check, show or copy the codebook: which words state which event (docs/codebook.md).",
)


def _print_version(asked: bool) -> None:
    if asked:
        from chancery import __version__

        typer.echo(f"chancery {__version__}")
        raise typer.Exit


@app.callback()
def common(
    show_version: Annotated[
        bool, typer.Option("--version", help="Print the version and stop.", is_eager=True, callback=_print_version)
    ] = False,
) -> Any:
    """What stands before every command; its help is the app's."""


def main() -> None:
    """Run the command line and leave with its exit code."""
    if sys.stdout is None:  # closed by the caller (>&-)
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - open until the program ends
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # News is full of characters that an ASCII terminal lacks: shown as \\u..., never a crash.
            stream.reconfigure(errors="backslashreplace")
    try:
        app(prog_name="chancery")
    except SystemExit as ended:
        if ended.code == INTERRUPTED:
            _leave_at_once()
        raise


def _leave_at_once() -> None:
    """End this process and those that read for it, without waiting for any; the record rolls back what was begun.

    An orderly end waits for the reading processes, which the same Ctrl-C may have stopped with their queue locked.
    """
    from multiprocessing import active_children

    for child in active_children():
        child.kill()
    sys.stderr.flush()
    os._exit(INTERRUPTED)
