"""Changes as notices: each whole by itself, with the sentences that say so, for whoever does not have the record."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from chancery.terms import PartialDate, Report, Snapshot, content_id
from chancery.views.changes import CHANGE_HEADINGS, ChangeLine, Changes
from chancery.views.data import plain_data
from chancery.views.dating import date_label
from chancery.views.lines import Citation, spread

MOST_CITED = 3
"""Sentences that a notice cites; how many more there are is in `more`."""
MOST_IN_MESSAGE = 200
"""Notices in one message to a webhook: about 200 kB of JSON, which receivers take."""

# Headings over many lines, said of one.
_ONE = {"told": "New event", "revised": "Figure revised"}


@dataclass(frozen=True, slots=True)
class Cited:
    """A sentence that a notice rests on, and the report that it stands in; what is not known is ""."""

    report: str
    title: str
    source: str
    published: str
    path: str
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Notice:
    """One change.

    Shapes:  `id` is derived from what changed and from the claims that say so: told twice, it is the same. `change`,
             `noun`, `kind`, `old` and `new` as in a ChangeLine; `about` is the id of the state or event in the record.
             `weighing` says how its sources weigh ("told by 2 sources: ..."), "" where that tells no more than `text`.
    """

    id: str
    change: str
    heading: str
    noun: str
    about: str
    kind: str
    old: str
    new: str
    text: str
    cited: tuple[Cited, ...]
    more: int
    weighing: str = ""

    @property
    def told(self) -> str:
        """The sentence, and how its sources weigh."""
        return f"{self.text} ({self.weighing})" if self.weighing else self.text


def build_notices(changes: Changes, after: Snapshot) -> tuple[Notice, ...]:
    """The changes as notices, in their order; `after` is the snapshot whose claims they cite."""
    return tuple(_notice(one, after) for one in changes.changes)


def notice_lines(notices: Sequence[Notice], most: int | None = None) -> list[str]:
    """The notices as lines of text, at most so many, and below them the reports that they cite.

    Shapes:  a notice is what it is, its sentence and the numbers of its reports ("[1] [2] +3", where more sentences say
             so); then a line for each report with its number, source, day and address.
    """
    shown = notices[:most]
    numbers: dict[str, int] = {}
    lines = []
    for notice in shown:
        marks = dict.fromkeys(numbers.setdefault(cited.report, len(numbers) + 1) for cited in notice.cited)
        more = f" +{notice.more}" if notice.more else ""
        lines.append(f"{notice.heading}: {notice.told}{''.join(f' [{mark}]' for mark in marks)}{more}")
    if len(notices) > len(shown):
        lines.append(f"and {len(notices) - len(shown)} more; chancery changes --since DATE shows all of them")
    labels = {cited.report: cited_label(cited) for notice in shown for cited in notice.cited}
    return lines + [f"[{number}] {labels[report]}" for report, number in numbers.items()]


def cited_label(cited: Cited) -> str:
    """Source, day and address of a cited report, as far as they are known."""
    day = date_label(PartialDate.parse(cited.published)) if cited.published else ""
    return ", ".join(part for part in (cited.source, day, cited.path) if part) or cited.report


def messages(
    notices: Sequence[Notice], *, record: str, made: str, counts: Mapping[str, int]
) -> Iterator[tuple[str, bytes]]:
    """The bodies for a webhook, each with its id: JSON as `message_schema` describes it, at most MOST_IN_MESSAGE
    notices in one. `made` is when the round ended, `counts` what came in."""
    for start in range(0, len(notices), MOST_IN_MESSAGE):
        part = notices[start : start + MOST_IN_MESSAGE]
        identity = content_id("w", record, *(one.id for one in part))
        data = {"version": 1, "id": identity, "record": record, "made": made, "counts": dict(counts)}
        yield identity, json.dumps(data | {"changes": plain_data(part)}, ensure_ascii=False).encode()


@cache
def message_schema() -> dict[str, Any]:
    """The JSON Schema of what a webhook is sent."""
    text = resources.files("chancery.views").joinpath("schemas/changes.json").read_text(encoding="utf-8")
    return dict(json.loads(text))


def _notice(change: ChangeLine, after: Snapshot) -> Notice:
    shown, more = spread(change.line.cites, MOST_CITED)
    claims = sorted(cite.claim for cite in change.line.cites)
    return Notice(
        id=content_id("n", change.change, change.id, change.old, change.new, change.line.text, *claims),
        change=change.change,
        heading=_ONE.get(change.change, CHANGE_HEADINGS[change.change]),
        noun=change.noun,
        about=change.id,
        kind=change.kind,
        old=change.old,
        new=change.new,
        text=change.line.text,
        cited=tuple(_cited(cite, after.reports[cite.report]) for cite in shown),
        more=more,
        weighing=change.line.weighing.words if change.line.weighing else "",
    )


def _cited(cite: Citation, report: Report) -> Cited:
    words = " ".join(cite.span.cut(report.text).split())
    return Cited(
        cite.report, report.title, report.source.name, report.published.edtf, report.path,
        cite.span.start, cite.span.end, words,
    )  # fmt: skip
