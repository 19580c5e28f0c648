"""The `chancery` command: all commands in one app, and the entry point."""

from __future__ import annotations

from typing import Annotated

import typer

from chancery.doors import reading_commands, record_commands, view_commands
from chancery.doors.group import Doors

READ = "Look at reports, keep nothing"
KEEP = "Keep a record"
ASK = "Ask the record"

app = typer.Typer(
    cls=Doors,
    name="chancery",
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    help="""Keep an attributed record of a political situation from news reports.

    Who did what to whom, when and where, who says so, and what stands as a result: each line leads back to the
    words of a report.

    Start with:  chancery file FOLDER,  then  chancery brief.""",
    epilog="Exit codes: 0 all well, 1 problems found or reports failed, 2 the command was not understood.",
)

app.command(rich_help_panel=READ)(reading_commands.read)
app.command(rich_help_panel=READ)(reading_commands.code)
app.command(rich_help_panel=KEEP)(record_commands.file)
app.command(rich_help_panel=KEEP)(record_commands.check)
app.command(rich_help_panel=ASK)(view_commands.brief)
app.command(rich_help_panel=ASK)(view_commands.timeline)
app.command(rich_help_panel=ASK)(view_commands.situation)
app.command(rich_help_panel=ASK)(view_commands.claims)
app.command(rich_help_panel=ASK)(view_commands.why)
app.command(rich_help_panel=ASK)(view_commands.search)


@app.command()
def version() -> None:
    """Print the versions of the program and of the artefacts that it ships."""
    _print_version()


@app.callback()
def common(
    show_version: Annotated[
        bool, typer.Option("--version", help="Print the version and stop.", is_eager=True, callback=lambda on: _stop(on))
    ] = False,
) -> None:
    pass


def _print_version() -> None:
    from chancery import __version__

    typer.echo(f"chancery {__version__}")


def _stop(on: bool) -> None:
    if on:
        _print_version()
        raise typer.Exit


def main() -> None:
    """Run the command line and leave with its exit code."""
    app()
