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


def vary(sentence: Sentence, rng: random.Random) -> Sentence:
    """The sentence, now and then with headline casing or without its final stop."""
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
