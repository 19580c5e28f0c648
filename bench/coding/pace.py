"""Speed of coding: whole reports, text to claims, in one process and in two."""

from __future__ import annotations

import os
import time
from concurrent.futures import ProcessPoolExecutor
from itertools import cycle, islice
from multiprocessing import get_context
from pathlib import Path

from bench.coding.articles import WIKINEWS, news_texts
from chancery.runs.workers import ONE_THREAD

#: Words of a report as the mark has it, and how many such reports are timed in each process.
WORDS, REPORTS = 600, 60


def reports_of(shared: Path, *, words: int = WORDS, count: int = REPORTS) -> list[str]:
    """Reports of about so many words, made of the paragraphs of news articles in turn."""
    paragraphs = [part for text in news_texts(shared / WIKINEWS) for part in text.split("\n\n") if part.strip()]
    made: list[str] = []
    report: list[str] = []
    size = 0
    for paragraph in islice(cycle(paragraphs), 100_000):
        report.append(paragraph)
        size += len(paragraph.split())
        if size >= words:
            made.append("\n\n".join(report))
            report, size = [], 0
        if len(made) == count:
            break
    return made


def code_all(texts: list[str]) -> tuple[float, float, int]:
    """Wall and reading seconds of this process for texts to claims, the start left out, and the claims made."""
    from chancery import runs
    from chancery.runs.coding import code_batch

    steps = runs.default_steps()
    reports = [runs.make_text_report(text, published="2020-01-11") for text in texts]
    code_batch(reports[:3], steps)
    begun = time.perf_counter()
    results = code_batch(reports, steps)
    coded = time.perf_counter() - begun
    begun = time.perf_counter()
    for report in reports:
        steps.reader.read(report)
    return coded, time.perf_counter() - begun, sum(len(getattr(one, "claims", ())) for one in results)


def pace(shared: Path) -> dict[str, float]:
    """Reports a second on one core and on two, and what share of the time is reading.

    Units:  reports of `WORDS` words and `reading_share` in percent of one process's time.
    """
    texts = reports_of(shared)
    if not texts:
        return {}
    os.environ.update(ONE_THREAD)  # as the workers of a run have it
    context = get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context) as pool:
        one, reading, _ = pool.submit(code_all, texts).result()
    with ProcessPoolExecutor(2, mp_context=context) as pool:
        both = [done.result()[0] for done in [pool.submit(code_all, texts) for _ in range(2)]]
    return {
        "reports_per_second_one_core": round(len(texts) / one, 2),
        "reports_per_second_two_cores": round(sum(len(texts) / seconds for seconds in both), 2),
        "reading_share": round(100 * reading / one, 1),
    }
