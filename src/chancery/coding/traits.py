"""What the classifier sees of a predicate, and of two phrases: numbers from the reading, the lists and the codebook."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from chancery.coding.page import Page
from chancery.shelf.event_types import TYPE_NAMES, WordVectors
from chancery.terms import Predicate

Floats = NDArray[np.float32]

_SECTORS = tuple("GOV MIL REB CVL OPP LEG JUD COP MED NGO IGO PTY BUS REL EDU LAB CRM UAF ELI SPY ETH".split())
_KINDS = ("country", "person", "organisation")
_RELATIONS = tuple(
    "root nsubj obj iobj obl nmod amod compound conj cc case mark advcl acl ccomp xcomp aux cop det punct appos flat "
    "parataxis advmod nummod expl dep fixed list".split()
)
_COMPLEMENTS = ("obj", "nmod", "obl", "ccomp", "xcomp")
_SUBJECTS = ("nsubj", "amod", "compound")
_INNER = ("xcomp", "ccomp", "obj", "obl", "nmod")
_FLAGS = 2 + len(_KINDS) + len(_SECTORS) + 1
#: Marks the layout of the numbers: weights learned with one layout are of no use with another.
LAYOUT = "traits.v3"
#: Sentences with predicates from which on a report tells what it is about; and how much larger than chances their means
#: are made, to be of the size of the other numbers.
_REPORT, _MEANS = 4, 10


@dataclass(frozen=True, slots=True)
class SentenceTraits:
    """The words of one sentence as numbers.

    Shapes:  `deep` words x width, the reading model's vectors; `events` words x classes, its chances of an event, in
             the order of `TYPE_NAMES`; `words` words x size, what the lemma means by itself;
             `flags` words x `_FLAGS`, whether and what actor the word names; `relations` one number a word; `types` by
             token, the number of the type that the codebook gives it, if the network knows that type.
    """

    deep: Floats
    events: Floats
    words: Floats
    flags: Floats
    relations: Sequence[int]
    heads: Sequence[int]
    types: Mapping[int, int]
    predicates: Mapping[int, Predicate]


def sentence_traits(page: Page, sentence: int, types: Mapping[int, str], words: WordVectors) -> SentenceTraits | None:
    """The numbers of a sentence; None where the reader that was used gives no vectors or events.

    Shapes:  `types` by index into reading.predicates, the type of event that the codebook finds there.
    """
    if not page.reading.vectors or not page.reading.events:
        return None
    tokens = page.sentences[sentence].tokens
    predicates = {at: page.reading.predicates[page.predicates[sentence, at]] for at in page.predicates_in(sentence)}
    flags = np.zeros((len(tokens), _FLAGS), np.float32)
    for at, token in enumerate(tokens):
        if token.upos in ("NOUN", "PROPN", "PRON", "ADJ", "NUM", "DET"):
            _flag_actor(page, sentence, at, flags[at])
        flags[at, -1] = at in predicates
    found = {
        at: TYPE_NAMES.index(types[page.predicates[sentence, at]])
        for at in predicates
        if types.get(page.predicates[sentence, at]) in TYPE_NAMES
    }
    lemmas = [predicates[at].lemma if at in predicates else token.lemma for at, token in enumerate(tokens)]
    return SentenceTraits(
        deep=np.asarray(page.reading.vectors[sentence], np.float32)[: len(tokens)],
        events=np.asarray(page.reading.events[sentence], np.float32)[: len(tokens)],
        words=words.of(lemmas),
        flags=flags,
        relations=[_relation(token.deprel) for token in tokens],
        heads=[token.head for token in tokens],
        types=found,
        predicates=predicates,
    )


def _flag_actor(page: Page, sentence: int, at: int, row: Floats) -> None:
    mention = page.actor_at(sentence, at)
    if mention is None:
        return
    actor = mention.actor
    row[0], row[1] = 1, bool(actor.country)
    if actor.kind in _KINDS:
        row[2 + _KINDS.index(actor.kind)] = 1
    if actor.sector in _SECTORS:
        row[2 + len(_KINDS) + _SECTORS.index(actor.sector)] = 1


def _relation(deprel: str) -> int:
    name = deprel.split(":")[0]
    return _RELATIONS.index(name) if name in _RELATIONS else _RELATIONS.index("dep")


def predicate_traits(traits: SentenceTraits, at: int) -> Floats:
    """The numbers of the predicate at a token: its vectors, the codebook's type, what stands with it, its form."""
    predicate = traits.predicates[at]
    inner = _kid(traits, at, _COMPLEMENTS)
    subject = _kid(traits, at, _SUBJECTS)
    head = traits.heads[at]
    form = np.zeros(8, np.float32)
    form[("verb", "noun", "adjective").index(predicate.kind)] = 1
    form[3:] = (
        predicate.factuality / 3,
        predicate.construction == "light",
        predicate.construction.startswith("light:"),
        subject is None,
        inner is None,
    )
    return np.concatenate(
        [
            traits.deep[at],
            2 * _types(traits, [at]),
            *(_row(traits.words, one) for one in (at, inner, subject, head if head >= 0 else None)),
            form,
            _row(traits.flags, subject),
            _row(traits.flags, inner),
        ]
    )


