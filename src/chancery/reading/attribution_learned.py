"""The learned part of attribution: leaves out what the rules told for no good reason, tells what they passed over."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from chancery.reading.attribution import find_attributions, spoken_by_sentence
from chancery.reading.attribution_finds import find_at
from chancery.reading.attribution_net import CueNet, Floats, shipped_cues
from chancery.reading.attribution_traits import CUE_TAGS, Surroundings, signs
from chancery.reading.layers import Layer
from chancery.reading.syntax import Tree, grow_trees
from chancery.terms.readings import Attribution, Predicate, Reading
from chancery.terms.spans import Span

VERSION = "attributions.learned.1"


@dataclass(frozen=True, slots=True)
class Word:
    """A word that may be the head of a cue, with the attribution that the rules made there."""

    tree: Tree
    at: int
    predicate: Predicate | None
    around: Surroundings

    @property
    def span(self) -> Span:
        """Its characters."""
        token = self.tree.tokens[self.at]
        return Span(token.start, token.end)


def find_more(reading: Reading, net: CueNet) -> list[Attribution]:
    """The attributions of the rules but for those that are none, and those that only the network sees; in text order.

    Shapes:  what the rules give the source's word for (kind said) stays as it is, and so does what stands in quotation
             marks or in somebody else's content: the annotations have the outermost only. A new one has rule "learned"
             and is never of kind said.
    """
    told = find_attributions(reading)
    if not _has_vectors(reading, net):
        return told
    words = list(words_to_judge(reading, told, net))
    return amended(reading, told, words, look_at(reading, words, net), net.bounds)


def amended(
    reading: Reading,
    told: Sequence[Attribution],
    words: Sequence[Word],
    chances: Floats,
    bounds: Mapping[str, float],
) -> list[Attribution]:
    """What the rules told, judged by the chances of the words, in text order."""
    doubted = {
        id(word.around.told): float(chance)
        for word, chance in zip(words, chances, strict=True)
        if word.around.told is not None and not word.around.quoted
    }
    kept = without_doubtful(told, doubted, bounds["drop"])
    kept += _new(words, chances, kept, reading, bounds["add"])
    return sorted(kept, key=lambda one: (one.sentence, one.cue.start))


def _has_vectors(reading: Reading, net: CueNet) -> bool:
    return bool(reading.vectors) and np.asarray(reading.vectors[0]).shape[-1] == net.width


def words_to_judge(reading: Reading, told: Sequence[Attribution], net: CueNet | None) -> Iterator[Word]:
    """The words that the network has a say on: attributions of the rules, and what looks like a cue at a glance.

    Shapes:  without `net` every word that could be one, to learn from; else nothing in quotation marks, no attribution
             of kind said, and no other word in the content of one.
    """
    trees = grow_trees(reading)
    predicates = {(one.sentence, one.token): one for one in reading.predicates}
    quotes = spoken_by_sentence(reading)
    by_word: dict[tuple[int, int], Attribution] = {}
    said: dict[int, list[Attribution]] = {}
    counts: dict[int, int] = {}
    for one in told:
        by_word.setdefault((one.sentence, one.cue_token), one)
        counts[one.sentence] = counts.get(one.sentence, 0) + 1
        if one.kind == "said":
            said.setdefault(one.sentence, []).append(one)
    glances = _glances(reading, net) if net is not None else None
    for tree in trees:
        index = tree.sentence.index
        likely = glances[index] if glances is not None else None
        for at, token in enumerate(tree.tokens):
            own = by_word.get((index, at))
            if own is None and (token.upos not in CUE_TAGS or (likely is not None and not likely[at])):
                continue
            span = Span(token.start, token.end)
            quoted = any(quote.holds(span) for quote in quotes[index])
            within = any(one is not own and _holds(one, span) for one in said.get(index, ()))
            if net is not None and (quoted or (within if own is None else own.kind == "said")):
                continue
            others = counts.get(index, 0) > (own is not None)
            around = Surroundings(told=own, quoted=quoted, within=within, near=bool(quotes[index]), others=others)
            yield Word(tree, at, predicates.get((index, at)), around)


def _holds(one: Attribution, span: Span) -> bool:
    return any(part.holds(span) for part in one.content)


def _glances(reading: Reading, net: CueNet) -> list[Floats]:
    """For each sentence, whether each of its words is worth a look."""
    found = net.glance(np.concatenate([np.asarray(rows, np.float32) for rows in reading.vectors]))
    bounds = np.cumsum([0, *(len(rows) for rows in reading.vectors)])
    return [found[start:end] >= net.bounds["glimpse"] for start, end in pairwise(bounds)]


def look_at(reading: Reading, words: Sequence[Word], net: CueNet) -> Floats:
    """The chance of each word to be the head of a cue."""
    if not words:
        return np.zeros(0, np.float32)
    vectors = np.stack([reading.vectors[word.tree.sentence.index][word.at] for word in words]).astype(np.float32)
    return net.look(vectors, [signs(word.tree, word.at, word.predicate, word.around) for word in words])


def without_doubtful(told: Sequence[Attribution], chances: dict[int, float], bound: float) -> list[Attribution]:
    """Without those below the bound that are nobody's word; `chances` by the attribution's `id`.

    One that stands in the content of another goes only after that one went.
    """
    kept = list(told)
    while True:
        gone = [
            one
            for one in kept
            if one.kind != "said"
            and chances.get(id(one), 1.0) < bound
            and not any(other is not one and _holds(other, one.cue) and not _holds(one, other.cue) for other in kept)
        ]
        if not gone:
            return kept
        kept = [one for one in kept if not any(one is other for other in gone)]


def _new(
    words: Sequence[Word], chances: Floats, kept: Sequence[Attribution], reading: Reading, bound: float
) -> Iterator[Attribution]:
    """Attributions at words that the network is sure of, likeliest first, where no other has its cue or content."""
    sure = [number for number in np.argsort(-chances, kind="stable") if chances[number] >= bound]
    fresh = [word for word in map(words.__getitem__, sure) if word.around.told is None and not word.around.quoted]
    if not fresh:
        return
    spoken = spoken_by_sentence(reading)
    taken = [span for one in kept for span in (one.cue_phrase or one.cue, *one.content)]
    for word in fresh:
        if any(span.meets(word.span) for span in taken):
            continue
        found = find_at(word.tree, word.at, word.predicate, spoken[word.tree.sentence.index])
        if found is not None:
            yield found
            taken += [found.cue_phrase or found.cue, *found.content]


def learned_attributions(open_net: Callable[[], CueNet] = shipped_cues) -> Layer:
    """The layer that takes the place of the rules of the same name."""
    return Layer("attributions", VERSION, "attributions", lambda reading: find_more(reading, open_net()))
