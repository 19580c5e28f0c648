"""A reading for the eye: each sentence with what was found in it, offsets in the report's text beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from chancery.doors.screen import flat
from chancery.terms import Attribution, Predicate, Reading, Report, Sentence

_LABEL_WIDTH = 13


def report_head(report: Report) -> Iterator[RenderableType]:
    """Lines that say what the report is: title, date, source, id, furniture left out."""
    yield Text(report.title or "(no title)", style="bold")
    if report.published.stated:
        published = f"published {report.published.edtf} ({report.published_how}"
        published += f": {report.published_why})" if report.published_why else ")"
    else:
        published = "publication date not stated"
    source = report.source.name or "source not stated"
    yield Text("  ".join(part for part in (report.id, published, source, report.path) if part), style="dim")
    for span in report.furniture:
        yield _line("left out", _quoted(report.text, span.start, span.end))


def reading_lines(reading: Reading) -> Iterator[RenderableType]:
    """The whole reading as styled lines, sentence by sentence, then the chains of coreference."""
    yield from report_head(reading.report)
    for sentence in reading.sentences:
        yield Text()
        yield from _sentence_lines(reading, sentence)
    if reading.coreference:
        yield Text()
        yield Text("Same thing meant", style="bold")
        text = reading.report.text
        for number, chain in enumerate(reading.coreference, 1):
            mentions = " = ".join(f"{flat(text[m.start : m.end])} ({m.start}-{m.end})" for m in chain)
            yield _line(str(number), mentions)


def _sentence_lines(reading: Reading, sentence: Sentence) -> Iterator[RenderableType]:
    report, at = reading.report, sentence.index
    section = report.section_at(sentence.start)
    yield Text(f"[{at + 1}] {sentence.start}-{sentence.end} {section}", style="dim")
    yield Padding(Text(flat(report.text[sentence.start : sentence.end])), (0, 0, 0, 2))
    rows: list[tuple[str, Iterable[str]]] = [
        (
            "names",
            (f"{n.kind} {_quoted(report.text, n.start, n.end)}" for n in reading.names if n.sentence == at),
        ),
        (
            "actors",
            (
                f"{_quoted(report.text, a.span.start, a.span.end)} is {a.actor.name} "
                f"({', '.join(part for part in (a.actor.country, a.actor.sector) if part) or 'not further known'})"
                for a in reading.actors
                if a.sentence == at
            ),
        ),
        (
            "places",
            (
                f"{_quoted(report.text, p.span.start, p.span.end)} is {p.place.name}"
                f"{', ' + p.place.country if p.place.country else ''} ({p.place.precision})"
                for p in reading.places
                if p.sentence == at
            ),
        ),
        (
            "dates",
            (
                f"{_quoted(report.text, t.start, t.end)} is {t.date.edtf or 'not resolved'}"
                for t in reading.times
                if t.sentence == at
            ),
        ),
        ("numbers", (_quoted(report.text, n.start, n.end) for n in reading.numbers if n.sentence == at)),
        ("quotations", (_quoted(report.text, q.start, q.end) for q in reading.quotations if q.sentence == at)),
    ]
    for label, found in rows:
        joined = "; ".join(found)
        if joined:
            yield _line(label, joined)
    for predicate in reading.predicates:
        if predicate.sentence == at:
            yield _line("predicate", _predicate_words(report.text, predicate))
    for attribution in reading.attributions:
        if attribution.sentence == at:
            yield _line("said by", _attribution_words(report.text, attribution))


def _predicate_words(text: str, predicate: Predicate) -> str:
    sense = predicate.roleset or predicate.lemma
    why = f" ({predicate.modality_why})" if predicate.modality_why else ""
    hedge = f", hedged: {predicate.hedge}" if predicate.hedge else ""
    head = f"{sense} {predicate.start}-{predicate.end} {predicate.modality}{why} {predicate.factuality:+.1f}{hedge}"
    roles = "; ".join(f"{role.role} {_quoted(text, role.start, role.end)}" for role in predicate.roles)
    return f"{head}: {roles}" if roles else head


def _attribution_words(text: str, attribution: Attribution) -> str:
    source = attribution.source
    who = _quoted(text, source.start, source.end) if source else "not stated"
    content = " + ".join(f"{span.start}-{span.end}" for span in attribution.content)
    stance = attribution.stance if attribution.kind == "said" else f"{attribution.stance} [{attribution.kind}]"
    return f"{who} {stance} ({flat(attribution.cue.cut(text))}) {content}"


def _line(label: str, words: str) -> RenderableType:
    """A labelled row whose words stay to the right of the label when they wrap."""
    row = Table.grid(padding=(0, 1, 0, 0))
    row.add_column(width=_LABEL_WIDTH, style="cyan", no_wrap=True)
    row.add_column(overflow="fold")
    row.add_row(f"  {label}", Text(words))
    return row


def _quoted(text: str, start: int, end: int) -> str:
    return f'"{flat(text[start:end])}" {start}-{end}'