def report_traits(chances: Floats, sentences: NDArray[np.int64]) -> Floats:
    """What the rest of a report tells of, for each of its predicates: an arrest among ministers is another thing than
    one among film stars.

    Shapes:  from the reading model's chances, predicates x classes, and the sentence of each predicate: whether there
             is such a rest, the mean chances in the other sentences, the largest in the two neighbouring ones, and how
             far down the predicate stands, 0 to 1; all 0 in a report of fewer than four sentences.
    """
    rows = np.zeros((len(chances), 2 * chances.shape[1] + 2), np.float32)
    numbers = np.unique(sentences)
    if len(numbers) < _REPORT:
        return rows
    whole, last = chances.sum(0), max(1, int(sentences.max()))
    for number in numbers:
        own = sentences == number
        near = ~own & (np.abs(sentences - number) <= 1)
        means = (whole - chances[own].sum(0)) / (~own).sum()
        nearest = chances[near].max(0) if near.any() else np.zeros_like(whole)
        rows[own] = np.concatenate([[1], _MEANS * means, nearest, [number / last]])
    return rows


def pair_traits(traits: SentenceTraits, source: int | None, target: int | None) -> Floats:
    """The numbers of what lies between two head words: the predicates that join them, what the codebook finds there.

    Shapes:  None for a phrase that is not in the sentence.
    """
    above, apex, above_other = _way(traits, source, target)
    joint = [apex] if apex is not None else []
    mine = [at for at in above + joint if at in traits.predicates and at != source]
    theirs = [at for at in above_other + joint if at in traits.predicates and at != target]
    between = [at for at in dict.fromkeys(above + joint + above_other) if at in traits.predicates]
    between = [at for at in between if at not in (source, target)]
    inside = [
        at for at in traits.predicates if at not in between and traits.heads[at] in between and _is(traits, at, _INNER)
    ]
    near, far = (mine[0] if mine else None), (theirs[0] if theirs else None)
    objects = [
        at
        for at, head in enumerate(traits.heads)
        if head >= 0
        and head in (near, apex)
        and _is(traits, at, ("obj", "xcomp", "ccomp", "obl"))
        and at not in (source, target)
    ]
    order = (source is None, target is None, (source or 0) < (target or 0), near == far, len(between) / 4)
    return np.concatenate(
        [
            _mean(traits.deep, between),
            *(_row(traits.words, at) for at in (near, far, mine[-1] if mine else None)),
            _mean(traits.words, between),
            _mean(traits.words, objects),
            _mean(traits.words, inside),
            *(_row(traits.words, at) for at in (source, target)),
            *(_row(traits.events, at) for at in (near, far)),
            *(_most(traits.events, some) for some in (between, inside)),
            2 * _types(traits, [near]),
            2 * _types(traits, [far]),
            *(_types(traits, some) for some in (between, range(len(traits.heads)), inside)),
            *(_row(traits.flags, at) for at in (source, target)),
            *(_one_relation(traits, at) for at in (source, target, near, far)),
            np.array(order, np.float32),
        ]
    )


def head_of(traits: SentenceTraits, tokens: Sequence[int]) -> int | None:
    """The word of a phrase on which its other words hang."""
    for at in tokens:
        if traits.heads[at] not in tokens:
            return at
    return tokens[0] if tokens else None


def _way(traits: SentenceTraits, one: int | None, other: int | None) -> tuple[list[int], int | None, list[int]]:
    """The words above the one up to where both meet, that word, and the words above the other."""
    ups, downs = _above(traits, one), _above(traits, other)
    if ups and downs:
        apex = next((at for at in ups if at in downs), None)
        if apex is None:
            return ups, None, downs
        return ups[: ups.index(apex)], apex, downs[: downs.index(apex)]
    apex = (ups or downs or [0])[-1]
    return ups[:-1], apex, downs[:-1]


def _above(traits: SentenceTraits, at: int | None) -> list[int]:
    found: list[int] = []
    while at is not None and at >= 0 and at not in found:
        found.append(at)
        at = traits.heads[at]
    return found


def _kid(traits: SentenceTraits, at: int, relations: tuple[str, ...]) -> int | None:
    return next((kid for kid, head in enumerate(traits.heads) if head == at and _is(traits, kid, relations)), None)


def _is(traits: SentenceTraits, at: int, relations: tuple[str, ...]) -> bool:
    return _RELATIONS[traits.relations[at]] in relations


def _row(table: Floats, at: int | None) -> Floats:
    return table[at] if at is not None else np.zeros(table.shape[1], np.float32)


def _mean(table: Floats, some: Sequence[int]) -> Floats:
    found: Floats = table[list(some)].mean(0) if some else np.zeros(table.shape[1], np.float32)
    return found


def _most(table: Floats, some: Sequence[int]) -> Floats:
    found: Floats = table[list(some)].max(0) if some else np.zeros(table.shape[1], np.float32)
    return found


def _types(traits: SentenceTraits, some: Iterable[int | None]) -> Floats:
    row = np.zeros(len(TYPE_NAMES), np.float32)
    for at in some:
        if at is not None and at in traits.types:
            row[traits.types[at]] = 1
    return row


def _one_relation(traits: SentenceTraits, at: int | None) -> Floats:
    row = np.zeros(len(_RELATIONS), np.float32)
    if at is not None:
        row[traits.relations[at]] = 1
    return row
