"""The test sets: gold sentences, and the raw text that they were cut from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from bench.reading.metrics import ScoredWord
from training.corpora import Sentence, add_uner, read_conllu, read_crossner

#: Where each test set lies in the shared folder.
TREEBANKS = {
    "EWT test": "corpora/ewt/en_ewt-ud-test.conllu.gz",
    "GUM test": "corpora/gum-free/en_gum-ud-test.conllu.gz",
    "PUD": "bench/pud/en_pud-ud-test.conllu.gz",
}
NAMED = {
    "UNER-EWT test": ("corpora/ewt/en_ewt-ud-test.conllu.gz", "corpora/uner-ewt/en_ewt-ud-test.iob2.gz"),
    "UNER-PUD": ("bench/pud/en_pud-ud-test.conllu.gz", "bench/uner-pud/en_pud-ud-test.iob2.gz"),
    "CrossNER politics test": ("corpora/crossner-politics/test.txt.gz", ""),
}

#: A second word that UD writes into one surface token with the word before it.
_CONTRACTED = re.compile(r"(?i)(?:['’](?:s|re|ve|ll|d|m)?|n['’]?t|na|ta|not|s)$")


@dataclass(slots=True)
class GoldText:
    """A document: text, its paragraphs as blocks, its sentences, its surface tokens."""

    text: str
    blocks: list[tuple[int, int]]
    sentences: list[list[ScoredWord]]
    tokens: set[tuple[int, int]]


def gold_texts(sentences: list[Sentence]) -> Iterator[GoldText]:
    """The documents of a treebank, paragraphs one after the other with an empty line between."""
    document: list[Sentence] = []
    for sentence in sentences:
        if sentence.document and document:
            yield _gold_text(document)
            document = []
        document.append(sentence)
    if document:
        yield _gold_text(document)


def _gold_text(document: list[Sentence]) -> GoldText:
    text = ""
    gold = GoldText("", [], [], set())
    for sentence in document:
        if sentence.paragraph and text:
            text = text.rstrip() + "\n\n"
        if sentence.paragraph or not gold.blocks:
            gold.blocks.append((len(text), len(text)))
        spans: list[tuple[int, int]] = []
        surface = {first: (last, form) for first, last, form in sentence.surface}
        inside, bad = -1, None
        for number, word in enumerate(sentence.words):
            if number in surface:
                inside, form = surface[number]
                gold.tokens.add((len(text), len(text) + len(form)))
                spelt = "".join(w.form for w in sentence.words[number : inside + 1]) == form
                bad = None if spelt else (len(text), len(text) + len(form), form)
            if number <= inside and bad:
                # A contraction whose parts do not spell it: each part stands for the whole.
                spans.append(bad[:2])
                text += bad[2] if number == inside else ""
            else:
                spans.append((len(text), len(text) + len(word.form)))
                text += word.form
            if number > inside:
                gold.tokens.add(spans[-1])
            text += " " if word.space_after else ""
        gold.sentences.append(_scored(sentence, spans))
        gold.blocks[-1] = (gold.blocks[-1][0], len(text.rstrip()))
    gold.text = text
    return gold


def _scored(sentence: Sentence, spans: list[tuple[int, int]]) -> list[ScoredWord]:
    return [
        ScoredWord(span, word.upos, word.lemma, spans[word.head - 1] if word.head else None, word.deprel)
        for word, span in zip(sentence.words, spans, strict=True)
    ]


def surface_tokens(text: str, words: list[tuple[int, int]]) -> set[tuple[int, int]]:
    """Surface tokens from words: a contracted second word joins the word that it stands against."""
    tokens: list[tuple[int, int]] = []
    for start, end in words:
        if tokens and tokens[-1][1] == start and _joins(text[slice(*tokens[-1])], text[start:end]):
            tokens[-1] = (tokens[-1][0], end)
        else:
            tokens.append((start, end))
    return set(tokens)


def _joins(before: str, word: str) -> bool:
    if not before[-1:].isalnum() or not _CONTRACTED.match(word):
        return False
    return word.lower() not in ("na", "ta", "not", "s") or before.lower() in ("gon", "wan", "got", "can", "it", "let")


def named_sentences(shared: Path, name: str) -> list[tuple[int, Sentence]]:
    """Sentences of a test set that have gold names, each with the number of the text that it stands in.

    Shapes:  where a set tells no texts, each sentence is a text of its own.
    """
    first, second = NAMED[name]
    if not second:
        return list(enumerate(read_crossner(shared / first)))
    sentences = read_conllu(shared / first, "test")
    add_uner(sentences, shared / second)
    texts = accumulate(int(sentence.document) for sentence in sentences)
    return [pair for pair in zip(texts, sentences, strict=True) if pair[1].names is not None]
