"""The command that watches feeds and folders."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from chancery.doors.group import PROBLEMS
from chancery.doors.options import DEFAULT_RECORD, Codebooks, OtherReader, OwnActors, RecordPath
from chancery.doors.screen import counted, note, problem_line, progress

if TYPE_CHECKING:
    from chancery.runs.outbox import Delivery, Outbox
    from chancery.runs.watching import Round
    from chancery.views.notices import Notice

MOST_LINES = 100
"""Changes of one round that are written to the terminal; all are in the Atom feed and the webhook's messages."""
_UNITS_S = {"": 1, "s": 1, "m": 60, "h": 3600, "d": 86400}
_DURATION = re.compile(r"(\d+(?:\.\d+)?)\s*([smhd]?)")


def seconds(value: Any) -> float:
    """The seconds that a length of time on the command line means: 90, 90s, 5m, 2h, 1d.

    Raises:  typer.BadParameter where it is none, or shorter than a second.
    """
    if isinstance(value, int | float):
        return float(value)
    found = _DURATION.fullmatch(str(value).strip().lower())
    length = float(found[1]) * _UNITS_S[found[2]] if found else 0.0
    if length < 1:
        raise typer.BadParameter(f"{value!r} is no length of time of a second or more; give one such as 90s, 5m or 2h")
    return length


