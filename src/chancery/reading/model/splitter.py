"""Text into sentences and words, by a small network over characters."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from chancery.reading.model.artefacts import Session
from chancery.reading.model.features import MAX_WORDS
from chancery.reading.model.signs import SPACE, sign_numbers

IntArray = NDArray[np.int64]

#: Longest stretch of characters read at once, and what it overlaps with the next on each side: as
#: far as the network sees.
WINDOW_CHARS, OVERLAP_CHARS = 2000, 64

#: Most characters in one call, padding counted: 20 MB at the network's width.
BATCH_CHARS = 40_000

#: A short form with its stop, and behind it a word that in news only begins a sentence. Treebanks show too
#: few sentences that end in a short form ("in the U.K. He left"); headline words like "In" stay out of the list.
_SHORT_END = re.compile(
    r"(?:\b(?:[A-Za-z]\.){2,}|\b(?:Inc|Corp|Ltd|Co|Jr|Sr)\.)[\"”’)]*\s+"
    r"(?=(?:He|She|It|They|We|The|This|These|Those|But|His|Her|Their|Its|There|However|Meanwhile)\s)"
)

#: A state or body written short before a name or title: "U.S. President", "U.N. Security Council". The sentence goes
#: on, but for words that begin one, where the network's own choice stands.
_SHORT_BEFORE_NAME = re.compile(
    r"\b(?:U\.S|U\.K|U\.N|E\.U|U\.A\.E)\.\s+"
    r"(?!(?:He|She|It|They|We|The|This|These|Those|That|But|His|Her|Their|Its|There|However|Meanwhile|In|On|At|A|An|As|"
    r"After|Before|When|While|If|For|And|Some|Many|Most|Since|With|By|From|Both|Other|Another|No|Not|What|Who|You|I)\b)"
    r"(?=[A-Z])"
)

#: A stop and two blanks or more before a capital: who types so ends a sentence there, and the network, which has seen
#: single blanks only, often does not. Initials ("J.  Smith"), short forms with stops ("U.S.  President") and the
#: titles, months and other short words named here are left to the network.
_WIDE_GAP = re.compile(
    r"\b(?!(?:Mr|Mrs|Ms|Messrs|Dr|Prof|Rep|Reps|Sen|Sens|Gov|Gen|Col|Lt|Maj|Capt|Sgt|Cpl|Cmdr|Adm|Rev|Hon|Pres|Supt|"
    r"Insp|Det|St|Ste|Ft|Mt|Ave|Blvd|Rd|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|Mon|Tue|Tues|Wed|Thu|Thurs|"
    r"Fri|Sat|Sun|No|Nos|Vol|Fig|Art|Sec|vs|cf|ca|al|etc|approx|est|Inc|Corp|Ltd|Co|Bros|Jr|Sr)\.)"
    r"\w{2,}[\"”’)\]]*(?:\.|[!?]+|…)[\"”’)\]]*[^\S\n]{2,}(?=[\"“‘(\[]?[A-ZÀ-ÖØ-Þ])"
)

_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")


@dataclass(frozen=True, slots=True)
class SentenceSpan:
    """A sentence's words as character ranges of the text, in order, at most `MAX_WORDS`."""

    block: int
    words: tuple[tuple[int, int], ...]


class Splitter:
    """Finds where words and sentences begin: 0 within a word, 1 a word, 2 a sentence."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def split(self, items: Sequence[tuple[str, Sequence[tuple[int, int]]]]) -> list[list[SentenceSpan]]:
        """Sentences of each text's blocks, in order; a block that holds only white space has none."""
        signs = [[sign_numbers(text[start:end]) for start, end in blocks] for text, blocks in items]
        cuts = iter(self._cuts([block for blocks in signs for block in blocks]))
        found = []
        for (text, blocks), item_signs in zip(items, signs, strict=True):
            sentences: list[SentenceSpan] = []
            for number, ((start, end), block) in enumerate(zip(blocks, item_signs, strict=True)):
                sentences += _sentences(text[start:end], block, next(cuts), start=start, number=number)
            found.append(sentences)
        return found

    def _cuts(self, blocks: Sequence[IntArray]) -> list[IntArray]:
        """A cut per character of each block, from windows of like length together."""
        cuts = [np.zeros(len(block), dtype=np.int64) for block in blocks]
        windows: list[tuple[int, int, int, int]] = []
        step = WINDOW_CHARS - 2 * OVERLAP_CHARS
        for number, block in enumerate(blocks):
            for start in range(0, len(block), step):
                first = max(0, start - OVERLAP_CHARS)
                last = min(len(block), start + step + OVERLAP_CHARS)
                windows.append((last - first, number, first, start))
        windows.sort()
        for batch in _batches(windows):
            inputs = np.zeros((len(batch), batch[-1][0]), dtype=np.int64)
            for row, (length, number, first, _) in enumerate(batch):
                inputs[row, :length] = blocks[number][first : first + length]
            (output,) = self._session.run(None, {"signs": inputs})
            for row, (length, number, first, start) in enumerate(batch):
                end = min(start + step, first + length)
                cuts[number][start:end] = output[row, start - first : end - first]
        return cuts


def _batches(windows: Sequence[tuple[int, int, int, int]]) -> list[list[tuple[int, int, int, int]]]:
    batches: list[list[tuple[int, int, int, int]]] = []
    current: list[tuple[int, int, int, int]] = []
    for window in windows:
        if current and window[0] * (len(current) + 1) > BATCH_CHARS:
            batches.append(current)
            current = []
        current.append(window)
    if current:
        batches.append(current)
    return batches


def _sentences(text: str, signs: IntArray, cuts: IntArray, *, start: int, number: int) -> list[SentenceSpan]:
    """Sentences of one block from its cuts; `start` is the block's place in the whole text."""
    ink = signs != SPACE
    if not ink.any():
        return []
    after_space = np.concatenate(([True], ~ink[:-1]))
    begins = np.flatnonzero(ink & (after_space | (cuts > 0)))
    spaces = np.flatnonzero(~ink)
    bounds = np.sort(np.concatenate((begins, spaces, [len(signs)])))
    ends = bounds[np.searchsorted(bounds, begins, side="right")]
    opens = cuts[begins] == 2
    opens[0] = True
    for end in itertools.chain(_BLANK_LINE.finditer(text), _SHORT_END.finditer(text), _WIDE_GAP.finditer(text)):
        place = int(np.searchsorted(begins, end.end()))
        if place < len(begins):
            opens[place] = True
    for goes_on in _SHORT_BEFORE_NAME.finditer(text):
        place = int(np.searchsorted(begins, goes_on.end()))
        if place < len(begins):
            opens[place] = False
    words = list(zip((begins + start).tolist(), (ends + start).tolist(), strict=True))
    firsts = [*np.flatnonzero(opens).tolist(), len(words)]
    found = []
    for first, last in itertools.pairwise(firsts):
        for low, high in _cut_long(text, words, first, last, start):
            found.append(SentenceSpan(number, tuple(words[low:high])))
    return found


def _cut_long(text: str, words: list[tuple[int, int]], first: int, last: int, start: int) -> list[tuple[int, int]]:
    """The stretch of words in parts of at most `MAX_WORDS`, each cut behind a pause where one is near."""
    parts = []
    while last - first > MAX_WORDS:
        cut = first + MAX_WORDS
        for place in range(cut, cut - MAX_WORDS // 2, -1):
            begin, end = words[place - 1]
            if text[begin - start : end - start] in (";", ".", ":", "!", "?", ",", "|", "•"):
                cut = place
                break
        parts.append((first, cut))
        first = cut
    parts.append((first, last))
    return parts
