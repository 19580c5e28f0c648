"""The commands of the gazetteer: import a GeoNames dump, find and show places, tell what is there."""

from __future__ import annotations

import json as jsons
from pathlib import Path
from typing import Annotated, Any

import typer

from chancery.doors.group import PROBLEMS, Doors
from chancery.doors.screen import counted, note, progress

JsonAnswer = Annotated[bool, typer.Option("--json", help="JSON, for machines.")]

app = typer.Typer(
    cls=Doors,
    name="gazetteer",
    no_args_is_help=True,
    help="Find places, and load the whole of GeoNames beside those that ship.",
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.command("import")
def import_(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE", help="Files of GeoNames, as downloaded: .txt, .zip or .txt.gz.", show_default=False
        ),
    ],
    into: Annotated[
        Path | None,
        typer.Option(
            "--into", metavar="FILE", help="Write this gazetteer, not the one of this user.", show_default=False
        ),
    ] = None,
    fresh: Annotated[bool, typer.Option("--fresh", help="Begin anew; else what was imported before stays.")] = False,
    json: JsonAnswer = False,
) -> None:
    """Load a GeoNames dump, which is then asked for every place.

    Takes allCountries or countries (NL, UA ...), alternateNamesV2, admin1CodesASCII, admin2Codes and countryInfo, in
    any order. A line that cannot be read is told with its number and left out, and the exit code is then 1.
    """
    from chancery.runs.gazetteer import import_gazetteer

    with progress("importing") as step:
        done = import_gazetteer(files, into=into, fresh=fresh, progress=lambda lines, where: step(lines, note=where))
    for problem in done["problems"]:
        note(f"bad line   {problem}")
    if done["bad"] > len(done["problems"]):
        note(f"bad line   and {done['bad'] - len(done['problems']):,} more")
    if json:
        typer.echo(jsons.dumps(done))
    else:
        held = f"{counted(done['places'], 'place')}, {counted(done['names'], 'name')}"
        typer.echo(f"{done['file']}: {held}, {counted(done['divisions'], 'division')}")
        read = f"{counted(done['lines'], 'line')} read, {done['left_out']:,} left out, {done['bad']:,} bad"
        typer.echo(read)
        if into is not None:
            typer.echo(f"To use it: CHANCERY_GAZETTEER={into}")
    if done["bad"]:
        raise typer.Exit(PROBLEMS)


@app.command()
def find(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name in any spelling, such as Goma.")],
    country: Annotated[
        str, typer.Option("--country", "-c", metavar="CODE", help="Only places in this country (ISO, three letters).")
    ] = "",
    most: Annotated[int, typer.Option("--most", "-n", min=1, metavar="N", help="At most so many.")] = 20,
    json: JsonAnswer = False,
) -> None:
    """Find the places that go by a name, the likeliest first.

    Which of them a report means is settled by what the report says; this shows what there is to choose from. The exit
    code is 1 where there is none.
    """
    from chancery.runs.gazetteer import find_places

    found = find_places(name, country=country, most=most)
    if json:
        typer.echo(jsons.dumps(found, ensure_ascii=False))
    else:
        for one in found:
            typer.echo(_line(one))
        if not found:
            note(f"no place goes by {name!r}")
    if not found:
        raise typer.Exit(PROBLEMS)


@app.command()
def show(
    number: Annotated[str, typer.Argument(metavar="ID", help="A GeoNames number, such as 2643743.")],
    json: JsonAnswer = False,
) -> None:
    """Show all that is known of one place, with every name that leads to it."""
    from chancery.runs.gazetteer import show_place

    place = show_place(number)
    if json:
        typer.echo(jsons.dumps(place, ensure_ascii=False))
        return
    for key, value in place.items():
        words = ", ".join(value) if isinstance(value, list) else value
        if words not in (None, ""):
            typer.echo(f"{key:12} {words}")


@app.command()
def status(json: JsonAnswer = False) -> None:
    """Tell which places are asked: those that ship, and those that were imported."""
    from chancery.runs.gazetteer import gazetteer_status

    found = gazetteer_status()
    if json:
        typer.echo(jsons.dumps(found))
        return
    built_in, imported = found["built_in"], found["imported"]
    typer.echo(f"built in   {counted(built_in['places'], 'place')}, version {built_in['version']}")
    if imported is None:
        typer.echo("imported   none: chancery gazetteer import FILE")
    else:
        held = f"{counted(imported['places'], 'place')}, {counted(imported['names'], 'name')}"
        typer.echo(f"imported   {held}, from {', '.join(imported['files'])}")
        typer.echo(f"           {imported['file']} ({imported['bytes'] / 1e6:,.1f} MB)")


def _line(one: dict[str, Any]) -> str:
    inside = ", ".join(part for part in (one["district"], one["region"], one["country"]) if part)
    where = f"{one['lat']:.4f} {one['lon']:.4f}" if one["lat"] is not None else "no point"
    number = str(one["geonames_id"] or "-")
    people = f", {counted(one['people'], 'inhabitant')}" if one["people"] and one["precision"] == "city" else ""
    return f"{number:>9}  {one['name']} ({inside})  {one['precision']}  {where}{people}"