def watch(
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PATH_OR_FEED",
            help="Addresses of RSS or Atom feeds, folders (with all below them), files; a .yaml file lists them.",
            show_default=False,
        ),
    ] = None,
    lists: Annotated[
        list[Path] | None,
        typer.Option(
            "--sources",
            "-S",
            metavar="FILE",
            help="Watch what this file names, one on each line or YAML; read anew each round.",
            show_default=False,
        ),
    ] = None,
    record: RecordPath = DEFAULT_RECORD,
    every: Annotated[
        Any, typer.Option("--every", metavar="TIME", parser=str, help="From one round to the next: 90s, 5m, 2h.")
    ] = "5m",
    once: Annotated[bool, typer.Option("--once", help="One round, then stop: for cron and the like.")] = False,
    atom: Annotated[
        Path | None,
        typer.Option("--atom", metavar="FILE", help="Keep the changes in this Atom feed.", show_default=False),
    ] = None,
    webhook: Annotated[
        str | None,
        typer.Option(
            "--webhook",
            envvar="CHANCERY_WEBHOOK",
            metavar="URL",
            help="Post the changes there as JSON, signed with CHANCERY_WEBHOOK_SECRET where that is set.",
            show_default=False,
        ),
    ] = None,
    jobs: Annotated[
        int, typer.Option("--jobs", "-j", min=1, metavar="N", help="Read with so many processes, one for each core.")
    ] = 1,
    memory: Annotated[
        Path | None,
        typer.Option(
            "--state",
            metavar="FILE",
            help="Where the watcher keeps its own memory. [default: RECORD.watch]",
            show_default=False,
        ),
    ] = None,
    json: Annotated[
        bool, typer.Option("--json", help="Changes as JSON on standard output: what a webhook is sent.")
    ] = False,
    reader: OtherReader = None,
    codebook: Codebooks = None,
    actors: OwnActors = None,
    outlets: Annotated[
        Path | None,
        typer.Option(
            "--outlets",
            envvar="CHANCERY_SOURCES",
            metavar="FILE",
            help="Your own outlets and agencies, used beside those that ship: what --sources is elsewhere "
            "(docs/sources.md).",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Watch feeds and folders: file what is new, and write what that changes.

    Each round looks at every source, files the reports that are new and writes what opened, changed, closed, was
    confirmed or denied, with the report that says so: on the screen, in an Atom feed, to a webhook. Nothing is written
    where nothing is new. Ctrl-C ends it after the report at hand; started again, it goes on where it was.

    Example:  chancery watch https://news.example/feed.xml reports/ --atom changes.xml
    """
    from functools import partial

    from chancery import runs
    from chancery.runs.actors import using_actors
    from chancery.runs.outbox import SECRET, Outbox
    from chancery.runs.sources import using_sources
    from chancery.runs.watch_lists import is_list, watched_of
    from chancery.runs.watch_state import WatchState
    from chancery.runs.watching import Clock, Watcher, WatchOptions, memory_of, own_files, stopping

    if not sources and not lists:
        raise typer.BadParameter("name a feed, a folder or a file, or a list of them with --sources")
    every_s, target = seconds(every), _target(webhook)
    if atom:
        _check_folder(atom)
    named = sources or []
    listed = (*(lists or ()), *(Path(one) for one in named if is_list(one)))
    place = memory or memory_of(record)
    clock = Clock()
    with (
        using_actors(actors),
        using_sources(outlets),
        runs.open_record(record, create=True) as opened,
        WatchState.open(place) as state,
        stopping(clock, lambda: note("chancery: stopping after the report at hand; again to stop at once")),
    ):
        options = WatchOptions(
            tuple(watched_of(one) for one in named if not is_list(one)),
            listed,
            every_s,
            once,
            jobs,
            own_files(Path(record), place, atom, *listed),
        )
        watcher = Watcher(
            opened,
            state,
            options,
            clock,
            make_steps=partial(runs.steps_with, reader, codebook),
            on_refusal=lambda refusal: note(problem_line(refusal)),
        )
        watcher.fetcher.wait, watcher.fetcher.stopped = clock.wait, lambda: clock.stopped
        if target:
            watcher.outbox = Outbox(state, watcher.fetcher, target, os.environ.get(SECRET, ""), clock.now)
            watcher.on_delivery = _tell_delivery
        teller = _Teller(atom, watcher.outbox, json=json, once=once)
        with _shown(watcher):
            for one in watcher.rounds():
                teller.tell(one)
        waiting = len(state.messages(target)) if target else 0
    if teller.failed or (once and waiting):
        raise typer.Exit(PROBLEMS)


class _Teller:
    """Writes each round to where it is wanted."""

    def __init__(self, atom: Path | None, outbox: Outbox | None, *, json: bool, once: bool) -> None:
        self.atom, self.outbox, self.json, self.once = atom, outbox, json, once
        self.failed = False
        if atom:
            self._write_atom((), "", "")  # what cannot be kept up is said before the first round

    def tell(self, one: Round) -> None:
        """Write a round: its troubles, its counts, its changes."""
        from chancery.views import build_changes
        from chancery.views.notices import build_notices, messages

        for trouble in one.troubles:
            if trouble.new:
                note(f"trouble    {trouble.source}: {trouble.detail} ({trouble.remedy})")
        for source in one.found_again:
            note(f"back       {source}")
        self.failed = self.failed or (self.once and bool(one.troubles or one.counts.failed))
        notices: tuple[Notice, ...] = ()
        if one.before is not None and one.after is not None:
            notices = build_notices(build_changes(one.before, one.after), one.after)
        if notices and one.after is not None:
            name = one.after.origin["record"]
            bodies = list(messages(notices, record=name, made=one.at, counts=asdict(one.counts)))
            if self.outbox:
                for identity, body in bodies:
                    self.outbox.put(identity, body)
            if self.atom:
                self._write_atom(notices, name, one.at)
            if self.json:
                for _, body in bodies:
                    typer.echo(body)
        if not self.json:
            self._print(one, notices)

    def _print(self, one: Round, notices: tuple[Notice, ...]) -> None:
        from chancery.views.notices import notice_lines

        if one.counts.reports_in or notices or self.once:
            typer.echo(f"{one.at}  {_counts_line(one)}; {counted(len(notices), 'change')}")
        for line in notice_lines(notices, MOST_LINES):
            typer.echo(f"  {line}")

    def _write_atom(self, notices: tuple[Notice, ...], record: str, now: str) -> None:
        from chancery.runs.keeping import read_if_there, write_whole
        from chancery.terms import InputError
        from chancery.views.atom import with_notices

        assert self.atom
        held = read_if_there(self.atom)
        try:
            made = with_notices(held, notices, record=record, now=now) if held or notices else b""
        except InputError as error:
            raise InputError(error.found, where=str(self.atom), remedy=error.remedy) from error
        if notices:
            write_whole(self.atom, made)


@contextmanager
def _shown(watcher: Any) -> Iterator[None]:
    """Progress of filing on a terminal."""
    with progress("watching") as step:
        watcher.progress = lambda counts, stage: step(counts.done, note=stage)
        yield


def _tell_delivery(delivery: Delivery) -> None:
    if delivery.trouble:
        note(f"webhook    {delivery.trouble}; {counted(delivery.waiting, 'message')} kept until it takes them")
    elif delivery.waiting:
        note(f"webhook    {counted(delivery.waiting, 'message')} kept until it takes them")


def _counts_line(one: Round) -> str:
    counts = one.counts
    came = f"{counted(counts.reports_in, 'report')} in"
    parts = (
        (counts.filed, "filed"),
        (counts.already_there, "already there"),
        (counts.set_aside, "set aside"),
        (counts.failed, "failed"),
    )
    line = f"{came}: {', '.join(f'{number} {what}' for number, what in parts)}"
    return line if one.number else f"told late, after a watch that was killed ({line})"


def _check_folder(atom: Path) -> None:
    """Raises: InputError where the feed could not be written, before anything is filed."""
    from chancery.terms import InputError

    folder = atom.parent
    if not folder.is_dir():
        raise InputError("the feed cannot be written: there is no such folder", where=str(atom), remedy="make it first")
    if atom.is_dir():
        raise InputError("the feed cannot be written: this is a folder", where=str(atom), remedy="name a file")
    if not os.access(folder, os.W_OK):
        remedy = "name a file in a folder that you may write to"
        raise InputError("the feed cannot be written: permission denied", where=str(atom), remedy=remedy)


def _target(webhook: str | None) -> str:
    from urllib.parse import urlsplit

    if not webhook:
        return ""
    try:
        parts = urlsplit(webhook)
        good = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        good = False
    if not good:
        raise typer.BadParameter(f"{webhook!r} is no http or https address", param_hint="--webhook")
    return webhook
