"""The commands that ask a record: brief, timeline, situation, changes, claims, diff, why and search."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from chancery.doors.options import (
    DEFAULT_RECORD,
    AsOf,
    Form,
    Format,
    Json,
    KnownOn,
    OptionalFiles,
    Output,
    RecordPath,
    chosen,
    first_day,
    last_day,
)
from chancery.doors.paging import (
    Asked,
    Country,
    Kinds,
    Limit,
    PageNumber,
    Since,
    Types,
    Until,
    country_code,
    event_types,
    state_kinds,
)
from chancery.doors.screen import counted, emit, note, problem_line, progress, show
from chancery.terms import Failure, InputError, SetAside

if TYPE_CHECKING:
    from chancery.runs import Coded
    from chancery.terms import Snapshot
    from chancery.views.pages import View


def brief(
    paths: OptionalFiles = None,
    record: RecordPath = DEFAULT_RECORD,
    as_of: AsOf = None,
    known_on: KnownOn = None,
    form: Form = None,
    json: Json = False,
    output: Output = None,
) -> None:
    """Write a brief: what happened, where things stand, why it matters, who says what, what is open.

    Every sentence is computed from the record and cites the sentences that it rests on. With FILE... the brief is of
    those reports alone, and nothing is kept.
    """
    from chancery.views import build_brief

    show_view(build_brief, _snapshot(record, as_of, known_on, paths), chosen(form, json=json, output=output), output)


def timeline(
    record: RecordPath = DEFAULT_RECORD,
    as_of: AsOf = None,
    known_on: KnownOn = None,
    types: Types = None,
    country: Country = "",
    since: Since = None,
    until: Until = None,
    limit: Limit = None,
    page: PageNumber = 1,
    form: Form = None,
    json: Json = False,
    output: Output = None,
) -> None:
    """List all events by date, those without a date at the end.

    Example:  chancery timeline --country AZE --since 2023 --page 2
    """
    from chancery import runs
    from chancery.views import build_timeline

    then, known = last_day(as_of), last_day(known_on)
    first, last, code, chosen_types = first_day(since), last_day(until), country_code(country), event_types(types)
    asked = Asked(limit, page, narrowed=bool(first or last or code or chosen_types))
    shape = chosen(form, json=json, output=output)
    with runs.open_record(record) as opened:
        ask = partial(opened.timeline, then, known, types=chosen_types, country=code, since=first, until=last)
        snapshot, cut = asked.cut(
            lambda rows, offset: ask(limit=rows, offset=offset),
            lambda: opened.snapshot(as_of=then, known_on=known),
            opened.is_larger,
        )
    _note_left_out(snapshot)
    show_view(partial(build_timeline, cut=cut), snapshot, shape, output)


def situation(
    record: RecordPath = DEFAULT_RECORD,
    as_of: AsOf = None,
    known_on: KnownOn = None,
    kinds: Kinds = None,
    country: Country = "",
    limit: Limit = None,
    page: PageNumber = 1,
    every: Annotated[
        bool, typer.Option("--all", help="Every state, on a terminal too: without it the first 40 are shown there.")
    ] = False,
    form: Form = None,
    json: Json = False,
    output: Output = None,
) -> None:
    """Show what stands: control, forces, fighting, agreements, displaced people, memberships, promises, demands.

    Example:  chancery situation --as-of 2021-06 --known-on 2022
    """
    from chancery import runs
    from chancery.views import KIND_ORDER, build_situation

    then, known = last_day(as_of), last_day(known_on)
    code, chosen_kinds = country_code(country), state_kinds(kinds)
    asked = Asked(limit, page, narrowed=bool(code or chosen_kinds))
    shape = chosen(form, json=json, output=output)
    ordered = [kind for kind in KIND_ORDER if kind in (chosen_kinds or KIND_ORDER)]
    with runs.open_record(record) as opened:
        ask = partial(opened.situation, then, known, kinds=ordered, country=code)
        snapshot, cut = asked.cut(
            lambda rows, offset: ask(limit=rows, offset=offset),
            lambda: opened.snapshot(as_of=then, known_on=known),
            opened.is_larger,
        )
    _note_left_out(snapshot)
    show_view(partial(build_situation, cut=cut), snapshot, shape, output, every=every or limit is not None or page > 1)


def changes(
    since: Annotated[
        Any,
        typer.Option("--since", metavar="DATE", parser=str, help="What is new from this day on (2023: its first day)."),
    ],
    until: Annotated[
        Any,
        typer.Option(
            "--until",
            metavar="DATE",
            parser=str,
            help="Up to this day; without it, the newest report's.",
            show_default=False,
        ),
    ] = None,
    valid: Annotated[
        bool, typer.Option("--valid/--known", help="What happened between the days, or what was learned of it.")
    ] = False,
    record: RecordPath = DEFAULT_RECORD,
    form: Form = None,
    json: Json = False,
    output: Output = None,
) -> None:
    """Show what the record has learned since a day: what opened, changed, closed, was confirmed, denied, recounted.

    Example:  chancery changes --since 2024-04-01
    """
    from chancery import runs
    from chancery.record import snapshots_between
    from chancery.views import build_changes, build_happened

    first, last = first_day(since), last_day(until)
    if first is None:
        raise typer.BadParameter("give a day, such as 2024-04-01", param_hint="--since")
    if last is not None and last < first:
        raise typer.BadParameter(f"{last} is before {first}", param_hint="--until")
    with runs.open_record(record) as opened:
        before, after = snapshots_between(opened, first, last)
    _note_left_out(after)
    day = after.known_on or first

    def build(one: Snapshot) -> View:
        return build_happened(one, first, day) if valid else build_changes(before, one, since=first, until=day)

    show_view(build, after, chosen(form, json=json, output=output), output)


def claims(
    record: RecordPath = DEFAULT_RECORD,
    as_of: AsOf = None,
    known_on: KnownOn = None,
    every: Annotated[bool, typer.Option("--all", help="Also what only one voice tells.")] = False,
    by_name: Annotated[
        bool, typer.Option("--by-name", help="A column for each speaker and source, not for each side.")
    ] = False,
    most: Annotated[
        int, typer.Option("--voices", min=1, metavar="N", help="Columns; other voices share the last.")
    ] = 8,
    form: Form = None,
    json: Json = False,
    output: Output = None,
) -> None:
    """Show who says what: voices by what is claimed, and in each cell who asserts, confirms, denies or alleges it.

    What only one voice tells is left out. A state and all who speak for it are one side.

    Example:  chancery claims --by-name --voices 12 --output claims.html
    """
    from chancery.views import build_claims

    show_view(
        lambda one: build_claims(one, every=every, by_side=not by_name, most_voices=most),
        _snapshot(record, as_of, known_on),
        chosen(form, json=json, output=output),
        output,
    )


def diff(
    one: Annotated[
        str,
        typer.Argument(metavar="SOURCE", help="A source by name or part of it, or a country: its press and state."),
    ],
    other: Annotated[str, typer.Argument(metavar="SOURCE", help="The source to set beside it.")],
    record: RecordPath = DEFAULT_RECORD,
    as_of: AsOf = None,
    known_on: KnownOn = None,
    since: Annotated[
        Any,
        typer.Option(
            "--since",
            metavar="DATE",
            parser=str,
            help="Only what happened, or was told, from this day on.",
            show_default=False,
        ),
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="All that only one of them tells, not the weightiest.")] = False,
    form: Form = None,
    json: Json = False,
    output: Output = None,
) -> None:
    """Show how two sources tell the same story: what both tell and how, what only one of them tells, whom they quote.

    Example:  chancery diff Armenia Azerbaijan --since 2023-09
    """
    from chancery.views import build_diff

    start = first_day(since)
    most = {"most_alone": sys.maxsize} if every else {}
    show_view(
        lambda snapshot: build_diff(snapshot, one, other, since=start, **most),
        _snapshot(record, as_of, known_on),
        chosen(form, json=json, output=output),
        output,
    )


def why(
    wanted: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="Any id that a view shows, or its first four characters or more.",
        ),
    ],
    record: RecordPath = DEFAULT_RECORD,
    as_of: AsOf = None,
    known_on: KnownOn = None,
    form: Form = None,
    json: Json = False,
    output: Output = None,
) -> None:
    """Show the trail of an id: the sentences that it rests on, and the rule or score behind each step."""
    from chancery.views import build_why

    snapshot = _snapshot(record, as_of, known_on)
    show_view(lambda one: build_why(one, wanted), snapshot, chosen(form, json=json, output=output), output)


def search(
    words: Annotated[list[str], typer.Argument(metavar="WORDS", help="All must be in the sentence.")],
    record: RecordPath = DEFAULT_RECORD,
    limit: Annotated[int, typer.Option("--limit", min=1, metavar="N", help="At most so many sentences.")] = 20,
    form: Form = None,
    json: Json = False,
    output: Output = None,
) -> None:
    """Find sentences by their words, with the ids of what was coded from them.

    Example:  chancery search '"Lachin corridor"' peacekeepers
    """
    from chancery import runs
    from chancery.record.searching import search_terms
    from chancery.views import build_search

    query = " ".join(words)
    if not search_terms(query):
        raise typer.BadParameter(f"{query!r} has no word to look for", param_hint="WORDS")
    with runs.open_record(record) as opened:
        hits, snapshot = opened.search(query, limit=limit), opened.snapshot()
    if not hits:
        note(f"chancery: no sentence holds {query}")
    show_view(lambda _: build_search(query, hits), snapshot, chosen(form, json=json, output=output), output)


def _snapshot(record: str, as_of: object, known_on: object, paths: list[str] | None = None) -> Snapshot:
    """What the record holds; with `paths`, what those reports hold, without a record."""
    from chancery import runs

    then, known = last_day(as_of), last_day(known_on)
    if paths:
        return _of_files(paths, then, known)
    with runs.open_record(record) as opened:
        snapshot = opened.snapshot(as_of=then, known_on=known)
    _note_left_out(snapshot)
    return snapshot


def _note_left_out(snapshot: Snapshot) -> None:
    left_out = int(snapshot.origin.get("left_out", 0))
    if left_out:
        what = "" if snapshot.known_on else "what nothing dates in "
        note(f"chancery: left out for want of a date of publication: {what}{counted(left_out, 'report')}")


def _of_files(paths: list[str], as_of: date | None, known_on: date | None) -> Snapshot:
    from chancery import runs

    coded: list[Coded] = []
    with progress("coding") as step:
        for number, found in enumerate(runs.code_reports(paths), 1):
            if isinstance(found, SetAside | Failure):
                note(problem_line(found))
            else:
                coded.append(found)
            step(number)
    if not coded:
        raise InputError("none of the reports could be used", remedy="the lines above say why")
    return runs.snapshot_of(coded, as_of=as_of, known_on=known_on)


def show_view(
    build: Callable[[Snapshot], View], snapshot: Snapshot, form: Format, output: Path | None, *, every: bool = True
) -> None:
    """Build the view and show it in the form asked for; without `every`, on a terminal only the first of many states.

    What is piped or written to a file is always whole.
    """
    from chancery import views

    view = build(snapshot)
    if form is Format.json:
        emit(views.as_json(view), output=output)
    elif form is Format.markdown:
        emit(views.as_markdown(view, snapshot), output=output)
    elif form is Format.html:
        from chancery.runs.maps import map_outlines

        emit(views.as_html(view, snapshot, outlines=map_outlines()), output=output)
    else:
        show(lambda at: views.as_text(view, snapshot, at, every=every or not at.is_terminal), output=output)
