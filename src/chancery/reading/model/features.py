"""Sentences as the numbers that the encoder reads, the same in training and at run time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from chancery.reading.model.name_words import NameWords
from chancery.reading.model.shapes import case_classes, ending_class
from chancery.reading.model.wordpiece import WordPieces

IntArray = NDArray[np.int64]

#: Most words of one sentence; the splitter cuts a longer one.
MAX_WORDS = 180

#: Most pieces of one sentence, opening and closing piece not counted; the encoder knows 512.
MAX_SENTENCE_PIECES = 500

#: Inputs of the network, in the order in which it takes them.
INPUTS = ("pieces", "piece_case", "first", "last", "case", "ending", "hints")


@dataclass(frozen=True, slots=True)
class SentenceNumbers:
    """One sentence as numbers. Word 0 is the root, read from the opening piece."""

    pieces: list[int]
    piece_case: list[int]
    first: list[int]
    last: list[int]
    case: list[int]
    ending: list[int]
    hints: list[int]


def sentence_numbers(
    words: Sequence[str], glued: Sequence[bool], cutter: WordPieces, names: NameWords
) -> SentenceNumbers:
    """The numbers of a sentence of at most `MAX_WORDS` words.

    A word's middle pieces are left out where the sentence would not fit the encoder.
    """
    cut = [cutter.pieces(word) for word in words]
    if sum(map(len, cut)) > MAX_SENTENCE_PIECES:
        cut = [pieces if len(pieces) < 3 else (pieces[0], pieces[-1]) for pieces in cut]
    case = [1, *case_classes(words, glued)]
    pieces, piece_case, first, last = [cutter.opening], [1], [0], [0]
    for number, word_pieces in enumerate(cut, 1):
        first.append(len(pieces))
        pieces.extend(word_pieces)
        piece_case.extend([case[number]] * len(word_pieces))
        last.append(len(pieces) - 1)
    pieces.append(cutter.closing)
    piece_case.append(1)
    ending = [0, *map(ending_class, words)]
    return SentenceNumbers(pieces, piece_case, first, last, case, ending, [0, *names.hints(words)])


def stack(sentences: Sequence[SentenceNumbers]) -> dict[str, IntArray]:
    """One array per input, sentences x longest; padding is 0 throughout."""
    return {name: _pad([getattr(sentence, name) for sentence in sentences]) for name in INPUTS}


def _pad(rows: Sequence[Sequence[int]]) -> IntArray:
    padded = np.zeros((len(rows), max(map(len, rows))), dtype=np.int64)
    for number, row in enumerate(rows):
        padded[number, : len(row)] = row
    return padded
