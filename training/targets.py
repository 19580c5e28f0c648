"""Gold layers as numbers beside the inputs, and the small changes that make training robust."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

import numpy as np

from chancery.reading.model.features import (
    MAX_WORDS,
    SentenceNumbers,
    sentence_numbers,
    stack,
)
from chancery.reading.model.lemmas import lemma_script
from chancery.reading.model.wordpiece import WordPieces
from training.corpora import Sentence, Word
from training.labels import Labels, bioes
from training.net import NAME_SOURCES

#: Number that marks a word without gold in a layer.
NO_GOLD = -100

#: Shares of training sentences whose casing or end is changed, so that headlines read well.
TITLE_SHARE, UPPER_SHARE, LOWER_SHARE, NO_STOP_SHARE = 0.06, 0.025, 0.025, 0.08

#: Share of training sentences in which names are changed for others of their kind.
SWAP_SHARE = 0.3


@dataclass(slots=True)
class Example:
    """A sentence as numbers with its gold per layer; row 0 of each is the root, without gold."""

    inputs: SentenceNumbers
    gold: dict[str, list[int]]
    source: int

    @property
    def size(self) -> int:
        return len(self.inputs.pieces)


class Encoding:
    """Turns sentences into examples with a label set."""

    def __init__(self, labels: Labels, cutter: WordPieces) -> None:
        self.cutter = cutter
        self._numbers = {
            layer: {label: number for number, label in enumerate(getattr(labels, layer))}
            for layer in ("upos", "xpos", "feats", "lemma", "deprel", "names")
        }

    def example(self, sentence: Sentence) -> Example:
        """The sentence's example; layers without gold are all `NO_GOLD`."""
        words = sentence.words
        inputs = sentence_numbers(sentence.forms, sentence.glued, self.cutter)
        none = [NO_GOLD] * (len(words) + 1)
        gold = dict.fromkeys(("upos", "xpos", "feats", "lemma", "head", "deprel"), none)
        if sentence.parsed:
            for layer in ("upos", "xpos", "feats", "deprel"):
                gold[layer] = self._column(layer, [getattr(word, layer) for word in words])
            scripts = [lemma_script(w.form, w.lemma) if w.lemma else "?" for w in words]
            gold["lemma"] = self._column("lemma", scripts)
            gold["head"] = [NO_GOLD, *(word.head for word in words)]
        gold["names"] = self._column("names", bioes(sentence.names)) if sentence.names else none
        return Example(inputs, gold, NAME_SOURCES.index(sentence.source))

    def _column(self, layer: str, labels: list[str]) -> list[int]:
        numbers = self._numbers[layer]
        return [NO_GOLD, *(numbers.get(label, NO_GOLD) for label in labels)]


def usable(sentence: Sentence) -> bool:
    """Whether the sentence fits the network."""
    return 0 < len(sentence.words) <= MAX_WORDS


@dataclass(frozen=True)
class NamePools:
    """One-word places, and first and last names of persons, that stand in for each other in training."""

    places: list[str]
    first_names: list[str]
    last_names: list[str]


def name_pools(sentences: list[Sentence]) -> NamePools:
    """The pools that the sentences' own names make; each name once, however often it is seen."""
    places, firsts, lasts = set(), set(), set()
    for sentence in sentences:
        tags = bioes(sentence.names or [])
        for word, tag in zip(sentence.words, tags, strict=False):
            form = word.form
            if len(form) < 4 or not form.isalpha() or not form[0].isupper() or form.isupper():
                continue
            if tag == "S-LOC":
                places.add(form)
            elif tag == "B-PER":
                firsts.add(form)
            elif tag == "E-PER":
                lasts.add(form)
    return NamePools(sorted(places), sorted(firsts), sorted(lasts))


def swap_names(sentence: Sentence, pools: NamePools, rng: random.Random) -> Sentence:
    """The sentence with some of its one-word places and persons' names changed for others of their kind.

    So that the network learns what stands in a name's place and not only which names it has seen.
    """
    if not sentence.names:
        return sentence
    words = list(sentence.words)
    for place, tag in enumerate(bioes(sentence.names)):
        pool = {"S-LOC": pools.places, "B-PER": pools.first_names, "E-PER": pools.last_names}.get(tag, [])
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
    """Inputs and gold of a batch as arrays; gold is padded with `NO_GOLD`."""
    inputs = stack([example.inputs for example in batch])
    width = inputs["case"].shape[1]
    gold = {}
    for layer in batch[0].gold:
        rows = np.full((len(batch), width), NO_GOLD, dtype=np.int64)
        for number, example in enumerate(batch):
            rows[number, : len(example.gold[layer])] = example.gold[layer]
        gold[layer] = rows
    gold["source"] = np.array([example.source for example in batch], dtype=np.int64)
    return inputs, gold
