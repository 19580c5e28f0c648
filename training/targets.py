"""Gold layers as numbers beside the inputs, and the small changes that make training robust."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass, field, replace

import numpy as np

from chancery.reading.model.features import (
    MAX_WORDS,
    SentenceNumbers,
    sentence_numbers,
    stack,
)
from chancery.reading.model.lemmas import lemma_script
from chancery.reading.model.name_words import NameWords
from chancery.reading.model.wordpiece import WordPieces
from chancery.shelf.event_types import TYPE_NAMES
from training.corpora import Sentence, Word
from training.labels import Labels, bioes
from training.net import NAME_SOURCES
from training.propbank import Frame

#: Number that marks a word without gold in a layer.
NO_GOLD = -100

#: Shares of training sentences whose casing or end is changed, so that headlines read well.
TITLE_SHARE, UPPER_SHARE, LOWER_SHARE, NO_STOP_SHARE = 0.06, 0.025, 0.025, 0.08

#: Share of training sentences in which names are changed for others of their kind.
SWAP_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class FrameNumbers:
    """A predicate as numbers: place (root at 0), role tag per word, senses to choose from and the right one's place."""

    place: int
    tags: list[int]
    choices: list[int]
    right: int
    example: bool = False
    """Whether it is an example of the frame files, in which modifiers may be left out."""


@dataclass(slots=True)
class Example:
    """A sentence as numbers with its gold per layer; row 0 of each is the root, without gold."""

    inputs: SentenceNumbers
    gold: dict[str, list[int]]
    source: int
    factuality: list[float] = field(default_factory=list)
    """Per word; NaN without gold."""
    frames: list[FrameNumbers] = field(default_factory=list)

    @property
    def size(self) -> int:
        return len(self.inputs.pieces)


class Encoding:
    """Turns sentences into examples with a label set."""

    def __init__(self, labels: Labels, cutter: WordPieces, name_words: NameWords) -> None:
        self.cutter = cutter
        self.name_words = name_words
        self._senses = {roleset: number for number, roleset in enumerate(labels.senses)}
        self._rolesets = labels.rolesets
        self._numbers = {
            layer: {label: number for number, label in enumerate(getattr(labels, layer))}
            for layer in ("upos", "xpos", "feats", "lemma", "deprel", "names", "roles")
        }
        self._numbers["events"] = {name: number for number, name in enumerate(TYPE_NAMES)}

    def example(self, sentence: Sentence) -> Example:
        """The sentence's example; layers without gold are all `NO_GOLD`."""
        words = sentence.words
        inputs = sentence_numbers(sentence.forms, sentence.glued, self.cutter, self.name_words)
        none = [NO_GOLD] * (len(words) + 1)
        gold = dict.fromkeys(("upos", "xpos", "feats", "lemma", "head", "deprel"), none)
        if sentence.parsed:
            for layer in ("upos", "xpos", "feats", "deprel"):
                gold[layer] = self._column(layer, [getattr(word, layer) for word in words])
            scripts = [lemma_script(w.form, w.lemma) if w.lemma else "?" for w in words]
            gold["lemma"] = self._column("lemma", scripts)
            gold["head"] = [NO_GOLD, *(word.head for word in words)]
        gold["names"] = self._column("names", bioes(sentence.names)) if sentence.names else none
        example = Example(inputs, gold, NAME_SOURCES.index(sentence.source))
        gold["predicate"] = none
        if sentence.frames is not None:
            places = {frame.place for frame in sentence.frames}
            if sentence.all_frames:
                gold["predicate"] = [NO_GOLD, *(int(place in places) for place in range(len(words)))]
            example.frames = [self._frame(frame, words, example=not sentence.all_frames) for frame in sentence.frames]
        gold["events"] = self._column("events", sentence.events) if sentence.events else none
        known = sentence.factuality or {}
        example.factuality = [math.nan, *(known.get(place, math.nan) for place in range(len(words)))]
        return example

    def _frame(self, frame: Frame, words: list[Word], *, example: bool) -> FrameNumbers:
        lemma = words[frame.place].lemma.lower()
        names = [name for name in self._rolesets.get(lemma, ()) if name in self._senses]
        right = names.index(frame.roleset) if frame.roleset in names and len(names) > 1 else NO_GOLD
        known = self._numbers["roles"]
        tags = self._column("roles", [tag if tag in known else "O" for tag in frame.tags])
        return FrameNumbers(frame.place + 1, tags, [self._senses[name] for name in names], right, example)

    def _column(self, layer: str, labels: list[str]) -> list[int]:
        numbers = self._numbers[layer]
        return [NO_GOLD, *(numbers.get(label, NO_GOLD) for label in labels)]


def usable(sentence: Sentence) -> bool:
    """Whether the sentence fits the network."""
    return 0 < len(sentence.words) <= MAX_WORDS


@dataclass(frozen=True)
class NamePools:
    """One-word places and bodies, and first and last names of persons, that stand in for each other in training."""

    places: list[str]
    first_names: list[str]
    last_names: list[str]
    bodies: list[str]


def name_pools(sentences: list[Sentence]) -> NamePools:
    """The pools that the sentences' own names make; each name once, however often it is seen."""
    places, firsts, lasts, bodies = set(), set(), set(), set()
    for sentence in sentences:
        tags = bioes(sentence.names or [])
        for word, tag in zip(sentence.words, tags, strict=False):
            form = word.form
            if len(form) < 4 or not form.isalpha() or not form[0].isupper() or form.isupper():
                continue
            if tag == "S-LOC":
                places.add(form)
            elif tag == "S-ORG":
                bodies.add(form)
            elif tag == "B-PER":
                firsts.add(form)
            elif tag == "E-PER":
                lasts.add(form)
    return NamePools(sorted(places), sorted(firsts), sorted(lasts), sorted(bodies))


