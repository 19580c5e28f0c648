"""As a script it watches a folder and is killed: python watch_and_die.py RECORD FOLDER KILL_AT, with stub steps.

KILL_AT is the number of the report at whose coding it kills itself (SIGKILL), "match" before matching, "filed" when all
is filed and nothing remembered, "told" when the round was handed out and not yet taken as told.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from stub_steps import code, die, judge, stub_steps

from chancery.record import Record
from chancery.runs.watch_lists import Watched
from chancery.runs.watch_state import WatchState
from chancery.runs.watching import Watcher, WatchOptions, memory_of
from chancery.terms import Claim, Judgement, Reading, Report


def main(record: str, folder: str, kill_at: str) -> None:
    """Watch once, and be killed on the way."""
    done = 0

    def code_or_die(reading: Reading) -> tuple[Report, list[Claim]]:
        nonlocal done
        if str(done) == kill_at:
            die()
        done += 1
        return code(reading)

    def judge_or_die(claims: Sequence[Claim]) -> list[Judgement]:
        if kill_at == "match":
            die()
        return judge(claims)

    with Record.open(record) as held, WatchState.open(memory_of(record)) as state:
        if kill_at == "filed":
            state.settle = lambda *_: die()  # type: ignore[method-assign]
        options = WatchOptions((Watched(str(Path(folder))),), once=True)
        for _ in Watcher(held, state, options, steps=stub_steps(code_or_die, judge_or_die)).rounds():
            if kill_at == "told":
                die()


if __name__ == "__main__":
    main(*sys.argv[1:])
