"""Who says what, scored on PolNeAR dev: `python -m bench.reading.attribution` prints source, cue and content F1.

The measures follow Citron (BBC, `citron/metrics.py`), in words of the text, punctuation counted as words:

- overlap as Citron counts it (`source_citron`, `cue_citron`, `content_citron`): the words that each of our spans shares
  with each of the gold's, summed over all pairs of attributions of an article, whichever cue they belong to, against
  the words of all of ours and of all of theirs. A source that two attributions share counts for all four of their
  pairs, so that this may rise above what was found.
- overlap with each word counted once (`source`, `cue`, `content`): the words that are in a span of ours, in one of the
  gold's, and in both; what belongs to a cue or a source is no content. These are the figures of the marks.
- exact (`cue_exact`, `source_exact`, `content_exact`, `all_exact`): attributions whose span is word for word the
  gold's; for source and content the cues must share a word.

Added by us: `found`, attributions whose cues share a word; `source_linked` and `content_linked`, the overlap counted
only between attributions whose cues share a word, so that words given to the wrong speaker do not count.

Citron's published figures on PARC3 are 85.3 (source, overlap), 82.3 (cue, exact; its overlap is 76.8) and 83.3
(content, overlap): to be compared with `source_citron`, `cue_exact` and `content_citron`, another corpus as it is. Ours
are words, spaCy's tokens theirs.

PolNeAR is univocal (Newell et al. 2018): a word belongs to one attribution at most, so that nothing within the content
of an attribution is one of its own. Ours may be nested, and keep a speech that goes on over several sentences as
several attributions with one cue. `as_polnear` brings them to its form: those with one cue are joined, of nested ones
the outermost stays, and none whose cue stands in quotation marks (it is nested, whoever the speaker). An article that
two people annotated counts twice, against each of them. (Two articles have two readers: one against the other, they
reach 92.5 for sources, 81.1 for cues and 96.7 for contents.)
"""

from __future__ import annotations

import argparse
import json
import os
import re
import tarfile
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from chancery.intake.reports import make_report
from chancery.reading.reader import Reader, load_reader
from chancery.terms import Attribution, Quotation, Report, Span

#: Where the set lies in the shared folder.
POLNEAR = "bench/polnear-dev/polnear_dev.tar.gz"
KINDS = ("source", "cue", "content")
#: The exact measures, each with the kinds of span that must be the same.
EXACT: dict[str, tuple[str, ...]] = {
    "found": (),
    "cue_exact": ("cue",),
    "source_exact": ("source",),
    "content_exact": ("content",),
    "all_exact": KINDS,
}

_WORD = re.compile(r"\w+|[^\w\s]")
_ROLES = {"Source": "source", "Cue": "cue", "Content": "content", "Content2": "content"}


@dataclass(frozen=True, slots=True)
class Said:
    """An attribution as the scorer sees it: three kinds of spans, each empty where there is none."""

    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    content: tuple[Span, ...] = ()
    rule: str = ""


@dataclass(frozen=True)
class Article:
    """One annotator's reading of one text."""

    name: str
    text: str
    said: tuple[Said, ...]


class WordLine:
    """The words of a text, to count in: `\\w+` or one sign."""

    def __init__(self, text: str) -> None:
        bounds = [found.span() for found in _WORD.finditer(text)]
        self._starts = [start for start, _ in bounds]
        self._ends = [end for _, end in bounds]

    def words(self, spans: Iterable[Span]) -> frozenset[int]:
        """Numbers of the words that lie in the spans, wholly or partly."""
        found: set[int] = set()
        for span in spans:
            at = bisect_left(self._ends, span.start + 1)
            while at < len(self._starts) and self._starts[at] < span.end:
                found.add(at)
                at += 1
        return frozenset(found)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one attribution by kind."""

    source: frozenset[int]
    cue: frozenset[int]
    content: frozenset[int]
    rule: str = ""

    def of(self, kind: str) -> frozenset[int]:
        """The words of one kind."""
        found: frozenset[int] = getattr(self, kind)
        return found


@dataclass(slots=True)
class Tally:
    """How many things were said, how many of them are right, how many are true and how many of those were found."""

    said: int = 0
    right: int = 0
    true: int = 0
    found: int = 0

    @property
    def precision(self) -> float:
        """In percent."""
        return 100 * self.right / self.said if self.said else 0.0

    @property
    def recall(self) -> float:
        """In percent."""
        return 100 * self.found / self.true if self.true else 0.0

    @property
    def f1(self) -> float:
        """Balanced F in percent."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(slots=True)
