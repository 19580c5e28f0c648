"""The text of a report cut into paragraphs and runs, with what the record found in them: for showing it marked."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from chancery.terms import Claim, Report, Snapshot, Span
from chancery.views.lines import Citations, cite
from chancery.views.wording import Wording


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one look: plain, or the trigger of an event, state or opinion, with what it stands for."""

    text: str
    kind: str = ""
    title: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Runs of one sentence or of what lies between sentences.

    `anchor` and `label` are set on the first stretch of a cited sentence; `furniture` marks what was not read.
    """

    runs: tuple[Run, ...]
    cited: bool = False
    anchor: str = ""
    label: str = ""
    furniture: bool = False


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A report ready to be shown: its paragraphs, in order, cover all of its text but blank lines."""

    report: str
    number: int
    paragraphs: tuple[tuple[Stretch, ...], ...]


def sentence_anchor(report: str, start: int) -> str:
    """The anchor of the sentence that begins at a character of a report."""
    return f"{report}-{start}"


class TextMarker:
    """Marks the reports of one snapshot: their cited sentences, triggers and furniture."""

    def __init__(self, snapshot: Snapshot, citations: Citations, wording: Wording) -> None:
        self._snapshot = snapshot
        self._citations = citations
        self._about = _about(snapshot, wording)
        self._claims: dict[str, list[Claim]] = {}
        for claim in snapshot.claims.values():
            self._claims.setdefault(claim.report, []).append(claim)

    def mark(self, key: str) -> MarkedText:
        """The report of the id, marked."""
        report = self._snapshot.reports[key]
        claims = sorted(
            self._claims.get(key, ()),
            key=lambda claim: (claim.sentence, claim.trigger, claim.kind != "event", claim.id),
        )
        labels = {claim.sentence: self._citations.label(cite(claim)) for claim in claims}
        triggers: dict[Span, Run] = {}
        for claim in claims:
            kind, title, href = self._about.get(claim.id, (claim.kind, "", ""))
            triggers.setdefault(claim.trigger, Run(claim.trigger.cut(report.text), kind, title, href))
        paragraphs = [_paragraph(report, key, line, labels, triggers) for line in _lines(report)]
        return MarkedText(key, self._citations.numbers.get(key, 0), tuple(paragraphs))


def _about(snapshot: Snapshot, wording: Wording) -> Mapping[str, tuple[str, str, str]]:
    """By claim: the look of its trigger, what it stands for, and the anchor of that."""
    found: dict[str, tuple[str, str, str]] = {}
    for state in snapshot.states:
        for one in state.claims:
            found[one] = ("state", f"State: {state.kind}, {state.status}", state.id)
    for event in snapshot.events:
        title = f"{event.type}{f' ({event.mode})' if event.mode else ''}, {event.status}: {wording.clause(event)}"
        for one in event.claims:
            found[one] = ("event", title, event.id)
    for claim in snapshot.opinions:
        found[claim.id] = ("opinion", "Opinion, kept apart from events", "")
    return found


def _lines(report: Report) -> list[Span]:
    """The lines of the text that hold more than blanks."""
    spans, start = [], 0
    for line in report.text.split("\n"):
        end = start + len(line)
        if line.strip():
            spans.append(Span(start, end))
        start = end + 1
    return spans


def _paragraph(
    report: Report, key: str, line: Span, labels: Mapping[Span, str], triggers: Mapping[Span, Run]
) -> tuple[Stretch, ...]:
    cuts = {line.start, line.end}
    sentences = [span for span in labels if span.meets(line)]
    for span in (*sentences, *report.furniture):
        cuts |= {edge for edge in (span.start, span.end) if line.start < edge < line.end}
    edges = sorted(cuts)
    stretches = []
    for left, right in itertools.pairwise(edges):
        piece = Span(left, right)
        sentence = next((span for span in sentences if span.meets(piece)), None)
        opens = sentence is not None and left == max(sentence.start, line.start) and sentence.start >= line.start
        stretches.append(
            Stretch(
                _runs(report, piece, triggers),
                sentence is not None,
                sentence_anchor(key, sentence.start) if sentence and opens else "",
                labels[sentence] if sentence and opens else "",
                any(one.meets(piece) for one in report.furniture),
            )
        )
    return tuple(stretches)


def _runs(report: Report, piece: Span, triggers: Mapping[Span, Run]) -> tuple[Run, ...]:
    """The piece cut at its triggers; of triggers that overlap the first is shown."""
    runs: list[Run] = []
    at = piece.start
    for span in sorted(one for one in triggers if one.meets(piece)):
        if span.start < at:
            continue
        if span.start > at:
            runs.append(Run(report.text[at : span.start]))
        end = min(span.end, piece.end)
        mark = triggers[span]
        runs.append(Run(report.text[span.start : end], mark.kind, mark.title, mark.href))
        at = end
    if at < piece.end:
        runs.append(Run(report.text[at : piece.end]))
    return tuple(runs)


def used_reports(keys: Sequence[str], snapshot: Snapshot, most_chars: int) -> list[str]:
    """The reports whose text fits on a page of so many characters, in order."""
    used, total = [], 0
    for key in keys:
        total += len(snapshot.reports[key].text)
        if total > most_chars:
            break
        used.append(key)
    return used
