"""One look at everything that is watched: what is new, and what to remember once it is filed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from chancery.runs.fetching import Fetcher
from chancery.runs.outbox import is_due
from chancery.runs.watch_state import Mark, Standing, WatchState
from chancery.terms import Failure, Report, SetAside

Outcome = Report | SetAside | Failure

LONGEST_PAUSE_S = 21_600.0
"""The longest pause after failures, in seconds: six hours, so that a feed that comes back is read the same day."""
MOST_TRIES = 5
"""How often the page of an entry is tried before it is given up."""
SETTLE_S = 2.0
"""A file that was changed within so many seconds may still be written, and is left for the next round."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """A source that gives nothing, in words, with what to do about it. `new` unless it was told before."""

    source: str
    detail: str
    remedy: str
    new: bool


@dataclass(slots=True)
class Gathering:
    """What one round looks at and comes upon.

    Shapes:  `marks` and `standings` are kept when all that was handed out is filed, so that a process that is killed
             before looks at the same again. `found_again` are sources that failed before and do no longer.
    """

    state: WatchState
    fetcher: Fetcher
    now: Callable[[], float]
    stopped: Callable[[], bool]
    every_s: float
    once: bool = False
    left_out: frozenset[Path] = frozenset()
    marks: list[Mark] = field(default_factory=list)
    standings: list[Standing] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    found_again: list[str] = field(default_factory=list)

    def pause(self, tries: int, after_s: float = 0.0) -> float:
        """When to try again what has failed so many times: after a pause that doubles, or as the server says."""
        pause = min(self.every_s * 2.0 ** max(0, min(tries, 30) - 1), LONGEST_PAUSE_S)
        return self.now() + max(pause, min(after_s, 86_400.0))

    def due(self, at: float) -> bool:
        """Whether something may be tried again; a single round tries everything."""
        return self.once or is_due(at, self.now())

    def fails(self, standing: Standing, detail: str, remedy: str, after_s: float = 0.0) -> None:
        """A source gives nothing: remember it, and tell it where it is news."""
        tries = standing.tries + 1
        self.standings.append(
            replace(standing, tries=tries, due=self.pause(tries, after_s), trouble=detail, etag="", modified="")
        )
        self.troubles.append(Trouble(standing.address, detail, remedy, new=detail != standing.trouble))

    def works(self, standing: Standing, *, etag: str = "", modified: str = "") -> None:
        """A source gives what it should."""
        if standing.trouble:
            self.found_again.append(standing.address)
        self.standings.append(Standing(standing.address, etag, modified))
