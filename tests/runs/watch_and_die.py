"""As a script it watches a folder and is killed: python watch_and_die.py RECORD FOLDER KILL_AT, with stub steps.

KILL_AT is the number of the report at whose coding it kills itself (SIGKILL), "match" before matching, "filed" when all
is filed and nothing remembered, "told" when the round was handed out and not yet taken as told.
"""

from __future__ import annotations

import sys
from pathlib import Path

from stub_steps import deadly_steps, die

from chancery.record import Record
from chancery.runs.watch_lists import Watched
from chancery.runs.watch_state import WatchState
from chancery.runs.watching import Watcher, WatchOptions, memory_of


def main(record: str, folder: str, kill_at: str) -> None:
    """Watch once, and be killed on the way."""
    with Record.open(record) as held, WatchState.open(memory_of(record)) as state:
        if kill_at == "filed":
            state.settle = lambda *_: die()  # type: ignore[method-assign]
        options = WatchOptions((Watched(str(Path(folder))),), once=True)
        for _ in Watcher(held, state, options, steps=deadly_steps(kill_at)).rounds():
            if kill_at == "told":
                die()


if __name__ == "__main__":
    main(*sys.argv[1:])
