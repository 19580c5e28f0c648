"""The layers of reading at run time: which outputs of the network each takes, what it makes of them.

A new layer is a class here with `name`, `outputs` and `decode`, and one entry in `open_layers`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from chancery.reading.model.artefacts import ModelFiles
from chancery.reading.model.frames import ArgumentDecoder, FrameBook
from chancery.reading.model.lemmas import PREFIXES, apply_script, noun_lemma, verb_lemma
from chancery.reading.model.names import NameDecoder
from chancery.reading.model.parsed import ParsedArgument, ParsedFrame
from chancery.reading.model.trees import decode_heads

Outputs = Mapping[str, NDArray[Any]]

#: How many words behind a verb its particle may stand.
_PARTICLE_REACH = 8

#: What a layer finds in one sentence; each layer documents its own.
Found = Any


@dataclass(frozen=True, slots=True)
class Batch:
    """Sentences that go through the network together: the words of each."""

    words: Sequence[Sequence[str]]

    @property
    def lengths(self) -> NDArray[np.int64]:
        """Number of words of each sentence."""
        return np.array([len(words) for words in self.words], dtype=np.int64)


class Layer(Protocol):
    """One layer: the network outputs it needs and how it reads them."""

    @property
    def name(self) -> str:
        """Name under which its findings stand."""

    @property
    def outputs(self) -> tuple[str, ...]:
        """The network outputs it needs."""

    def decode(self, batch: Batch, outputs: Outputs) -> list[Found]:
        """What the layer finds in each sentence of the batch."""

    def settle(self, words: Sequence[Sequence[str]], found: list[Found]) -> list[Found]:
        """What it makes of that once all sentences of a text are read, given their words."""


class SentenceLayer:
    """A layer that reads each sentence by itself."""

    def settle(self, words: Sequence[Sequence[str]], found: list[Found]) -> list[Found]:
        return found


class TagLayer(SentenceLayer):
    """A label per word, the network's best: a list of strings per sentence."""

    def __init__(self, name: str, labels: Sequence[str]) -> None:
        self.name = name
        self.outputs: tuple[str, ...] = (name,)
        self._labels = list(labels)

    def decode(self, batch: Batch, outputs: Outputs) -> list[Found]:
        labels = self._labels
        rows = outputs[self.name].tolist()
        return [
            [labels[number] for number in row[1 : len(words) + 1]] for row, words in zip(rows, batch.words, strict=True)
        ]


class UposLayer(TagLayer):
    """The part of speech per word. A participle inside a name ("United" in a country's) is ADJ and no VERB.

    EWT and GUM disagree on those; nobody unites anything where a country is named, so EWT's way is taken.
    """

    def __init__(self, labels: Sequence[str], xpos: Sequence[str]) -> None:
        super().__init__("upos", labels)
        self.outputs = ("upos", "xpos")
        self._in_name = frozenset(number for number, tag in enumerate(xpos) if tag in ("NNP", "NNPS"))

    def decode(self, batch: Batch, outputs: Outputs) -> list[Found]:
        found = super().decode(batch, outputs)
        for labels, tags in zip(found, outputs["xpos"].tolist(), strict=True):
            for place, tag in enumerate(tags[1 : len(labels) + 1]):
                if labels[place] == "VERB" and tag in self._in_name:
                    labels[place] = "ADJ"
        return found


class LemmaLayer(SentenceLayer):
    """A lemma per word: known by heart, or the form as its best edit script changes it.

    By heart are irregular forms (small, with their XPOS). A verb's lemma that is no known verb gives way to
    the known verb that the form inflects, and so for nouns: a script is chosen by what a word looks like and
    may cut it wrong.
    """

    name = "lemma"
    outputs = ("lemma", "xpos")

    def __init__(
        self,
        scripts: Sequence[str],
        xpos: Sequence[str],
        *,
        exceptions: Mapping[str, str],
        verbs: Iterable[str],
        nouns: Iterable[str],
    ) -> None:
        self._scripts = list(scripts)
        self._xpos = list(xpos)
        self._exceptions = exceptions
        self._verbs = frozenset(verbs)
        self._nouns = frozenset(nouns)

    def decode(self, batch: Batch, outputs: Outputs) -> list[Found]:
        found = []
        rows = zip(outputs["lemma"].tolist(), outputs["xpos"].tolist(), batch.words, strict=True)
        for scripts, tags, words in rows:
            triples = zip(words, scripts[1:], tags[1:], strict=False)
            found.append([self.lemma(word, script, tag) for word, script, tag in triples])
        return found

    def lemma(self, word: str, script: int, tag: int) -> str:
        """The lemma of one word, from the numbers of its script and its XPOS tag."""
        return self._lemma(word, self._scripts[script], self._xpos[tag])

    def _lemma(self, word: str, script: str, xpos: str) -> str:
        low = word.lower()
        known = self._exceptions.get(f"{low} {xpos}")
        if known is not None:
            return known
        lemma = apply_script(word, script)
        if xpos.startswith("VB") and lemma not in self._verbs:
            return self._irregular(low) or verb_lemma(word, lemma, self._verbs)
        return noun_lemma(word, lemma, self._nouns) if xpos in ("NN", "NNS") else lemma

    def _irregular(self, low: str) -> str:
        """The verb that an irregular form is of, whatever its tag; "retook" inflects as "took" does; "" for others."""
        for prefix in ("", *PREFIXES):
            for tag in ("VBD", "VBN"):
                bare = self._exceptions.get(f"{low.removeprefix(prefix)} {tag}") if low.startswith(prefix) else None
                if bare is not None and (not prefix or prefix + bare in self._verbs):
                    return prefix + bare
        return ""


