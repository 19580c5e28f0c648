"""The commands of the actor list: find actors, show one, add to a file of one's own."""

from __future__ import annotations

import json as jsons
from typing import Annotated, Any

import typer

from chancery.doors.group import PROBLEMS, Doors
from chancery.doors.options import OwnActors, last_day
from chancery.doors.screen import note

JsonAnswer = Annotated[bool, typer.Option("--json", help="JSON, for machines.")]
Country = Annotated[
    str,
    typer.Option("--country", "-c", metavar="CODE", help="ISO code of three letters, or of a body (EUR, UNO, NAT)."),
]
Sector = Annotated[str, typer.Option("--sector", "-s", metavar="CODE", help="GOV, MIL, REB, PTY ...")]

app = typer.Typer(
    cls=Doors,
    name="actors",
    no_args_is_help=True,
    help="Who is on the actor list, and actors of your own beside it.",
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.command()
def find(
    name: Annotated[str, typer.Argument(metavar="[NAME]", help="A name or a part of one, in any spelling.")] = "",
    country: Country = "",
    sector: Sector = "",
    kind: Annotated[
        str, typer.Option("--kind", "-k", metavar="KIND", help="country, person, organisation, region, area, people.")
    ] = "",
    on: Annotated[
        Any, typer.Option("--on", metavar="DATE", parser=str, help="In office on this day.", show_default=False)
    ] = None,
    most: Annotated[int, typer.Option("--most", "-n", min=1, metavar="N", help="At most so many.")] = 20,
    actors: OwnActors = None,
    json: JsonAnswer = False,
) -> None:
    """Find actors by any name they go by, the nearest first; without a name, all of a country or sector.

    Where no name holds what you ask for, names that are written nearly so are shown. The exit code is 1 where there
    is none.
    """
    from chancery.runs.actors import find_actors, using_actors

    with using_actors(actors):
        found = find_actors(name, country=country, sector=sector, kind=kind, on=last_day(on), most=most)
    if json:
        typer.echo(jsons.dumps(found, ensure_ascii=False))
    else:
        for one in found:
            typer.echo(_line(one))
        if not found:
            note("none found")
    if not found:
        raise typer.Exit(PROBLEMS)


@app.command()
def show(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name or an id, such as org:european-union.")],
    actors: OwnActors = None,
    json: JsonAnswer = False,
) -> None:
    """Show all that is known of an actor: its names, its offices with their dates, and where that comes from."""
    from chancery.runs.actors import show_actor, using_actors

    with using_actors(actors):
        actor = show_actor(name)
    if json:
        typer.echo(jsons.dumps(actor, ensure_ascii=False))
        return
    typer.echo(f"{actor['name']}  {_codes(actor)}")
    typer.echo(f"  id         {actor['id']} ({actor['kind']})")
    others = [one for one in actor["names"] if one != actor["name"]]
    if others:
        typer.echo(f"  names      {', '.join(others)}")
    for key, label in (("part_of", "part of"), ("ethnicity", "ethnicity")):
        if actor[key]:
            typer.echo(f"  {label:10} {actor[key]}")
    if actor["from"] or actor["to"]:
        typer.echo(f"  lasted     {_span(actor)}")
    for office in actor["offices"]:
        parts = [office["office"], _span(office), f"({office['sector']})" if office["sector"] else ""]
        typer.echo(f"  office     {' '.join(part for part in parts if part)}")
    for source in actor["sources"]:
        typer.echo(f"  source     {source}")


@app.command()
def add(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The name in full.")],
    country: Country = "",
    sector: Sector = "",
    office: Annotated[
        str, typer.Option("--office", metavar="WORDS", help="The office held, of a person: foreign minister.")
    ] = "",
    kind: Annotated[
        str,
        typer.Option("--kind", "-k", metavar="KIND", help="person or organisation; with an office, person."),
    ] = "",
    since: Annotated[str, typer.Option("--from", metavar="DATE", help="Since when: a year, month or day.")] = "",
    until: Annotated[str, typer.Option("--to", metavar="DATE", help="Until when.")] = "",
    also: Annotated[
        list[str] | None, typer.Option("--also", metavar="NAME", help="Another name; may be given again.")
    ] = None,
    source: Annotated[str, typer.Option("--source", metavar="WORDS", help="Where you know it from.")] = "",
    actors: OwnActors = None,
    json: JsonAnswer = False,
) -> None:
    """Add an actor to a file of your own, which coding uses beside the list that ships.

    The file is named with --actors or CHANCERY_ACTORS; it is a table with tabs between, or YAML (docs/actors.md).
    """
    from chancery.runs.actors import add_actor

    row = {
        "name": name,
        "other_names": ",".join(also or []),
        "kind": kind,
        "country": country,
        "sector": sector,
        "office": office,
        "from": since,
        "to": until,
        "source": source,
    }
    added = add_actor(actors, row)
    if json:
        typer.echo(jsons.dumps(added, ensure_ascii=False))
    else:
        typer.echo(f"{added['file']}: {added['name']} added")


def _line(one: dict[str, Any]) -> str:
    latest = max(one["offices"], key=lambda office: (not office["to"], office["from"] or ""), default=None)
    office = f", {' '.join([latest['office'], _span(latest)]).strip()}" if latest and latest["office"] else ""
    called = f" ({one['matched']})" if one["matched"] != one["name"] else ""
    return f"{one['id']:40} {_codes(one):8} {one['name']}{called}{office}"


def _codes(one: dict[str, Any]) -> str:
    return " ".join(code for code in (one["country"], one["sector"]) if code) or "-"


def _span(one: dict[str, Any]) -> str:
    if one["from"] and one["to"]:
        return f"{one['from']} to {one['to']}"
    return f"since {one['from']}" if one["from"] else f"until {one['to']}" if one["to"] else ""
