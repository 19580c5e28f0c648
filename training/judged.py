"""What people judged of a record, as `chancery review --export` writes it (docs/review.md), to learn from."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.coding.articles import Article, article_of
from bench.record.gold import GoldReport
from chancery.terms import PartialDate, Report, Source, Span

VARIABLE = "CHANCERY_JUDGEMENTS"
"""Names the file; without it nothing is learned from judgements."""


@dataclass(frozen=True, slots=True)
class JudgedReport:
    """One side of a pair: the report, the trigger in it, and the name of the event that it tells."""

    report: Report
    trigger: Span
    event: str


@dataclass(frozen=True, slots=True)
class JudgedPair:
    """Two triggers that a person has judged to be of one event, or of two."""

    judgement: str
    one: JudgedReport
    other: JudgedReport

    @property
    def same(self) -> bool:
        """Whether they are of one event."""
        return self.one.event == self.other.event

    def gold(self) -> tuple[GoldReport, ...]:
        """The two as reports of a story of their own, as those of same_events.jsonl; none for a pair of one report."""
        if self.one.report.id == self.other.report.id:
            return ()
        sides = (self.one, self.other)
        return tuple(GoldReport("train", self.judgement, one.report, ((one.trigger, one.event),)) for one in sides)


def judgements_file() -> Path | None:
    """The file that the environment names; None where it names none."""
    named = os.environ.get(VARIABLE, "")
    return Path(named) if named else None


def judged_articles(file: Path) -> list[Article]:
    """The judgements over single mentions: articles with one sentence and one event; type NONE where it is none."""
    return [article_of(row, row["text"]) for row in _rows(file, "claim")]


def judged_pairs(file: Path) -> list[JudgedPair]:
    """The judgements over two mentions."""
    return [JudgedPair(row["judgement"], *map(_side, row["reports"])) for row in _rows(file, "pair")]


def _side(row: Mapping[str, Any]) -> JudgedReport:
    [(start, end, _, event)] = row["events"]
    text = row["text"]
    when = PartialDate.parse(row["published"])
    how = "stated" if when.stated else "unknown"
    blocks = (Span(0, len(text)),)
    source = Source(row["source"])
    report = Report(text, title=row["title"], source=source, published=when, published_how=how, blocks=blocks)
    return JudgedReport(report, Span(start, end), event)


def _rows(file: Path, kind: str) -> Iterator[Mapping[str, Any]]:
    for line in file.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["kind"] == kind:
            yield row
