"""Annotated news articles: the gold events, and the texts that they stand in.

The annotations lie in the project (`annotations/*.jsonl`); they hold offsets, codes and single phrases. The articles'
texts are those of the Wikinews collection in the shared folder, found by their SHA-256.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import tarfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

#: Where the annotations lie, and where the texts do in the shared folder.
ANNOTATIONS = Path(__file__).parent.parent.parent / "annotations"
WIKINEWS = "corpora/wikinews/wikinews_2019_2020.jsonl.gz"
RE3D = "corpora/re3d-free/re3d.tar.gz"


@dataclass(frozen=True, slots=True)
class Party:
    """An actor as annotated: its words, ISO3 or organisation code ("" where unknown), sector."""

    text: str
    country: str
    sector: str


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """One event mention as annotated; offsets count characters of the article's text. See docs/annotations.md.

    `sure` is the coder's own probability where it is one that the coder found.
    """

    sentence: int
    trigger: tuple[int, int]
    type: str
    mode: str
    status: str
    source: tuple[Party, ...]
    target: tuple[Party, ...]
    place: str | None
    place_country: str
    date: str | None
    speaker: str | None
    also: str
    sure: float = 1.0


@dataclass(frozen=True, slots=True)
class Article:
    """An annotated article. `part` is dev (to learn from) or test (to score on)."""

    doc: str
    part: str
    title: str
    published: str | None
    text: str
    sentences: tuple[tuple[int, int], ...]
    events: tuple[GoldEvent, ...]

    def sentence_at(self, start: int) -> int | None:
        """Number of the sentence that a character stands in."""
        for number, (first, end) in enumerate(self.sentences):
            if first <= start < end:
                return number
        return None


def read_articles(shared: Path, *, part: str | None = None, name: str = "articles") -> list[Article]:
    """The annotated articles of a part (None: all), those whose text is at hand.

    Raises:  FileNotFoundError where the collection of texts is not there.
    """
    texts = {hashlib.sha256(text.encode()).hexdigest(): text for text in news_texts(shared / WIKINEWS)}
    found = []
    for line in (ANNOTATIONS / f"{name}.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        text = texts.get(row["sha256"])
        if text is not None and part in (None, row["part"]):
            found.append(article_of(row, text))
    return found


def read_statements(shared: Path) -> list[Article]:
    """The annotated statements of governments and armed forces, to learn from; their texts are those of re3d.

    Raises:  FileNotFoundError where the texts are not there.
    """
    texts = {hashlib.sha256(text.encode()).hexdigest(): text for text in _statement_texts(shared / RE3D)}
    rows = [json.loads(line) for line in (ANNOTATIONS / "statements.jsonl").read_text("utf-8").splitlines()]
    return [article_of(row, texts[row["sha256"]]) for row in rows if row["sha256"] in texts]


def _statement_texts(file: Path) -> Iterator[str]:
    with tarfile.open(file) as archive:
        for member in archive:
            inside = archive.extractfile(member) if member.name.endswith("documents.json") else None
            for line in inside.read().decode("utf-8").splitlines() if inside else ():
                row = line.strip().rstrip(",")
                if row.startswith("{"):
                    yield str(json.loads(row)["text"])


def news_texts(file: Path) -> list[str]:
    """The texts of the collection, in its order."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        return [str(json.loads(line)["text"]) for line in lines]


def article_of(row: Mapping[str, Any], text: str) -> Article:
    """The article of a line of annotations (docs/annotations.md) and its text."""
    return Article(
        doc=row["doc"],
        part=row["part"],
        title=row["title"],
        published=row["published"],
        text=text,
        sentences=tuple((start, end) for start, end in row["sentences"]),
        events=tuple(_event(event) for event in row["events"]),
    )


def _event(row: Mapping[str, Any]) -> GoldEvent:
    place = row["place"]
    return GoldEvent(
        sentence=row["sentence"],
        trigger=(row["trigger"][0], row["trigger"][1]),
        type=row["type"],
        mode=row["mode"] or "",
        status=row["status"],
        source=_parties(row["source"]),
        target=_parties(row["target"]),
        place=place["text"] if place else None,
        place_country=place["country"] if place else "",
        date=row["date"],
        speaker=row["speaker"],
        also=row["also"] or "",
    )


def _parties(rows: Sequence[Mapping[str, Any]]) -> tuple[Party, ...]:
    return tuple(Party(row["text"], row["country"], row["sector"]) for row in rows)
