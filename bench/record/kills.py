"""`python -m bench.record.kills [--kills 500]`: a process that files, judges, re-reads and rebuilds, killed at random.

Each round starts a process that works on the record as fast as it can and says what it has finished; SIGKILL ends it at
a random moment. Then the record is opened as the next user would open it, and must hold everything that was said to be
finished, each report with all of its claims, with nothing for `chancery check` to find. A record that holds all reports
gives way to a new one; the first time, it must equal the record of one undisturbed run.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from typing import NoReturn

from chancery import runs
from chancery.record import Record
from chancery.runs.filing import bring_up
from chancery.runs.results import Coded
from chancery.runs.sources import trace_sources
from chancery.terms import Claim, Judgement

REPORTS = Path("examples/dossier")
#: Longest life of a working process, in seconds: a filing of this dossier takes about as long.
LONGEST_S = 1.2
WORKS = ("file", "judge", "reread", "rebuild")


@dataclass
class Tally:
    """What the kills met."""

    kills: int = 0
    finished: Counter[str] = field(default_factory=Counter)
    wholes: int = 0
    faults: list[str] = field(default_factory=list)


def coded_reports(folder: Path = REPORTS) -> list[Coded]:
    """The example reports, read and coded once: what is under test is the record, not the reading."""
    return [found for found in runs.code_reports([folder]) if isinstance(found, Coded)]


def kill_rounds(coded: Sequence[Coded], folder: Path, *, kills: int, seed: int = 0) -> Tally:
    """Kill a working process so many times, and look at the record after each. Never raises over what it finds."""
    rng = random.Random(seed)
    tally = Tally()
    whole = _undisturbed(coded, folder / "whole.sqlite")
    number = 0
    path = folder / f"killed{number}.sqlite"
    promised: Counter[str] = Counter()
    for _ in range(kills):
        said, ended = _killed(coded, path, rng)
        tally.kills += not ended
        promised.update(said)
        tally.finished.update(line.split()[0] for line in said)
        tally.faults += [f"after kill {tally.kills}: {fault}" for fault in _faults(path, coded, promised)]
        if path.exists() and _filed(path) == len(coded):
            if not any(line.split()[0] in ("judged", "reread") for line in promised) and _contents(path) != whole:
                tally.faults.append(f"after kill {tally.kills}: the record is not the one of an undisturbed run")
            tally.wholes += 1
            number += 1
            path = folder / f"killed{number}.sqlite"
            promised.clear()
    return tally


def _killed(coded: Sequence[Coded], path: Path, rng: random.Random) -> tuple[list[str], bool]:
    """What a process said to have finished before it was killed, and whether it had ended by itself."""
    reading, writing = os.pipe()
    seed, patience = rng.randrange(2**32), rng.uniform(0.0, LONGEST_S)
    child = os.fork()
    if child == 0:
        os.close(reading)
        _work(coded, path, random.Random(seed), writing)
    os.close(writing)
    time.sleep(patience)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    with os.fdopen(reading, encoding="utf-8") as told:
        lines = told.read().split("\n")[:-1]  # what follows the last line end was cut off in the middle
    return lines, not os.WIFSIGNALED(status)


def _work(coded: Sequence[Coded], path: Path, rng: random.Random, out: int) -> NoReturn:
    """File, judge, re-read and rebuild in random order until killed; a line goes out for each thing finished."""
    code = 1
    try:
        with Record.open(path) as record:
            for work in cycle(("file", "file", *rng.sample(WORKS, len(WORKS)))):
                some = rng.sample(coded, rng.randint(1, 4))
                if work == "file":
                    for one in some:
                        if record.add(one.report, one.claims):
                            os.write(out, f"filed {one.report.id}\n".encode())
                    _matched(record)
                elif work == "judge":
                    judgement = _judged(some[0].claims, rng)
                    if judgement and record.has(some[0].report.id):
                        record.add_judgements([judgement])
                        os.write(out, f"judged {judgement.id}\n".encode())
                        _matched(record)
                elif work == "reread":
                    if record.has(some[0].report.id):
                        fewer = [claim for claim in some[0].claims if rng.random() < 0.9]
                        record.replace_claims(some[0].report.id, fewer, {"round": str(rng.random())})
                        os.write(out, f"reread {some[0].report.id}\n".encode())
                else:
                    _matched(record)
                    os.write(out, b"rebuilt\n")
        code = 0
    except BaseException as error:
        os.write(out, f"failed {type(error).__name__}: {error}\n".encode())
    finally:
        os._exit(code)


def _matched(record: Record) -> None:
    """What the end of every filing does."""
    trace_sources(record)
    bring_up(record, runs.default_steps())


def _judged(claims: Sequence[Claim], rng: random.Random) -> Judgement | None:
    """A person's judgement on two mentions of a report, or on one."""
    mentions = sorted({claim.mention for claim in claims if claim.kind == "event"})
    if len(mentions) < 2:
        return None
    left, right = sorted(rng.sample(mentions, 2))
    when = f"2026-01-01T00:00:{rng.randrange(60):02d}Z"
    if rng.random() < 0.5:
        return Judgement(left, right, rng.choice(("same", "different")), 1.0, "a trial", "person:trial", when)
    verdict = rng.choice(("accepted", "rejected"))
    return Judgement(left, "", verdict, 1.0, "a trial", "person:trial", when, kind="mention")


