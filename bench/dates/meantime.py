"""MEANTIME-Apple: 30 Wikinews reports with their expressions of time marked by other hands (TIMEX3).

Source:  NewsReader MEANTIME corpus (CC BY 4.0), Minard et al. 2016. Only the title and the first five sentences of a
         report are annotated; only they count. The line that gives the report's own date is left out on both sides.
"""

from __future__ import annotations

import re
import tarfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from bench.dates.timex import Value, gold_value, our_value, same_value
from bench.floors import Row
from chancery.reading.times import find_times
from chancery.terms import PartialDate, Report, Sentence, TimeMention, Token

PLACE = "corpora/meantime-apple/meantime_apple.tar.gz"

_FOLDER = "intra-doc_annotation/"
_LAST_ANNOTATED = 5
# Tokens that stand against the one before, and those that the next one stands against.
_GLUED = re.compile(r"[.,;:!?)\]%]|['’](?:s|re|ve|ll|d|m)?|n['’]t")
_OPENING = frozenset("([$£€")


@dataclass(frozen=True, slots=True)
class GoldTime:
    """A marked expression: its characters, its type, the value as annotated and as we compare it."""

    start: int
    end: int
    type: str
    written: str
    value: Value | None


@dataclass(frozen=True, slots=True)
class GoldReport:
    """A report's annotated sentences as text, its own date, the expressions in it, and where each token stands."""

    name: str
    report: Report
    sentences: tuple[Sentence, ...]
    times: tuple[GoldTime, ...]
    places: Mapping[str, tuple[int, int]]


def gold_reports(shared: Path) -> Iterator[GoldReport]:
    """The reports of the corpus, by name."""
    with tarfile.open(shared / PLACE) as archive:
        for member in sorted(archive.getmembers(), key=lambda member: member.name):
            content = archive.extractfile(member) if _FOLDER in member.name and member.name.endswith(".xml") else None
            if content:
                yield gold_report(ElementTree.fromstring(content.read()))


def gold_report(document: ElementTree.Element, *, whole: bool = False) -> GoldReport:
    """One report of the corpus, all of its sentences or those annotated for time.

    The corpus keeps tokens only; the text is put together from them.
    """
    marks = list(document.iter("TIMEX3"))
    anchors = {id(mark): [anchor.get("t_id", "") for anchor in mark.iter("token_anchor")] for mark in marks}
    created = next(mark for mark in marks if mark.get("functionInDocument") == "CREATION_TIME")
    by_sentence: dict[int, list[ElementTree.Element]] = {}
    for token in document.iter("token"):
        by_sentence.setdefault(int(token.get("sentence", "0")), []).append(token)
    dated = {
        number for number, tokens in by_sentence.items() if {t.get("t_id") for t in tokens} & {*anchors[id(created)]}
    }
    text = ""
    places: dict[str, tuple[int, int]] = {}
    sentences: list[Sentence] = []
    wanted = set(by_sentence) if whole else set(range(_LAST_ANNOTATED + 1)) & set(by_sentence)
    for number in sorted(wanted - dated):
        tokens: list[Token] = []
        for token in by_sentence[number]:
            form = token.text or ""
            apart = text and not (tokens and (_GLUED.fullmatch(form) or text[-1] in _OPENING))
            text += " " if apart else ""
            places[token.get("t_id", "")] = (len(text), len(text) + len(form))
            tokens.append(Token(len(text), len(text) + len(form), form, form.lower(), ""))
            text += form
        sentences.append(Sentence(len(sentences), tokens[0].start, tokens[-1].end, 0, tuple(tokens)))
    times = []
    for mark in marks:
        spans = [places[anchor] for anchor in anchors[id(mark)] if anchor in places]
        if spans:
            kind, written = mark.get("type", ""), mark.get("value", "")
            times.append(GoldTime(spans[0][0], spans[-1][1], kind, written, gold_value(kind, written)))
    published = PartialDate.parse(created.get("value", ""))
    times.sort(key=lambda time: time.start)
    name = document.get("doc_name", "")
    return GoldReport(name, Report(text=text, published=published), tuple(sentences), tuple(times), places)


def score_meantime(shared: Path) -> tuple[Row, list[str]]:
    """Marks on the corpus in percent, and a line for each expression missed, spurious or valued otherwise.

    Shapes:  `exact` and `overlap` are F1 of the spans; `accuracy` the share of right values among the dates found;
             `value` the F1 of spans that overlap and have the right value (what TempEval-3 reports, HeidelTime 78).
             Expressions whose value has no EDTF (see `timex`) count neither way.
    """
    said = true = exact = overlap = right = 0
    lines: list[str] = []
    for gold in gold_reports(shared):
        found = find_times(gold.report, gold.sentences)
        text = gold.report.text
        matches = match(found, gold.times)
        counted = [time for time in gold.times if time.value]
        true += len(counted)
        said += sum(time is None or time.value is not None for time in matches)
        for mention, time in zip(found, matches, strict=True):
            words, ours = text[mention.start : mention.end], mention.date.edtf or mention.relative or mention.kind
            if time is None:
                lines.append(f"spurious {gold.name[:24]:24} {words!r} {ours} ({mention.rule})")
            elif time.value:
                overlap += 1
                same_span = (mention.start, mention.end) == (time.start, time.end)
                exact += same_span
                right += (same := same_value(our_value(mention), time.value))
                if not same or not same_span:
                    label = "value" if not same else "span"
                    gold_words = text[time.start : time.end]
                    lines.append(f"{label:8} {gold.name[:24]:24} {words!r} {ours}, gold {gold_words!r} {time.written}")
        for time in counted:
            if time not in matches:
                lines.append(f"missed   {gold.name[:24]:24} {text[time.start : time.end]!r} {time.written}")
    return {
        "expressions": float(true),
        "exact": _f1(exact, said, true),
        "overlap": _f1(overlap, said, true),
        "accuracy": round(100 * right / overlap, 2) if overlap else 0.0,
        "value": _f1(right, said, true),
    }, lines


def match(found: list[TimeMention], times: tuple[GoldTime, ...]) -> list[GoldTime | None]:
    """For each expression found, the marked one that it stands for: one of the same characters, or else the first that
    it overlaps and no other has taken."""
    free = list(times)
    matches: list[GoldTime | None] = []
    for mention in found:
        meeting = [time for time in free if time.start < mention.end and mention.start < time.end]
        meeting.sort(key=lambda time: (time.start, time.end) != (mention.start, mention.end))
        matches.append(meeting[0] if meeting else None)
        if meeting:
            free.remove(meeting[0])
    return matches


def _f1(right: int, said: int, true: int) -> float:
    return round(200 * right / (said + true), 2) if said + true else 0.0
