"""`chancery judge`: corrections by people, one command for each, for scripts and for those who know the id."""

from __future__ import annotations

import json as jsons
from collections.abc import Mapping
from dataclasses import asdict
from typing import Annotated

import typer

from chancery.doors.group import Doors
from chancery.doors.options import DEFAULT_RECORD, JsonCounts, RecordPath
from chancery.doors.screen import note

Ids = Annotated[
    list[str],
    typer.Argument(metavar="ID", help="Of an event, state, claim, mention or unsure pair, as views show it."),
]
Judgements = Annotated[list[str], typer.Argument(metavar="ID", help="Of a judgement, as chancery judge list shows it.")]
Reason = Annotated[str, typer.Option("--reason", "-m", metavar="WORDS", help="Why. Kept with the judgement.")]
Name = Annotated[
    str | None,
    typer.Option(
        "--name", metavar="NAME", envvar="CHANCERY_NAME", help="Who judges. Kept with it.", show_default=False
    ),
]

app = typer.Typer(
    cls=Doors,
    name="judge",
    no_args_is_help=True,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Correct the record: accept, reject, merge, split, recode, undo, each with a name and a reason.",
)


@app.command()
def accept(
    ids: Ids, reason: Reason = "", name: Name = None, record: RecordPath = DEFAULT_RECORD, json: JsonCounts = False
) -> None:
    """Say that a coding is right: its confidence is 1 from then on, and review shows it no more.

    The id of an unsure pair, as review --list shows it, means: the two are one event.
    """
    _make("accept", ids, reason, name, record, json=json)


@app.command()
def reject(
    ids: Ids, reason: Reason = "", name: Name = None, record: RecordPath = DEFAULT_RECORD, json: JsonCounts = False
) -> None:
    """Say that a coding is wrong: it counts for no event and no state from then on. The claim stays to be seen.

    The id of an unsure pair, as review --list shows it, means: the two are not one event.
    """
    _make("reject", ids, reason, name, record, json=json)


@app.command()
def merge(
    ids: Ids, reason: Reason = "", name: Name = None, record: RecordPath = DEFAULT_RECORD, json: JsonCounts = False
) -> None:
    """Say that two or more events are one. The id of an unsure pair stands for its two events."""
    _make("merge", ids, reason, name, record, json=json)


@app.command()
def split(
    ids: Ids, reason: Reason = "", name: Name = None, record: RecordPath = DEFAULT_RECORD, json: JsonCounts = False
) -> None:
    """Say that a mention is of another event than the one it stands in, or that two events are not one.

    Give the mention alone, or the event with its mentions that do not belong to it, or two events, or the id of an
    unsure pair.
    """
    _make("split", ids, reason, name, record, json=json)


@app.command()
def recode(
    ids: Ids,
    reason: Reason = "",
    name: Name = None,
    kind: Annotated[str | None, typer.Option("--type", metavar="TYPE", help="Of the codebook: SANCTION.")] = None,
    mode: Annotated[str | None, typer.Option("--mode", metavar="MODE", help="Of that type; '' for none.")] = None,
    status: Annotated[
        str | None,
        typer.Option(
            "--status", metavar="STATUS", help="happened, ongoing, planned, demanded, alleged, denied, hypothetical."
        ),
    ] = None,
    date: Annotated[str | None, typer.Option("--date", metavar="EDTF", help="When: 2023-09-20; '' for none.")] = None,
    actor: Annotated[
        list[str] | None, typer.Option("--actor", metavar="NAME", help="Who did it; may be given again.")
    ] = None,
    recipient: Annotated[
        list[str] | None, typer.Option("--recipient", metavar="NAME", help="To whom; may be given again.")
    ] = None,
    place: Annotated[str | None, typer.Option("--place", metavar="NAME", help="Where; '' for nowhere.")] = None,
    record: RecordPath = DEFAULT_RECORD,
    json: JsonCounts = False,
) -> None:
    """Say how it should have been coded. Names are found on the actor list and in the gazetteer, as they are today.

    Example:  chancery judge recode e1f2 --type SANCTION --date 2021-03 --reason "it was a ban"
    """
    wanted = {
        "type": kind,
        "mode": mode,
        "status": status,
        "date": date,
        "actors": ";".join(actor) if actor else None,
        "recipients": ";".join(recipient) if recipient else None,
        "place": place,
    }
    given = {field: value for field, value in wanted.items() if value is not None}
    _make("recode", ids, reason, name, record, given, json=json)


@app.command()
def undo(
    ids: Judgements,
    reason: Reason = "",
    name: Name = None,
    record: RecordPath = DEFAULT_RECORD,
    json: JsonCounts = False,
) -> None:
    """Take judgements back, with all that were passed in the same act. An undo can be undone as well."""
    _make("undo", ids, reason, name, record, json=json)


@app.command("list")
def list_(
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Only those of this person.")] = "",
    record: RecordPath = DEFAULT_RECORD,
    json: JsonCounts = False,
) -> None:
    """List every judgement that a person passed, in order of time; those taken back are marked."""
    from chancery import runs
    from chancery.record.corrections import undone_ids
    from chancery.views.review import judgement_line, passed

    with runs.open_record(record) as opened:
        every = opened.persons()
    undone = undone_ids(every)
    shown = [one for one in every if not by or one.by == f"person:{by}"]
    for one in shown:
        if json:
            kind = {"kind": one.kind, "left": one.left, "right": one.right, "undone": one.id in undone}
            typer.echo(jsons.dumps({**asdict(passed(one)), **kind}, ensure_ascii=False))
        else:
            typer.echo(judgement_line(one, undone=one.id in undone))
    if not shown and not json:
        note(f"chancery: {by or 'nobody'} has judged {'nothing' if by else 'anything'}")


def _make(
    verdict: str,
    ids: list[str],
    reason: str,
    name: str | None,
    record: str,
    changes: Mapping[str, str] | None = None,
    *,
    json: bool,
) -> None:
    from chancery import runs
    from chancery.runs.review import Correction, make_correction, whose

    who = whose(name)
    with runs.open_record(record) as opened:
        made = make_correction(opened, Correction(verdict, tuple(ids), reason, who, changes or {}))
    if json:
        ids = [one.id for one in made.judgements]
        typer.echo(jsons.dumps({"judgements": ids, "changed": made.line}, ensure_ascii=False))
    else:
        typer.echo(f"{made.line} ({made.judgements[0].id})")
