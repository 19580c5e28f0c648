"""The places of a dateline: "GOMA, Democratic Republic of Congo (AP) -", "LONDON/PARIS, March 3"."""

from __future__ import annotations

import re

from chancery.matching.abbreviations import BEHIND_A_TOWN
from chancery.matching.places import Container, Scene, contained, rank
from chancery.terms import PlaceMention, Report, Span

NOWHERE = -1  # sentence and head of a mention that stands in no sentence
_PART = re.compile(r"[^,/()\[\]—–]+")
_AGENCY = re.compile(r"\([^)]*\)|\[[^\]]*\]|\s[-–—]{1,2}\s.*")


def dateline_places(report: Report, scene: Scene) -> list[PlaceMention]:
    """The places that a report's dateline names, in text order; what holds another settles it.

    Shapes:  `how` is "dateline", sentence and head are -1, for a dateline is no sentence. Parts that no place goes by
             (a date, an agency) are passed over.
    """
    span = report.dateline_span
    if span is None:
        return []
    line = span.cut(report.text)
    line = _AGENCY.sub(lambda found: " " * len(found[0]), line)
    parts = [
        (found.start() + len(found[0]) - len(found[0].lstrip()), found[0].strip()) for found in _PART.finditer(line)
    ]
    parts = [(at, words) for at, words in parts if words and not any(char.isdigit() for char in words)]
    found = []
    for number, (at, words) in enumerate(parts):
        name = BEHIND_A_TOWN.get(words, words) if number else words
        outer = [other for _, other in parts[number + 1 :]]
        container = contained(name, outer) if outer else Container()
        ranked = rank(name, container=container, scene=scene, kind="state" if name != words else "")
        if ranked is None:
            continue
        here = Span(span.start + at, span.start + at + len(words))
        found.append(
            PlaceMention(here, NOWHERE, NOWHERE, words, ranked.place, "dateline", ranked.score, ranked.candidates)
        )
    return found