class ParseLayer(SentenceLayer):
    """The dependency tree: a (head, relation) per word, head -1 for the root."""

    name = "parse"
    outputs = ("arcs", "relations")

    def __init__(self, relations: Sequence[str]) -> None:
        self._relations = list(relations)

    def decode(self, batch: Batch, outputs: Outputs) -> list[Found]:
        heads = decode_heads(outputs["arcs"], batch.lengths)
        chosen = np.take_along_axis(outputs["relations"], heads[:, :, None], axis=2)[:, :, 0]
        names = self._relations
        found = []
        for head_row, relation_row, words in zip(heads.tolist(), chosen.tolist(), batch.words, strict=True):
            last = len(words) + 1
            pairs = zip(head_row[1:last], relation_row[1:last], strict=True)
            found.append([(head - 1, names[relation]) for head, relation in pairs])
        return found


class NameLayer:
    """The names: a tuple of `ParsedName` per sentence, chosen when the whole text is read; before that, tag scores."""

    name = "names"
    outputs = ("names",)

    def __init__(self, tags: Sequence[str]) -> None:
        self._decoder = NameDecoder(tags)

    def decode(self, batch: Batch, outputs: Outputs) -> list[Found]:
        return [row[1 : len(words) + 1] for row, words in zip(outputs["names"], batch.words, strict=True)]

    def settle(self, words: Sequence[Sequence[str]], found: list[Found]) -> list[Found]:
        return [self._decoder.decode(scores) for scores in self._decoder.agreed(words, found)]


class FrameLayer(SentenceLayer):
    """The predicates: a tuple of `ParsedFrame` per sentence, in order."""

    name = "frames"
    outputs = ("frame_at", "roles", "senses", "lemma", "xpos")

    def __init__(self, lemmas: LemmaLayer, arguments: ArgumentDecoder, book: FrameBook) -> None:
        self._lemmas = lemmas
        self._arguments = arguments
        self._book = book

    def decode(self, batch: Batch, outputs: Outputs) -> list[Found]:
        found: list[list[ParsedFrame]] = [[] for _ in batch.words]
        # Word 0 is the root: it stands in so that there is always a frame, and is no predicate.
        real = np.flatnonzero(outputs["frame_at"][:, 1] > 0)
        if not len(real):
            return [() for _ in batch.words]
        places = outputs["frame_at"][real].tolist()
        scores, senses = outputs["roles"][real], outputs["senses"][real]
        for number in {row for row, _ in places}:
            mine = [index for index, (row, _) in enumerate(places) if row == number]
            words = batch.words[number]
            rolesets = []
            for index in mine:
                place = places[index][1]
                numbers = (int(outputs["lemma"][number, place]), int(outputs["xpos"][number, place]))
                lemma = self._lemmas.lemma(words[place - 1], *numbers)
                around = [word.lower() for word in words[place - 1 : place + _PARTICLE_REACH]]
                rolesets.append(self._book.choose(lemma, senses[index], around))
            barred = [self._book.barred(roleset) for roleset in rolesets]
            arguments = self._arguments.decode(scores[mine, 1 : len(words) + 1], barred)
            for index, roleset, played in zip(mine, rolesets, arguments, strict=True):
                place = places[index][1]
                named = tuple(
                    ParsedArgument(a.role, a.first, a.last, self._book.function(roleset, a.role)) for a in played
                )
                found[number].append(ParsedFrame(place - 1, roleset, named))
        return [tuple(frames) for frames in found]


class NumberLayer(SentenceLayer):
    """A number per word as the network gives it: a tuple of floats per sentence."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.outputs: tuple[str, ...] = (name,)

    def decode(self, batch: Batch, outputs: Outputs) -> list[Found]:
        rows = np.round(outputs[self.name].astype(np.float64), 3).tolist()
        return [tuple(row[1 : len(words) + 1]) for row, words in zip(rows, batch.words, strict=True)]


class RowLayer(SentenceLayer):
    """A row of numbers per word, as the network gives them: words x width per sentence."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.outputs: tuple[str, ...] = (name,)

    def decode(self, batch: Batch, outputs: Outputs) -> list[Found]:
        rows = outputs[self.name]
        return [row[1 : len(words) + 1] for row, words in zip(rows, batch.words, strict=True)]


def open_layers(files: ModelFiles) -> tuple[Layer, ...]:
    """Every layer of the model, with its labels."""
    labels = files.json("labels")
    lemmas = files.json("lemmas")
    lemma_layer = LemmaLayer(
        labels["lemma"], labels["xpos"], exceptions=lemmas["forms"], verbs=lemmas["verbs"], nouns=lemmas["nouns"]
    )
    frames = files.json("frames")
    book = FrameBook(labels["senses"], frames["rolesets"], frames["functions"])
    return (
        UposLayer(labels["upos"], labels["xpos"]),
        TagLayer("xpos", labels["xpos"]),
        TagLayer("feats", labels["feats"]),
        lemma_layer,
        ParseLayer(labels["deprel"]),
        NameLayer(labels["names"]),
        FrameLayer(lemma_layer, ArgumentDecoder(labels["roles"]), book),
        NumberLayer("factuality"),
        RowLayer("events"),
        RowLayer("vectors"),
    )
