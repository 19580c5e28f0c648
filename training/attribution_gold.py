"""The annotated attributions with their texts: `annotations/attributions.jsonl`, and corpora in the shared folder."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.coding.articles import ANNOTATIONS, WIKINEWS, news_texts
from chancery.terms.spans import Span
from training.corpora import read_lines

FILE = ANNOTATIONS / "attributions.jsonl"
#: The parts of GUM that annotated news are from.
GUM = ("corpora/gum-free/en_gum-ud-train.conllu.gz", "corpora/gum-free/en_gum-ud-dev.conllu.gz")


@dataclass(frozen=True, slots=True)
class GoldAttribution:
    """One attribution as annotated: its whole cue, the one word of it that carries the meaning, its source."""

    sentence: int
    cue: Span
    head: Span
    source: Span | None


@dataclass(frozen=True, slots=True)
class AnnotatedText:
    """A text in which all outermost attributions are annotated."""

    doc: str
    text: str
    attributions: tuple[GoldAttribution, ...]


def read_annotated(shared: Path, file: Path = FILE) -> list[AnnotatedText]:
    """The annotated texts that are at hand, in the order of the file.

    Raises:  FileNotFoundError where a collection of texts is not there.
    """
    texts = {hashlib.sha256(text.encode()).hexdigest(): text for text in _texts(shared)}
    rows = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    return [
        AnnotatedText(row["doc"], texts[row["sha256"]], tuple(map(_attribution, row["attributions"])))
        for row in rows
        if row["sha256"] in texts
    ]


def _attribution(row: Mapping[str, Any]) -> GoldAttribution:
    source = Span(*row["source"]) if row["source"] else None
    return GoldAttribution(row["sentence"], Span(*row["cue"]), Span(*row["head"]), source)


def _texts(shared: Path) -> Iterator[str]:
    yield from news_texts(shared / WIKINEWS)
    for name in GUM:
        yield from map(joined_text, _gum_documents(shared / name))


def _gum_documents(path: Path) -> Iterator[list[tuple[str, bool]]]:
    """The documents as sentences, each with whether a paragraph begins with it."""
    document: list[tuple[str, bool]] = []
    begins = False
    for line in read_lines(path):
        if line.startswith("# newdoc"):
            if document:
                yield document
            document = []
        elif line.startswith("# newpar"):
            begins = True
        elif line.startswith("# text ="):
            document.append((line.partition("=")[2].strip(), begins))
            begins = False
    if document:
        yield document


def joined_text(document: Sequence[tuple[str, bool]]) -> str:
    r"""Sentences, each with whether a paragraph begins with it, as one text.

    >>> joined_text([("A man.", True), ("A plan.", False), ("Panama.", True)])
    'A man. A plan.\n\nPanama.'
    """
    return "".join(
        (("\n\n" if begins else " ") if number else "") + sentence for number, (sentence, begins) in enumerate(document)
    )
