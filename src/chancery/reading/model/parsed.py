"""What the reading model gives back: sentences, their words, their names."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class ParsedToken:
    """A syntactic word: the characters `start` to `end` of the text, and its tags.

    Shapes: `head` is an index into the sentence's tokens, -1 for the root; `feats` is "A=x|B=y" or "".
    Source: Universal Dependencies v2 as in EWT; `xpos` is a Penn Treebank tag.
    """

    start: int
    end: int
    text: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int
    deprel: str


@dataclass(frozen=True, slots=True)
class ParsedName:
    """A proper name: first and last token (both inclusive), its kind, and how sure the model is.

    Shapes: `kind` is PER, LOC, ORG or OTH (nationalities, religions, events and the like).
    Units:  `score` is a probability, the mean over the name's tokens; it is not calibrated.
    """

    first: int
    last: int
    kind: str
    score: float


@dataclass(frozen=True, slots=True)
class ParsedSentence:
    """A sentence: its characters, the number of the block it stands in, its tokens and names in order.

    Shapes: `vectors` is tokens x width, the encoder's vector of each; None where the parser gives none.
    """

    start: int
    end: int
    block: int
    tokens: tuple[ParsedToken, ...]
    names: tuple[ParsedName, ...]
    vectors: NDArray[np.float32] | None = field(default=None, compare=False, repr=False)
