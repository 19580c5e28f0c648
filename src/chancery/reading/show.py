"""A reading as plain text, for looking at what the rules found: `python -m chancery.reading.show FILE...`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from chancery.reading.reader import load_reader
from chancery.terms.readings import Attribution, CorefMention, Predicate, Reading
from chancery.terms.reports import Report
from chancery.terms.spans import Span


def show_lines(reading: Reading) -> Iterator[str]:
    """The reading line by line: each sentence with its names, predicates and attributions; then the chains."""
    text = reading.report.text
    for sentence in reading.sentences:
        yield f"[{sentence.index}] {' '.join(sentence.span.cut(text).split())}"
        names = [f"{text[n.start : n.end]}/{n.kind}" for n in reading.names if n.sentence == sentence.index]
        if names:
            yield "    names: " + ", ".join(names)
        times = [
            f"{text[t.start : t.end]}={t.date.edtf or t.relative or t.kind}"
            for t in reading.times
            if t.sentence == sentence.index
        ]
        if times:
            yield "    times: " + ", ".join(times)
        for number, predicate in enumerate(reading.predicates):
            if predicate.sentence == sentence.index:
                yield _predicate_line(number, predicate, text)
        for attribution in reading.attributions:
            if attribution.sentence == sentence.index:
                yield _attribution_line(attribution, text)
    for chain in reading.coreference:
        yield "chain: " + " | ".join(_mention(mention, text) for mention in chain)
    for plural, parts in reading.split:
        yield f"split: {_mention(plural, text)} = " + " + ".join(_mention(part, text) for part in parts)


def _predicate_line(number: int, predicate: Predicate, text: str) -> str:
    roles = "; ".join(f"{r.role}={text[r.start : r.end]!r} ({r.why})" for r in predicate.roles)
    status = f"{predicate.modality} {predicate.factuality:+.1f}"
    extras = [
        predicate.modality_why,
        predicate.tense,
        predicate.roleset,
        predicate.construction,
        f"hedge={predicate.hedge}" if predicate.hedge else "",
    ]
    extras.append(f"<{predicate.governor}" if predicate.governor is not None else "")
    return f"    #{number} {predicate.lemma}.{predicate.kind} {status} [{', '.join(x for x in extras if x)}] {roles}"


def _attribution_line(attribution: Attribution, text: str) -> str:
    source = attribution.source.cut(text) if attribution.source else "?"
    content = " + ".join(repr(span.cut(text)) for span in attribution.content)
    how = attribution.rule + ", quoted" * attribution.quoted
    return f"    @ {source!r} {attribution.cue.cut(text)!r} {attribution.stance} ({how}): {content}"


def _mention(mention: CorefMention, text: str) -> str:
    return f"{text[mention.start : mention.end]!r}@{mention.sentence}"


def _plain_report(text: str, path: str) -> Report:
    """The text with each line as a block: enough to look at, without the work of intake."""
    blocks = []
    at = 0
    for line in text.splitlines(keepends=True):
        stripped = line.strip()
        if stripped:
            start = at + line.index(stripped)
            blocks.append(Span(start, start + len(stripped)))
        at += len(line)
    return Report(text=text, blocks=tuple(blocks), path=path)


def main(paths: list[str]) -> int:
    """Prints the readings of files; 2 where none is named."""
    if not paths:
        print("usage: python -m chancery.reading.show FILE...", file=sys.stderr)
        return 2
    reader = load_reader()
    for path in paths:
        for line in show_lines(reader.read(_plain_report(Path(path).read_text("utf-8"), path))):
            print(line)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
