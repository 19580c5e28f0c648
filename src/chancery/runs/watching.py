"""Watching: rounds in which sources are looked at, what is new is filed, and what that changed is handed on."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chancery.runs.feeds import poll_feed
from chancery.runs.fetching import Fetcher
from chancery.runs.filing import Progress, file_reports
from chancery.runs.folders import poll_path
from chancery.runs.gathering import Gathering, Outcome, Trouble
from chancery.runs.outbox import Delivery, Outbox
from chancery.runs.results import Counts, Refusal
from chancery.runs.steps import Steps
from chancery.runs.watch_lists import Watched, read_list
from chancery.runs.watch_state import WatchState
from chancery.runs.workers import MakeSteps
from chancery.terms import InputError, Report, Snapshot, content_id

if TYPE_CHECKING:  # brings SQLAlchemy in
    from chancery.record import Record


class Clock:
    """The time in seconds since 1970, and a way to let it pass; `stop` ends waiting and, after what is at hand, the
    watch. A test has one of its own."""

    def __init__(self) -> None:
        self.stopped = False

    def now(self) -> float:
        """The time."""
        return time.time()

    def wait(self, seconds: float) -> None:
        """Let so many seconds pass, or fewer where the watch is to stop."""
        # In slices: a sleep goes on after a signal, and an Event may not be set by a handler while it is waited for.
        end = time.monotonic() + seconds
        while not self.stopped and (left := end - time.monotonic()) > 0:
            time.sleep(min(left, 0.25))

    def stop(self) -> None:
        """End the watch after the report at hand."""
        self.stopped = True


@dataclass(frozen=True, slots=True)
class WatchOptions:
    """What is watched and how.

    Units:   `every_s`: seconds from the start of a round to that of the next. `lists` are files of sources, read anew
             each round; `left_out` are files in watched folders that are the watcher's own.
    """

    sources: tuple[Watched, ...] = ()
    lists: tuple[Path, ...] = ()
    every_s: float = 300.0
    once: bool = False
    jobs: int = 1
    left_out: frozenset[Path] = frozenset()


@dataclass(frozen=True, slots=True)
class Round:
    """One round: what came in, what went wrong, and the record before and after, from which a view tells the changes.

    Shapes:  `at` is when it ended (UTC). `before` and `after` are None where nothing was filed. Round 0 tells what was
             filed when an earlier watch was killed before it could tell. `totals` are the counts of all rounds that
             this memory knows.
    """

    number: int
    at: str
    counts: Counts
    troubles: tuple[Trouble, ...] = ()
    found_again: tuple[str, ...] = ()
    before: Snapshot | None = None
    after: Snapshot | None = None
    totals: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class Watcher:
    """Looks, files, and hands each round on; see `rounds`."""

    record: Record
    state: WatchState
    options: WatchOptions
    clock: Clock = field(default_factory=Clock)
    fetcher: Fetcher = field(default_factory=Fetcher)
    outbox: Outbox | None = None
    steps: Steps | None = None
    make_steps: MakeSteps | None = None
    progress: Progress | None = None
    on_refusal: Callable[[Refusal], None] | None = None
    on_delivery: Callable[[Delivery], None] | None = None
    _lists: dict[Path, tuple[Watched, ...]] = field(default_factory=dict)

    def rounds(self) -> Iterator[Round]:
        """Round after round, until the clock is stopped; one where the options ask for one.

        A round counts as told when the next is asked for: whoever takes it writes what it changed first. A process that
        is killed before has the same changes in round 0 of its next start.
        Raises:  RecordError where the record or the watcher's memory cannot be written.
        """
        waiting = self.state.untold
        if waiting:
            held = [report.id for report in self.record.reports()]
            if not waiting.isdisjoint(held):
                before = self.record.snapshot(reports=[one for one in held if one not in waiting])
                yield self._round(0, Counts(), before=before, after=self.record.snapshot())
            self.state.told()
        number = 0
        while True:
            began, number = self.clock.now(), number + 1
            yield self._look(number)
            self.state.told()
            self._deliver(at_once=self.options.once)
            if self.options.once or self.clock.stopped:
                return
            self._rest(began + self.options.every_s)
            if self.clock.stopped:
                return

    def _look(self, number: int) -> Round:
        look = Gathering(
            self.state,
            self.fetcher,
            self.clock.now,
            lambda: self.clock.stopped,
            self.options.every_s,
            self.options.once,
            self.options.left_out,
        )
        snapshots: list[Snapshot] = []
        incoming = self._new(self._gather(look), snapshots)
        counts, first = Counts(), next(incoming, None)
        if first is not None:  # a round in which nothing is new leaves no trace in the record
            counts = file_reports(
                chain((first,), incoming), self.record, steps=self.steps, jobs=self.options.jobs,
                make_steps=self.make_steps, progress=self.progress, on_refusal=self.on_refusal,
            )  # fmt: skip
        self.state.settle(look.marks, look.standings, asdict(counts))
        for standing in look.standings:
            self.state.forget_old(standing.address)
        told = (look.troubles, look.found_again)
        if not counts.filed:
            return self._round(number, counts, *told)
        return self._round(number, counts, *told, before=snapshots[0], after=self.record.snapshot())

    def _gather(self, look: Gathering) -> Iterator[Outcome]:
        for watched in self._sources(look):
            if look.stopped():
                return
            yield from (poll_feed if watched.is_feed else poll_path)(watched, look)

    def _sources(self, look: Gathering) -> Iterable[Watched]:
        """All that is watched, each once; a list that cannot be read any more counts as it was."""
        named = list(self.options.sources)
        for path in self.options.lists:
            standing = look.state.standing(str(path))
            try:
                self._lists[path] = read_list(path)
            except InputError as error:
                place = f"{error.where}: " if error.where and error.where != str(path) else ""
                look.fails(standing, f"{place}{error.found}", error.remedy)
            else:
                if standing.trouble:
                    look.works(standing)
            named.extend(self._lists.get(path, ()))
        once: dict[str, Watched] = {}
        for one in named:
            once.setdefault(one.address, one)
        return once.values()

    def _new(self, outcomes: Iterator[Outcome], snapshots: list[Snapshot]) -> Iterator[Outcome]:
        """The outcomes; before the first report that the record does not hold, the record as it stands is put by."""
        for outcome in outcomes:
            if isinstance(outcome, Report) and not self.record.has(outcome.id):
                if not snapshots:
                    snapshots.append(self.record.snapshot())
                self.state.expect(outcome.id)
            yield outcome

    def _round(
        self,
        number: int,
        counts: Counts,
        troubles: Sequence[Trouble] = (),
        found_again: Sequence[str] = (),
        *,
        before: Snapshot | None = None,
        after: Snapshot | None = None,
    ) -> Round:
        at = datetime.fromtimestamp(self.clock.now(), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        return Round(number, at, counts, tuple(troubles), tuple(found_again), before, after, self.state.totals)

    def _deliver(self, *, at_once: bool = False) -> None:
        if self.outbox:
            delivery = self.outbox.deliver(at_once=at_once)
            if self.on_delivery and (delivery.sent or delivery.trouble or (at_once and delivery.waiting)):
                self.on_delivery(delivery)

    def _rest(self, until: float) -> None:
        """Wait for the next round, and send what becomes due meanwhile."""
        while not self.clock.stopped:
            now = self.clock.now()
            if now >= until or until - now > self.options.every_s:  # the clock was set back: do not wait for it
                return
            due = self.outbox.next_due() if self.outbox else None
            self.clock.wait(min(until, max(due, now + 1.0)) - now if due is not None else until - now)
            if due is not None and due <= self.clock.now() < until:
                self._deliver()


@contextmanager
def stopping(clock: Clock, on_signal: Callable[[], None] | None = None) -> Iterator[None]:
    """While the block runs, Ctrl-C and SIGTERM stop the clock; a second one ends the process as they always do."""

    def handle(number: int, _: object) -> None:
        signal.signal(number, before[number] or signal.SIG_DFL)
        clock.stop()
        if on_signal:
            on_signal()

    before: dict[int, Any] = {}
    if threading.current_thread() is threading.main_thread():
        for one in (signal.SIGINT, signal.SIGTERM):
            before[one] = signal.signal(one, handle)
    try:
        yield
    finally:
        for number, old in before.items():
            signal.signal(number, old or signal.SIG_DFL)


def memory_of(record: Path | str) -> Path:
    """Where a watcher keeps its memory if nothing else is said: beside a record in a file, else in the working folder,
    under a name that follows from the record's address.

    >>> memory_of("news/chancery.sqlite").as_posix()
    'news/chancery.sqlite.watch'
    """
    return Path(f"{content_id('chancery-', record, digits=8)}.watch" if "://" in str(record) else f"{record}.watch")


def own_files(*files: Path | None) -> frozenset[Path]:
    """The watcher's files, and what SQLite keeps beside a database, so that a watched folder may hold them."""
    endings = ("", "-wal", "-shm", "-journal")
    return frozenset(Path(f"{one.absolute()}{ending}") for one in files if one is not None for ending in endings)