def _faults(path: Path, coded: Sequence[Coded], promised: Counter[str]) -> list[str]:
    """What is wrong with a record after a kill; empty where nothing is."""
    if not path.exists():
        return ["no record where reports were filed"] if promised else []
    found = [line for line in promised if line.startswith("failed")]
    try:
        with runs.open_record(path, create=True) as record:
            found += [f"{one.code} {one.where}: {one.detail}" for one in record.check()]
        # Past our own code: what any SQLite tool sees.
        with closing(sqlite3.connect(path)) as opened:
            kept = dict(
                opened.execute(
                    "SELECT r.id, count(c.id) FROM reports r LEFT JOIN claims c ON c.report = r.id GROUP BY 1"
                )
            )
            judged = {identity for (identity,) in opened.execute("SELECT id FROM judgements")}
    except Exception as error:
        return [*found, f"cannot be opened: {error}"]
    for one in coded:
        identity = one.report.id
        if f"filed {identity}" in promised and identity not in kept:
            found.append(f"report {identity} was filed and is lost")
        if kept.get(identity) not in (None, len({claim.id for claim in one.claims})):
            found.append(f"report {identity} has {kept[identity]} of its claims")
    found += [f"{line} and is lost" for line in promised if line.startswith("judged") and line.split()[1] not in judged]
    return found


def _filed(path: Path) -> int:
    with Record.open(path, create=False) as record:
        return record.counts()["reports"]


def _contents(path: Path) -> dict[str, list[tuple[object, ...]]]:
    with Record.open(path, create=False) as record:
        return record.contents()


def _undisturbed(coded: Sequence[Coded], path: Path) -> dict[str, list[tuple[object, ...]]]:
    with Record.open(path) as record:
        for one in coded:
            record.add(one.report, one.claims)
        _matched(record)
        return record.contents()


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.record.kills", description=__doc__)
    parser.add_argument("--kills", type=int, default=500)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    coded = coded_reports()
    with tempfile.TemporaryDirectory() as folder:
        tally = kill_rounds(coded, Path(folder), kills=options.kills, seed=options.seed)
    done = ", ".join(f"{count} {what}" for what, count in sorted(tally.finished.items()))
    print(f"{tally.kills} kills; finished before them: {done}; {tally.wholes} records filled")
    for fault in tally.faults:
        print(fault, file=sys.stderr)
    print("nothing was lost, nothing was half there" if not tally.faults else f"{len(tally.faults)} faults")
    return 1 if tally.faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