class AttributionScores:
    """The measures over many texts."""

    tallies: dict[str, Tally] = field(default_factory=dict)

    def add(self, said: Sequence[Words], true: Sequence[Words]) -> None:
        """Adds one text: its attributions as said, and as they are."""
        pairs = _sharing_a_cue_word(said, true)
        for kind in KINDS:
            ours, theirs = (frozenset(word for one in side for word in one.of(kind)) for side in (said, true))
            self._count(kind, len(ours), len(ours & theirs), len(theirs), len(ours & theirs))
            linked = sum(len(said[one].of(kind) & true[other].of(kind)) for one, other in pairs)
            ours_all, theirs_all = (sum(len(one.of(kind)) for one in side) for side in (said, true))
            self._count(f"{kind}_linked", ours_all, linked, theirs_all, linked)
        for measure, kinds in EXACT.items():
            same = [(i, j) for i, j in pairs if all(said[i].of(kind) == true[j].of(kind) for kind in kinds)]
            self._count(measure, len(said), len({i for i, _ in same}), len(true), len({j for _, j in same}))

    def add_citron(self, line: WordLine, said: Sequence[Said], true: Sequence[Said]) -> None:
        """Adds one text to Citron's own overlap."""
        for kind in KINDS:
            ours, theirs = ([line.words(getattr(one, kind)) for one in side] for side in (said, true))
            shared = sum(len(one & other) for one in ours for other in theirs)
            self._count(f"{kind}_citron", sum(map(len, ours)), shared, sum(map(len, theirs)), shared)

    def _count(self, measure: str, said: int, right: int, true: int, found: int) -> None:
        tally = self.tallies.setdefault(measure, Tally())
        tally.said += said
        tally.right += right
        tally.true += true
        tally.found += found

    def row(self) -> dict[str, float]:
        """F1 in percent by measure."""
        return {measure: round(tally.f1, 2) for measure, tally in self.tallies.items()}


def _sharing_a_cue_word(said: Sequence[Words], true: Sequence[Words]) -> list[tuple[int, int]]:
    """The pairs of ours and theirs, by number, whose cues have a word in common."""
    by_word: dict[int, list[int]] = {}
    for number, one in enumerate(true):
        for word in one.cue:
            by_word.setdefault(word, []).append(number)
    return sorted({(i, j) for i, one in enumerate(said) for word in one.cue for j in by_word.get(word, ())})


def read_polnear(archive: Path) -> Iterator[Article]:
    """The articles with their annotations (brat standoff), in order of name.

    Shapes:  a source may be missing; spans may be in several pieces. Passages that the annotators left undecided
             ("Discard", "Discuss") are no attributions.
    Raises:  OSError where the archive cannot be read.
    """
    with tarfile.open(archive) as packed:
        files = {
            member.name: packed.extractfile(member).read().decode("utf-8")  # type: ignore[union-attr]
            for member in packed.getmembers()
            if member.isfile() and member.name.endswith((".txt", ".ann"))
        }
    texts = {Path(name).stem: text for name, text in files.items() if name.endswith(".txt")}
    for name in sorted(files):
        if name.endswith(".ann"):
            stem = Path(name).stem
            yield Article(stem, texts[stem.rpartition("_")[0]], tuple(parse_standoff(files[name])))