def swap_names(sentence: Sentence, pools: NamePools, rng: random.Random) -> Sentence:
    """The sentence with some of its one-word places and bodies and its persons' names changed for others of their kind.

    So that the network learns what stands in a name's place and not only which names it has seen.
    """
    if not sentence.names:
        return sentence
    pools_of = {
        "S-LOC": pools.places,
        "S-ORG": pools.bodies,
        "B-PER": pools.first_names,
        "E-PER": pools.last_names,
    }
    words = list(sentence.words)
    for place, tag in enumerate(bioes(sentence.names)):
        pool = pools_of.get(tag, [])
        word = words[place]
        known = word.upos in ("PROPN", "") and word.form.isalpha() and word.form[:1].isupper()
        if pool and known and len(word.form) > 3 and rng.random() < 0.5:
            form = rng.choice(pool)
            words[place] = replace(word, form=form, lemma=form)
    return replace(sentence, words=words)


def vary(sentence: Sentence, rng: random.Random, pools: NamePools) -> Sentence:
    """The sentence, now and then with other names, headline casing, or without its final stop."""
    if rng.random() < SWAP_SHARE:
        sentence = swap_names(sentence, pools, rng)
    words, names = sentence.words, sentence.names
    if rng.random() < NO_STOP_SHARE and len(words) > 4 and _bare_stop(words):
        words, names = words[:-1], names[:-1] if names else None
        events = sentence.events[:-1] if sentence.events else None
        sentence = replace(sentence, frames=_shorter(sentence.frames, len(words)), events=events)
    draw = rng.random()
    if draw < TITLE_SHARE:
        words = [_cased(word, _title(word, rng)) for word in words]
    elif draw < TITLE_SHARE + UPPER_SHARE:
        words = [_cased(word, word.form.upper()) for word in words]
    elif draw < TITLE_SHARE + UPPER_SHARE + LOWER_SHARE:
        words = [_cased(word, word.form.lower()) for word in words]
    return replace(sentence, words=words, names=names)


def _bare_stop(words: list[Word]) -> bool:
    last = len(words)
    return words[-1].form == "." and all(word.head != last for word in words)


def _shorter(frames: list[Frame] | None, size: int) -> list[Frame] | None:
    return None if frames is None else [replace(frame, tags=frame.tags[:size]) for frame in frames]


def _cased(word: Word, form: str) -> Word:
    return replace(word, form=form) if form != word.form else word


def _title(word: Word, rng: random.Random) -> str:
    small = word.upos in ("ADP", "DET", "CCONJ", "PART", "PUNCT", "SCONJ") and len(word.form) < 5
    if small and rng.random() < 0.8:
        return word.form
    return word.form[:1].upper() + word.form[1:]


def batches(examples: list[Example], rng: random.Random, most: int) -> list[list[Example]]:
    """The examples in batches of like length, `most` sentences or about 40 pieces for each."""
    order = sorted(examples, key=lambda example: example.size + 4 * rng.random())
    found: list[list[Example]] = []
    current: list[Example] = []
    for example in order:
        if current and (len(current) >= most or example.size * (len(current) + 1) > most * 40):
            found.append(current)
            current = []
        current.append(example)
    found.append(current)
    rng.shuffle(found)
    return found


def collate(batch: list[Example]) -> tuple[dict[str, np.ndarray], dict[str, np.ndarray]]:
    """Inputs and gold of a batch as arrays; gold is padded with `NO_GOLD`, factuality with NaN.

    Shapes: `frame_at` is frames x 2, the sentence's number and the predicate's place; `roles` frames x words;
            `choices` frames x most choices, padded with 0, `choice_known` where they are real; `right` the place of the
            right choice; `example` 1 for a frame that is an example.
    """
    inputs = stack([example.inputs for example in batch])
    width = inputs["case"].shape[1]
    gold = {}
    for layer in batch[0].gold:
        rows = np.full((len(batch), width), NO_GOLD, dtype=np.int64)
        for number, example in enumerate(batch):
            rows[number, : len(example.gold[layer])] = example.gold[layer]
        gold[layer] = rows
    gold["source"] = np.array([example.source for example in batch], dtype=np.int64)
    factuality = np.full((len(batch), width), np.nan, dtype=np.float32)
    for number, example in enumerate(batch):
        factuality[number, : len(example.factuality)] = example.factuality
    gold["factuality"] = factuality
    return inputs, gold | _frame_arrays(batch, width)


def _frame_arrays(batch: list[Example], width: int) -> dict[str, np.ndarray]:
    frames = [(number, frame) for number, example in enumerate(batch) for frame in example.frames]
    most = max((len(frame.choices) for _, frame in frames), default=1) or 1
    roles = np.full((len(frames), width), NO_GOLD, dtype=np.int64)
    choices = np.zeros((len(frames), most), dtype=np.int64)
    known = np.zeros((len(frames), most), dtype=bool)
    for row, (_, frame) in enumerate(frames):
        roles[row, : len(frame.tags)] = frame.tags
        choices[row, : len(frame.choices)] = frame.choices
        known[row, : len(frame.choices)] = True
    return {
        "frame_at": np.array([(number, frame.place) for number, frame in frames], dtype=np.int64).reshape(-1, 2),
        "roles": roles,
        "choices": choices,
        "choice_known": known,
        "right": np.array([frame.right for _, frame in frames], dtype=np.int64),
        "example": np.array([frame.example for _, frame in frames], dtype=np.float32),
    }
