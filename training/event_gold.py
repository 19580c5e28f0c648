"""Political events of the project's annotations, on the sentences that the network learns from."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.coding.articles import ANNOTATIONS, Article, read_articles, read_statements
from bench.coding.written import read_written
from chancery import runs
from chancery.terms import Reading
from training.corpora import Sentence, Word
from training.judged import judged_articles

SENTENCES = ANNOTATIONS / "sentences.jsonl"
NO_EVENT, NOT_KNOWN = "none", "?"


def sentence_key(forms: Sequence[str]) -> str:
    """What a sentence of a corpus is known by in `annotations/sentences.jsonl`.

    >>> sentence_key(["Nobody", "came", "."])
    '443e21078131ee78'
    """
    return hashlib.sha256(" ".join(forms).encode()).hexdigest()[:16]


def add_events(sentences: Sequence[Sentence], file: Path = SENTENCES) -> None:
    """Lays the annotated events on those of the sentences that were looked through."""
    rows = {row["id"]: row["events"] for row in map(json.loads, file.read_text("utf-8").splitlines())}
    for sentence in sentences:
        events = rows.get(sentence_key(sentence.forms))
        if events is not None:
            sentence.events = [NO_EVENT] * len(sentence.words)
            for event in events:
                sentence.events[_head_word(sentence, *event["words"])] = event["type"]


def _head_word(sentence: Sentence, first: int, last: int) -> int:
    """Of some words the one that hangs on a word outside of them; the first where no tree is known."""
    for place in range(first, last + 1):
        if sentence.parsed and not first <= sentence.words[place].head - 1 <= last:
            return place
    return first


def article_sentences(shared: Path) -> list[Sentence]:
    """Those of the articles of the part dev and of the statements, and the written ones, cut by the model that ships.

    In a written sentence only the marked word is known.
    """
    articles = [*read_articles(shared, part="dev"), *read_statements(shared)]
    found = [sentence for article in articles for sentence in _of_article(article)]
    for kind, text, marks in read_written():
        if "*" in marks:
            reading = runs.read_text(runs.make_text_report(text))
            shift = max(reading.report.text.find(text), 0)
            start, end = marks["*"]
            at = trigger_word(reading, start + shift, end + shift)
            if at is not None:
                sentence = _sentence(reading, at[0])
                sentence.events = [NOT_KNOWN] * len(sentence.words)
                sentence.events[at[1]] = NO_EVENT if kind == "NONE" else kind
                found.append(sentence)
    return found


def judged_sentences(file: Path) -> list[Sentence]:
    """The sentences over whose triggers people have judged (docs/review.md); only the judged word is known of each."""
    found = []
    for article in judged_articles(file):
        report = runs.make_text_report(article.text, title=article.title, published=article.published or None)
        reading = runs.read_text(report)
        shift = max(reading.report.text.find(article.text), 0)
        for event in article.events:
            at = trigger_word(reading, event.trigger[0] + shift, event.trigger[1] + shift)
            if at is not None:
                sentence = _sentence(reading, at[0])
                sentence.events = [NOT_KNOWN] * len(sentence.words)
                sentence.events[at[1]] = NO_EVENT if event.type == "NONE" else event.type
                found.append(sentence)
    return found


def _of_article(article: Article) -> Iterator[Sentence]:
    report = runs.make_text_report(article.text, title=article.title, published=article.published)
    reading = runs.read_text(report)
    shift = max(reading.report.text.find(article.text), 0)
    types: dict[tuple[int, int], str] = {}
    for event in article.events:
        at = trigger_word(reading, event.trigger[0] + shift, event.trigger[1] + shift)
        if at is not None:
            types.setdefault(at, event.type)
    for number, one in enumerate(reading.sentences):
        if one.start >= shift:
            sentence = _sentence(reading, number)
            sentence.events = [types.get((number, place), NO_EVENT) for place in range(len(sentence.words))]
            yield sentence


def trigger_word(reading: Reading, start: int, end: int) -> tuple[int, int] | None:
    """Sentence and word that a trigger's characters stand for: a predicate, or else the head of its words."""
    inside = [
        (sentence.index, place)
        for sentence in reading.sentences
        for place, token in enumerate(sentence.tokens)
        if token.start < end and start < token.end
    ]
    predicates = {(predicate.sentence, predicate.token) for predicate in reading.predicates}
    chosen = [at for at in inside if at in predicates]
    chosen += [(number, at) for number, at in inside if (number, _head(reading, number, at)) not in inside]
    return chosen[0] if chosen else None


def _head(reading: Reading, sentence: int, place: int) -> int:
    return reading.sentences[sentence].tokens[place].head


def _sentence(reading: Reading, number: int) -> Sentence:
    tokens = reading.sentences[number].tokens
    ends = [token.start for token in tokens[1:]]
    words = [Word(token.text, space_after=token.end != start) for token, start in zip(tokens, [*ends, -1], strict=True)]
    return Sentence("ewt", f"{reading.report.id}.{number}", words, parsed=False)


@dataclass(frozen=True)
class Told:
    """An event of a sentence: its type, and the characters of its trigger, first doer and first one it is done to."""

    type: str
    trigger: tuple[int, int]
    source: tuple[int, int] | None
    target: tuple[int, int] | None


@dataclass(frozen=True)
class AnnotatedSentence:
    """A sentence of a corpus that was looked through, and its events."""

    text: str
    events: tuple[Told, ...]


def annotated_sentences(sentences: Sequence[Sentence], file: Path = SENTENCES) -> Iterator[AnnotatedSentence]:
    """Those of the sentences that were looked through, each once."""
    rows = {row["id"]: row["events"] for row in map(json.loads, file.read_text("utf-8").splitlines())}
    for sentence in sentences:
        events = rows.pop(sentence_key(sentence.forms), None)
        if events is not None:
            yield AnnotatedSentence(_as_text(sentence), tuple(_told(sentence, event) for event in events))


def _told(sentence: Sentence, event: Mapping[str, Any]) -> Told:
    source, target = (_characters(sentence, *event[side][0]) if event[side] else None for side in ("source", "target"))
    return Told(event["type"], _characters(sentence, *event["words"]), source, target)


def _characters(sentence: Sentence, first: int, last: int) -> tuple[int, int]:
    """Where some words of a sentence begin and end in it as it was written."""
    start = sum(len(word.form) + word.space_after for word in sentence.words[:first])
    return start, start + len(_as_text(sentence, first, last).rstrip())


def _as_text(sentence: Sentence, first: int = 0, last: int | None = None) -> str:
    """The words of a sentence as they were written."""
    words = sentence.words[first : None if last is None else last + 1]
    return "".join(word.form + " " * word.space_after for word in words)
