"""The marks: what others published, what ours must reach, what it aims at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

Row = dict[str, float]


@dataclass(frozen=True, slots=True)
class Mark:
    """One figure of the table: row and measure of the bench, what others reached, and our two marks.

    Units:   percent; correlations times 100. None where there is no mark.
    """

    layer: str
    row: str
    measure: str
    published: str
    must: float | None = None
    aim: float | None = None


MARKS = (
    Mark("sentences", "EWT test, raw text", "sentences", "Stanza, UDPipe: about 90", 88, 92),
    Mark("tokens", "EWT test, raw text", "tokens", "Stanza, UDPipe: about 99", 98.5, 99.3),
    Mark("part of speech", "EWT test, gold words", "upos", "96-97", 96.3, 97.3),
    Mark("lemma", "EWT test, gold words", "lemma", "96-97", 96.3, 97.3),
    Mark("tree (LAS)", "EWT test, gold words", "las", "", 89.3, 91.5),
    Mark("tree (LAS)", "EWT test, raw text", "las", "Stanza 83.6, Trankit-base 88.0, spaCy-RoBERTa 89.4", 87, 89.4),
    Mark("tree (LAS)", "GUM test, gold words", "las", ""),
    Mark("tree (LAS)", "GUM test, raw text", "las", ""),
    Mark("tree (LAS)", "PUD, gold words", "las", ""),
    Mark("tree (LAS)", "PUD, raw text", "las", ""),
    Mark("names", "UNER-EWT test", "names", "XLM-R large 86.0", 80, 86),
    Mark("names", "UNER-PUD", "names", "XLM-R large 80.1", 74, 82),
    Mark("predicates found", "PropBank-EWT test", "predicates", ""),
    Mark("senses, given predicates", "PropBank-EWT test", "senses", "", 90, 94),
    Mark("roles, given predicates", "PropBank-EWT test", "roles", "on OntoNotes 87.7", 78, 85),
    Mark("roles, given predicates", "MASC news", "roles", ""),
    Mark("roles, given predicates", "MASC", "roles", ""),
    Mark("factuality (r)", "UDS test", "r", "about 77", 72, 80),
    Mark("factuality (r)", "UW dev", "r", ""),
    Mark("factuality (r)", "MEANTIME dev", "r", ""),
    Mark("coreference (CoNLL)", "GUM test, coreference", "CoNLL", "", 55, 65),
    Mark("attribution, source", "PolNeAR dev", "source", "", 70, 85),
    Mark("attribution, cue", "PolNeAR dev", "cue", "", 70, 83),
    Mark("attribution, content", "PolNeAR dev", "content", "", 68, 83),
    # What Citron publishes is its own overlap, and for cues the exact figure; see bench/reading/attribution.py.
    Mark("attribution, source", "PolNeAR dev", "source_citron", "Citron on PARC3 85.3"),
    Mark("attribution, cue", "PolNeAR dev", "cue_citron", "Citron on PARC3 76.8"),
    Mark("attribution, cue", "PolNeAR dev", "cue_exact", "Citron on PARC3 82.3"),
    Mark("attribution, content", "PolNeAR dev", "content_citron", "Citron on PARC3 83.3"),
)


def mark_lines(rows: Mapping[str, Row], full: Mapping[str, Row]) -> Iterator[str]:
    """The table of marks: a line per mark that was scored; the last column is what the 8-bit weights cost."""
    yield f"{'layer':25}{'set':30}{'measure':15}{'ours':>7}{'must':>7}{'aim':>7}{'int8':>7}  published"
    for mark in MARKS:
        value = rows.get(mark.row, {}).get(mark.measure)
        if value is None:
            continue
        whole = full.get(mark.row, {}).get(mark.measure)
        lost = f"{value - whole:+7.2f}" if whole is not None else f"{'':7}"
        marks = "".join(f"{number:7.1f}" if number is not None else f"{'':7}" for number in (mark.must, mark.aim))
        short = "  BELOW THE MARK" if mark.must is not None and value < mark.must else ""
        named = f"{mark.layer:25}{mark.row:30}{mark.measure:15}"
        yield f"{named}{value:7.2f}{marks}{lost}  {mark.published}{short}".rstrip()
