"""The commands of the list of sources: list, find and show them, add to a file of one's own, look at a record anew."""

from __future__ import annotations

import json as jsons
from typing import Annotated, Any

import typer

from chancery.doors.group import PROBLEMS, Doors
from chancery.doors.options import DEFAULT_RECORD, OwnSources, RecordPath
from chancery.doors.screen import counted, note, progress

JsonAnswer = Annotated[bool, typer.Option("--json", help="JSON, for machines.")]
Country = Annotated[
    str,
    typer.Option("--country", "-c", metavar="CODE", help="ISO code of three letters, or of a body (EUR, UNO, NAT)."),
]
Kind = Annotated[
    str,
    typer.Option(
        "--kind",
        "-k",
        metavar="KIND",
        help="agency, newspaper, broadcaster, site, government, organisation, social; or as weighed: wire, press, "
        "'state media' ...",
    ),
]
Ownership = Annotated[
    str, typer.Option("--ownership", "-w", metavar="WORD", help="state, public, private, party, church, non-profit.")
]

app = typer.Typer(
    cls=Doors,
    name="sources",
    no_args_is_help=True,
    help="Which outlets and agencies are known, and sources of your own beside them (docs/sources.md).",
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.command("list")
def list_all(
    country: Country = "",
    kind: Kind = "",
    ownership: Ownership = "",
    sources: OwnSources = None,
    json: JsonAnswer = False,
) -> None:
    """List the sources that are known, by name; all, or those of a country, kind or ownership."""
    from chancery.runs.sources import list_sources, using_sources

    with using_sources(sources):
        _tell(list_sources(country=country, kind=kind, ownership=ownership), json=json)


@app.command()
def find(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name, a part of one, or a web address.")],
    most: Annotated[int, typer.Option("--most", "-n", min=1, metavar="N", help="At most so many.")] = 20,
    sources: OwnSources = None,
    json: JsonAnswer = False,
) -> None:
    """Find sources by any name or address they go by, the nearest first.

    Where none goes by what you ask for, names that are written nearly so are shown. The exit code is 1 where there is
    none.
    """
    from chancery.runs.sources import find_sources, using_sources

    with using_sources(sources):
        _tell(find_sources(name, most=most), json=json)


@app.command()
def show(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name, an id or a web address.")],
    sources: OwnSources = None,
    json: JsonAnswer = False,
) -> None:
    """Show all that is known of a source, and where that comes from."""
    from chancery.runs.sources import show_source, using_sources

    with using_sources(sources):
        found = show_source(name)
    if json:
        typer.echo(jsons.dumps(found, ensure_ascii=False))
        return
    typer.echo(found["name"])
    others = [one for one in found["names"] if one != found["name"]]
    rows = (
        ("id", found["id"]),
        ("names", ", ".join(others)),
        ("domains", ", ".join(found["domains"])),
        ("country", found["country"] or "not known"),
        ("kind", f"{found['kind']}, weighed as {found['weighed_as']}"),
        ("ownership", found["ownership"] or "not known"),
        ("owner", found["owner"]),
        ("from", found["from"]),
    )
    for label, words in rows:
        if words:
            typer.echo(f"  {label:10} {words}")


@app.command()
def add(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The name in full.")],
    country: Country = "",
    kind: Kind = "",
    ownership: Ownership = "",
    owner: Annotated[str, typer.Option("--owner", metavar="WORDS", help="Who owns it.")] = "",
    also: Annotated[
        list[str] | None, typer.Option("--also", metavar="NAME", help="Another name; may be given again.")
    ] = None,
    domain: Annotated[
        list[str] | None, typer.Option("--domain", metavar="DOMAIN", help="Its web domain; may be given again.")
    ] = None,
    sources: OwnSources = None,
    json: JsonAnswer = False,
) -> None:
    """Add a source to a file of your own, which filing uses beside the list that ships.

    The file is named with --sources or CHANCERY_SOURCES; it is a table with tabs between (docs/sources.md).
    """
    from chancery.runs.sources import add_source

    row = {
        "name": name,
        "other_names": ",".join(also or []),
        "domains": ",".join(domain or []),
        "country": country,
        "kind": kind,
        "ownership": ownership,
        "owner": owner,
    }
    added = add_source(sources, row)
    if json:
        typer.echo(jsons.dumps(added, ensure_ascii=False))
    else:
        typer.echo(f"{added['file']}: {added['name']} added")


@app.command()
def retrace(record: RecordPath = DEFAULT_RECORD, sources: OwnSources = None, json: JsonAnswer = False) -> None:
    """Look at all reports of a record anew for whose words they are, after the list of sources has changed.

    Publishers, agencies that are credited, outlets that are named and copies are found again; events and states are
    weighed by what is found. No claim changes, and no id.

    Example:  chancery sources retrace --record R.sqlite --sources mine.tsv
    """
    from chancery.record import named
    from chancery.runs.retracing import retrace as look_again
    from chancery.runs.sources import using_sources

    where = named(record)
    with using_sources(sources), progress("looking at sources"):
        done = look_again(record)
    if json:
        typer.echo(jsons.dumps({"record": where, "reports": done.reports, "changed": done.changed}))
    else:
        typer.echo(f"{where}: {counted(done.reports, 'report')} looked at, {done.changed} changed")


def _tell(found: list[dict[str, Any]], *, json: bool) -> None:
    if json:
        typer.echo(jsons.dumps(found, ensure_ascii=False))
    for one in [] if json else found:
        about = ", ".join(part for part in (one["weighed_as"], one["ownership"]) if part)
        typer.echo(f"{one['id']:34} {one['country'] or '-':4} {one['name']} ({about})")
    if not found:
        if not json:
            note("none found")
        raise typer.Exit(PROBLEMS)
