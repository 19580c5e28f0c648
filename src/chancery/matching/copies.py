"""Which reports are (nearly) one text: found by MinHash, compared in full."""

from __future__ import annotations

import hashlib
import re
import struct
from collections.abc import Iterable, Sequence
from functools import lru_cache

from chancery.terms import Copy, Report

VERSION = "copies.v1"
SHINGLE_WORDS = 5
"""Words in a run. Two articles on one event that were written apart share few runs of five words. Source: ours."""
LEAST_WORDS = 40
"""A shorter text is no story that could be copied, but a flash or a notice. Ours."""
SHARED_LEAST = 0.5
"""Share of all runs of two texts that both have, from which they are one. Ours, from bench/record/copies.py."""
WITHIN_LEAST = 0.7
"""Share of the shorter text's runs that stand in the longer one, from which it is an excerpt. Ours, as above."""
SPECIFICS_LEAST = 0.85
"""How far names and numbers may agree less than the runs do: forms filled in anew (weather, tremors, tolls) agree in
all but these, and are no copies. Share of `within`. Ours."""
_HASHES, _ROWS = 128, 2
"""Two rows a band: of pairs that share a fifth of their runs, as an excerpt and a long report do, seven in ten have two
bands in common; pairs of different stories hardly ever. Changing these needs every report traced again."""
_SEED = 20
_FEW = 4
_WORD = re.compile(r"\w+(?:['’]\w+)?")
_SPECIFIC = re.compile(r"(?<=[a-z;] )[A-Z][\w'’-]+|\b\d[\d.,:]*\b")


def bands(report: Report) -> tuple[int, ...]:
    """Parts of a report's MinHash signature as signed 64-bit numbers, the same on any machine; none for short texts."""
    runs = _runs(_told(report))
    if len(runs) < LEAST_WORDS - SHINGLE_WORDS:
        return ()
    from rensa import RMinHash  # where there is something to sign: 5 ms

    sketch = RMinHash(num_perm=_HASHES, seed=_SEED)
    sketch.update(sorted(runs))
    digest = sketch.digest()
    parts = (struct.pack("<HII", at, *digest[at : at + _ROWS]) for at in range(0, _HASHES, _ROWS))
    return tuple(struct.unpack("<q", hashlib.blake2b(part, digest_size=8).digest())[0] for part in parts)


def compare(one: Report, other: Report) -> Copy | None:
    """How much of their texts two reports share, where they are copies or one holds the other; else None.

    The same whichever comes first.
    """
    a, b = _runs(_told(one)), _runs(_told(other))
    least = min(len(a), len(b))
    if least < LEAST_WORDS - SHINGLE_WORDS:
        return None
    both = len(a & b)
    shared, within = both / (len(a) + len(b) - both), both / least
    if shared < SHARED_LEAST and within < WITHIN_LEAST:
        return None
    if _specifics_agree(_told(one), _told(other)) < within * SPECIFICS_LEAST:
        return None
    left, right = sorted((one.id, other.id))
    return Copy(left, right, round(shared, 4), round(within, 4)) if left != right else None


def find_copies(reports: Iterable[Report]) -> list[Copy]:
    """All pairs of copies among reports at hand, sorted."""
    held: dict[str, Report] = {report.id: report for report in reports}
    by_band: dict[int, list[str]] = {}
    for name in sorted(held):
        for band in bands(held[name]):
            by_band.setdefault(band, []).append(name)
    counts: dict[tuple[str, str], int] = {}
    for names in by_band.values():
        for at, left in enumerate(names):
            for right in names[at + 1 :]:
                counts[left, right] = counts.get((left, right), 0) + 1
    pairs = sorted(pair for pair, shared in counts.items() if shared >= 2)
    found = (compare(held[left], held[right]) for left, right in pairs)
    return [copy for copy in found if copy]


def _told(report: Report) -> str:
    """What a report tells, without the furniture of its page and the lines that outlets change first."""
    spans = [block for block in report.blocks if report.section_at(block.start) not in _CHANGED]
    return "\n".join(span.cut(report.text) for span in spans) if spans else report.text


_CHANGED = frozenset({"title", "deck", "byline", "dateline", "published", "updated", "caption"})


@lru_cache(maxsize=512)
def _runs(text: str) -> frozenset[str]:
    words = [word.casefold() for word in _WORD.findall(text)]
    return frozenset(" ".join(words[at : at + SHINGLE_WORDS]) for at in range(len(words) - SHINGLE_WORDS + 1))


@lru_cache(maxsize=512)
def _specifics(text: str) -> frozenset[str]:
    """Names (but for those that begin a sentence) and numbers of a text."""
    return frozenset(match.rstrip(".,:").casefold() for match in _SPECIFIC.findall(text))


def _specifics_agree(one: str, other: str) -> float:
    """Share of the names and numbers of the one that has fewer which the other has; 1 where there are hardly any."""
    a, b = _specifics(one), _specifics(other)
    least = min(len(a), len(b))
    return len(a & b) / least if least >= _FEW else 1.0


__all__: Sequence[str] = ["VERSION", "bands", "compare", "find_copies"]
