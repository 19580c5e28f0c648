"""Predicates, senses, roles and factuality against PropBank and UDS."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bench.reading.metrics import Count
from chancery.reading.model import ReadingModel
from chancery.reading.model.features import MAX_WORDS
from training.corpora import read_conllu
from training.propbank import Frame, add_propbank, read_masc
from training.uds import add_factuality

Row = dict[str, float]

#: MASC documents that are news: New York Times, AP and Wall Street Journal.
_MASC_NEWS = re.compile(r"wsj\d+|2000\d{4}(?:nyt|apw)\w*")

EWT = "corpora/ewt/en_ewt-ud-test.conllu.gz"
PROPBANK = "corpora/propbank-ewt/propbank_ewt.tsv.gz"
MASC = "bench/masc-propbank/masc_propbank.tsv.gz"
UDS = "corpora/uds-factuality/test.jsonl.gz"
FACTUALITY = {"UW dev": "bench/factuality/uw_dev.jsonl.gz", "MEANTIME dev": "bench/factuality/meantime_dev.jsonl.gz"}

#: Every gold file that is read here.
PLACES = (EWT, PROPBANK, MASC, UDS, *FACTUALITY.values())

#: Bounds between "did not happen", "open" and "happened" on the scale of -3 to 3.
_OPEN = 1.0


@dataclass(frozen=True, slots=True)
class FramedSentence:
    """Words, whether each stands against the one before, and the gold predicates."""

    words: list[str]
    glued: list[bool]
    frames: list[Frame]


def score_frames(model: ReadingModel, sentences: Sequence[FramedSentence]) -> Row:
    """Predicates found on given words; senses and roles on given words and predicates.

    Units:  percent. `predicates` is F1 of places, `predicate+sense` of places with the right roleset, both with none
            given; `senses` the share of given predicates with the right roleset; `roles` F1 of exact spans with
            the right label, as CoNLL-2005 counts them: every role but the predicate itself, parts (C-) and relative
            words (R-) by themselves. `ARG0`, `ARG1` likewise of one label.
    """
    fitting = [s for s in sentences if len(s.words) <= MAX_WORDS]
    given = [(s.words, s.glued) for s in fitting]
    counts = {name: Count() for name in ("predicates", "predicate+sense", "roles", "ARG0", "ARG1")}
    for found, sentence in zip(model.analyse_words(given), fitting, strict=True):
        said = [(frame.token, frame.roleset) for frame in found["frames"]]
        true = [(frame.place, frame.roleset) for frame in sentence.frames]
        counts["predicates"].add((place for place, _ in said), (place for place, _ in true))
        counts["predicate+sense"].add(said, true)
    right = total = 0
    places = [[frame.place for frame in sentence.frames] for sentence in fitting]
    for found, sentence in zip(model.analyse_words(given, places), fitting, strict=True):
        for said_frame, frame in zip(found["frames"], sentence.frames, strict=True):
            right += said_frame.roleset == frame.roleset
            total += 1
            spans = [(a.role, a.first, a.last) for a in said_frame.arguments]
            gold = list(role_spans(frame.tags))
            counts["roles"].add(*_placed(frame.place, spans, gold))
            for label in ("ARG0", "ARG1"):
                one = ([s for s in spans if s[0] == label], [g for g in gold if g[0] == label])
                counts[label].add(*_placed(frame.place, *one))
    row = {name: round(count.f1, 2) for name, count in counts.items()}
    return row | {"senses": round(100 * right / max(1, total), 2)}


def _placed(place: int, *groups: Sequence[tuple[str, int, int]]) -> list[list[tuple[int, str, int, int]]]:
    return [[(place, *span) for span in group] for group in groups]


def role_spans(tags: Sequence[str]) -> Iterator[tuple[str, int, int]]:
    """Role, first and last word of each run of BIO tags.

    >>> list(role_spans(["B-ARG0", "I-ARG0", "O", "B-ARG1"]))
    [('ARG0', 0, 1), ('ARG1', 3, 3)]
    """
    start = 0
    for place, tag in enumerate(tags):
        if tag[0] == "B":
            start = place
        after = tags[place + 1] if place + 1 < len(tags) else "O"
        if tag != "O" and after[0] != "I":
            yield tag[2:], start, place


def ewt_frames(shared: Path) -> list[FramedSentence]:
    """EWT test with PropBank."""
    sentences = read_conllu(shared / EWT, "ewt")
    add_propbank(sentences, shared / PROPBANK, "test")
    return [FramedSentence(s.forms, s.glued, s.frames) for s in sentences if s.frames is not None]


def masc_frames(shared: Path, *, news: bool) -> list[FramedSentence]:
    """MASC, all of it or its news. It keeps no spaces: a sign that closes stands against the word before."""
    return [
        FramedSentence(words, [bool(re.fullmatch(r"[.,;:!?)\]%]|''|'s|n't|'\w+", word)) for word in words], frames)
        for document, words, frames in read_masc(shared / MASC)
        if not news or _MASC_NEWS.fullmatch(document)
    ]


def score_factuality(model: ReadingModel, rows: Sequence[tuple[list[str], list[bool], dict[int, float]]]) -> Row:
    """Pearson's r times 100, and macro F1 of no, open and yes in percent."""
    rows = [row for row in rows if len(row[0]) <= MAX_WORDS]
    said: list[float] = []
    true: list[float] = []
    for found, (_, _, targets) in zip(model.analyse_words([row[:2] for row in rows]), rows, strict=True):
        for place, value in targets.items():
            said.append(found["factuality"][place])
            true.append(value)
    ours, gold = np.array(said), np.array(true)
    kinds = [np.digitize(values, [-_OPEN, _OPEN]) for values in (ours, gold)]
    f1s = [_class_f1(kinds[0] == kind, kinds[1] == kind) for kind in range(3) if (kinds[1] == kind).any()]
    return {
        "r": round(100 * float(np.corrcoef(ours, gold)[0, 1]), 2),
        "macro_f1": round(float(np.mean(f1s)), 2),
    }


def _class_f1(said: np.ndarray, true: np.ndarray) -> float:
    both = said.sum() + true.sum()
    return 200 * float((said & true).sum()) / float(both) if both else 0.0


def uds_factuality(shared: Path) -> list[tuple[list[str], list[bool], dict[int, float]]]:
    """EWT test with UDS."""
    sentences = read_conllu(shared / EWT, "ewt")
    add_factuality(sentences, shared / UDS)
    return [(s.forms, s.glued, s.factuality) for s in sentences if s.factuality]


def other_factuality(path: Path) -> list[tuple[list[str], list[bool], dict[int, float]]]:
    """A set of the unified factuality corpus (Stanovsky et al. 2017): tokens by spaces, targets by token."""
    found = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            words = row["text"].replace("``", '"').replace("''", '"').split(" ")
            glued = [bool(re.fullmatch(r"[.,;:!?)\]%]|'s|n't", word)) for word in words]
            found.append((words, glued, {t["span1"][0]: float(t["label"]) for t in row["targets"]}))
    return found
