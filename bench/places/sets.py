"""The two sets: reports with their place names marked, each with coordinates where its makers gave some.

TR-News (Kamalloo and Rafiei, 2018, "A Coherent Unsupervised Model for Toponym Resolution"): 118 articles of news sites,
linked to GeoNames. It marks demonyms too ("Turkish" is Turkey), and some names without a link. GeoVirus (Gritta,
Pilehvar and Collier, 2018, "Which Melbourne? Augmenting Geocoding with Maps"): 238 extracts of Wikinews on epidemics,
linked to Wikipedia pages and their coordinates. It marks no demonyms.
"""

from __future__ import annotations

import gzip
import re
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

SETS = {"TR-News": "bench/tr-news/TR-News.xml.gz", "GeoVirus": "bench/geovirus/GeoVirus.xml.gz"}


@dataclass(frozen=True, slots=True)
class Toponym:
    """A marked place name: half-open characters of its text, and (latitude, longitude) where the set gives some."""

    start: int
    end: int
    at: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Marked:
    """One text with its toponyms in text order."""

    text: str
    toponyms: tuple[Toponym, ...]


def load(shared: Path, name: str) -> list[Marked]:
    """All texts of a set. Raises: KeyError for another name, FileNotFoundError where the set is not there."""
    root = ElementTree.fromstring(gzip.decompress((shared / SETS[name]).read_bytes()))
    return [_tr_news(article) if name == "TR-News" else _geovirus(article) for article in root]


def _tr_news(article: ElementTree.Element) -> Marked:
    text = article.findtext("text", "")
    found = []
    for one in article.iter("toponym"):
        place = one.find("gaztag")
        at = None if place is None else (_number(place, "lat"), _number(place, "lon"))
        found.append(_placed(text, one.findtext("phrase", ""), int(_number(one, "start")), at))
    return Marked(text, tuple(sorted(found, key=lambda one: one.start)))


def _geovirus(article: ElementTree.Element) -> Marked:
    text = article.findtext("text", "")
    found = [  # its offsets count from 1
        _placed(
            text, one.findtext("name", ""), int(_number(one, "start")) - 1, (_number(one, "lat"), _number(one, "lon"))
        )
        for one in article.iter("location")
    ]
    return Marked(text, tuple(sorted(found, key=lambda one: one.start)))


def _placed(text: str, phrase: str, start: int, at: tuple[float, float] | None) -> Toponym:
    """The toponym where its phrase stands: some offsets of TR-News have slipped by a few characters."""
    if not text.startswith(phrase, start):
        places = [match.start() for match in re.finditer(re.escape(phrase), text)]
        start = min(places, key=lambda place: abs(place - start), default=start)
    return Toponym(start, start + len(phrase), at)


def _number(node: ElementTree.Element, name: str) -> float:
    return float(node.findtext(name, ""))
