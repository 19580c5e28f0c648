"""How fast a record files and answers as it grows, and how large it is."""

from __future__ import annotations

import gc
import pickle
import random
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from bench.coding.articles import WIKINEWS
from bench.record.retold import Corpus, some_day
from chancery.matching import events
from chancery.record import Record
from chancery.runs.coding import code_batch
from chancery.runs.results import Coding
from chancery.runs.sources import trace_sources
from chancery.runs.steps import default_steps
from chancery.terms import Report

QUERIES = 100
"""Times that each query is asked, of which the median and the 95th percentile are shown."""
_PAGE = 25


@dataclass(frozen=True)
class Coded:
    """The articles as coded, and the processor seconds that reading and coding one took on average."""

    codings: tuple[Coding, ...]
    seconds: float


def code_articles(shared: Path, cache: Path | None) -> Coded:
    """The articles coded, or as they were coded before where the cache folder holds them."""
    kept = cache / "codings.pickle" if cache else None
    if kept and kept.exists():
        pairs = pickle.loads(kept.read_bytes())
    else:
        steps = default_steps()
        pairs = []
        for item in steps.take_in(shared / WIKINEWS):
            if isinstance(item, Report):
                begun = time.process_time()
                [coding] = code_batch([item], steps)
                pairs.append((coding, time.process_time() - begun))
        if kept:
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_bytes(pickle.dumps(pairs))
    good = [(coding, seconds) for coding, seconds in pairs if isinstance(coding, Coding)]
    return Coded(tuple(coding for coding, _ in good), statistics.mean(seconds for _, seconds in good))


def file_batches(record: Record, corpus: Corpus, reports: int, batch: int) -> Iterator[float]:
    """Processor seconds of the record for each batch: putting in, looking at sources, judging and folding."""
    waiting = corpus.retold(reports)
    while some := list(islice(waiting, batch)):
        begun = time.process_time()
        for coding in some:
            record.add(coding.report, coding.claims, coding.sentences)
        trace_sources(record)
        record.refresh(events)
        yield time.process_time() - begun


def ask(record: Record) -> dict[str, list[float]]:
    """Processor seconds of each query, asked many times, at random days, of random pages, words and ids."""
    # The coded articles lie in memory beside the record: Python is not to go through them while it is asked.
    gc.collect()
    gc.freeze()
    chance = random.Random(7)
    words = [word for report in islice(record.reports(), 200) for word in report.text.split() if word.isalpha()]
    total = record.timeline(limit=1).total
    ids = [record.timeline(limit=1, offset=chance.randrange(total)).snapshot.events[0].id for _ in range(50)]
    standing = record.situation(limit=1).total

    def page(size: int) -> int:
        return chance.randrange(max(1, size // _PAGE)) * _PAGE

    queries: dict[str, Callable[[], object]] = {
        "timeline page": lambda: record.timeline(limit=_PAGE, offset=page(total)),
        "timeline as of": lambda: record.timeline(some_day(chance), limit=_PAGE, offset=page(total // 2)),
        "timeline known on": lambda: record.timeline(None, some_day(chance), limit=_PAGE, offset=page(total // 4)),
        "situation": lambda: record.situation(limit=_PAGE, offset=page(standing)),
        "situation as of": lambda: record.situation(some_day(chance), limit=_PAGE, offset=page(standing // 4)),
        "situation known on": lambda: record.situation(None, some_day(chance), limit=_PAGE, offset=page(standing // 4)),
        "situation both": lambda: record.situation(
            some_day(chance), some_day(chance), limit=_PAGE, offset=page(standing // 8)
        ),
        "search": lambda: record.search(" ".join(chance.sample(words, chance.choice((1, 2)))), limit=20),
        "event": lambda: record.find(chance.choice(ids)),
    }
    took: dict[str, list[float]] = {}
    for name, query in queries.items():
        took[name] = []
        for _ in range(QUERIES):
            begun = time.process_time()
            query()
            took[name].append(time.process_time() - begun)
    return took
