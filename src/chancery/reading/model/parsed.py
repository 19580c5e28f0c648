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
class ParsedArgument:
    """A phrase that plays a role for a predicate: first and last token, both inclusive.

    Source: PropBank's labels, "ARG0" to "ARG4", "ARGM-TMP" and so on, "R-ARG0" (a relative word), "C-ARG1" (the rest of
            a phrase that is cut in two). `function` is what the frames say that the roleset's numbered role is for
            (PAG the one who does it, PPT what it is done to, GOL, DIR, LOC ...), or the X of ARGM-X.
    """

    role: str
    first: int
    last: int
    function: str = ""


@dataclass(frozen=True, slots=True)
class ParsedFrame:
    """A predicate: its token, its roleset ("withdraw.01", "" where the frames know none), its arguments in order."""

    token: int
    roleset: str
    arguments: tuple[ParsedArgument, ...]


@dataclass(frozen=True, slots=True)
class ParsedSentence:
    """A sentence: its characters, the number of the block it stands in, its tokens and names in order.

    Shapes: what follows may be empty, where a parser has no such layer. `frames` are in order; `factuality` is a number
            per token, from -3 (certainly not) to 3 (certainly so), with a meaning at predicates alone; `events` is
            tokens x types, the chances that the word tells of no event or of one of a type; `vectors` is tokens x
            width, the encoder's view of each word.
    """

    start: int
    end: int
    block: int
    tokens: tuple[ParsedToken, ...]
    names: tuple[ParsedName, ...]
    frames: tuple[ParsedFrame, ...] = ()
    factuality: tuple[float, ...] = ()
    events: NDArray[np.float32] | None = field(default=None, compare=False, repr=False)
    vectors: NDArray[np.float32] | None = field(default=None, compare=False, repr=False)