def parse_standoff(lines: str) -> Iterator[Said]:
    """The attributions of one brat file; an event without a cue is left out."""
    pieces: dict[str, tuple[Span, ...]] = {}
    events: list[list[str]] = []
    for line in lines.splitlines():
        key, _, rest = line.partition("\t")
        if key.startswith("T"):
            places = rest.partition("\t")[0].partition(" ")[2]
            pieces[key] = tuple(Span(*map(int, place.split())) for place in places.split(";"))
        elif key.startswith("E"):
            events.append(rest.split())
    for event in events:
        spans: dict[str, tuple[Span, ...]] = {}
        for part in event:
            role, _, key = part.partition(":")
            if role in _ROLES:
                spans[_ROLES[role]] = tuple(sorted((*spans.get(_ROLES[role], ()), *pieces[key])))
        if spans.get("cue"):
            yield Said(spans.get("source", ()), spans["cue"], spans.get("content", ()))


def as_polnear(attributions: Sequence[Attribution], quotations: Sequence[Quotation] = ()) -> list[Said]:
    """Our attributions in PolNeAR's form: one for each cue, the outermost only, none within quotation marks."""
    by_cue: dict[Span, Said] = {}
    quoted = [Span(quote.start, quote.end) for quote in quotations]
    for one in attributions:
        if any(quote.holds(one.cue) for quote in quoted):
            continue
        before = by_cue.get(one.cue)
        if before is None:
            by_cue[one.cue] = Said(
                _one(one.source_phrase or one.source), _one(one.cue_phrase or one.cue), one.content, one.rule
            )
        else:
            by_cue[one.cue] = replace(before, content=tuple(sorted({*before.content, *one.content})))
    inner = {
        cue
        for cue in by_cue
        for other, said in by_cue.items()
        if other != cue and any(span.holds(cue) for span in said.content)
        if not any(span.holds(other) for span in by_cue[cue].content)
    }
    return [said for cue, said in by_cue.items() if cue not in inner]


def _one(span: Span | None) -> tuple[Span, ...]:
    return (span,) if span is not None else ()


def in_words(line: WordLine, said: Iterable[Said]) -> list[Words]:
    """The attributions in words; a word of the cue or of the source is no word of the content."""
    found = []
    for one in said:
        cue, source = line.words(one.cue), line.words(one.source)
        found.append(Words(source - cue, cue, line.words(one.content) - cue - source, one.rule))
    return found


def score_attribution(reader: Reader, shared: Path) -> dict[str, dict[str, float]]:
    """F1 in percent by set and measure; nothing where the set is not there."""
    archive = shared / POLNEAR
    if not archive.exists():
        return {}
    articles = list(read_polnear(archive))
    reports: dict[str, Report] = {}
    for article in articles:
        if article.text not in reports:
            report = make_report(article.text)
            if isinstance(report, Report) and report.text == article.text:
                reports[article.text] = report
    readings = dict(zip(reports, reader.read_many(reports.values()), strict=True))
    scores = AttributionScores()
    for article in articles:
        line = WordLine(article.text)
        true = in_words(line, article.said)
        reading = readings.get(article.text)
        found = as_polnear(reading.attributions, reading.quotations) if reading is not None else []
        scores.add(in_words(line, found), true)
        scores.add_citron(line, found, article.said)
    return {"PolNeAR dev": scores.row()}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.reading.attribution", description=__doc__.partition("\n")[0])
    parser.add_argument("--shared", type=Path, default=Path(os.environ.get("CHANCERY_SHARED", "../shared")))
    parser.add_argument("--json", action="store_true", help="print JSON")
    options = parser.parse_args()
    rows = score_attribution(load_reader(), options.shared)
    if options.json:
        print(json.dumps(rows))
        return 0
    for name, row in rows.items():
        print(name)
        for measure, value in row.items():
            print(f"  {measure:16}{value:7.2f}")
    return 0 if rows else 1


if __name__ == "__main__":
    raise SystemExit(main())
