"""Phrases that may be mentions: one for each nominal word of the parse, one more for each coordination."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from chancery.reading.mentions import head_of_name, is_expletive
from chancery.reading.syntax import Tree

#: Relations that begin something beside the phrase, no part of what it names.
_BESIDE = frozenset(
    "case cc conj cop nsubj csubj mark aux expl parataxis discourse appos dep list orphan reparandum vocative "
    "dislocated punct".split()
)
#: Further ones that belong to the clause where the phrase is its predicate ("she was a judge in 1990").
_OF_CLAUSE = frozenset({"obl", "advmod", "advcl", "obj", "ccomp", "xcomp"})
#: Relations in which a word that is no noun stands for a phrase: "the poor", "one of them", "all".
_NOMINAL_PLACES = frozenset("nsubj obj iobj obl nmod appos conj root dislocated vocative list".split())
_NOUNS = frozenset({"NOUN", "PROPN", "PRON"})
_NOUN_LIKE = frozenset({"NUM", "SYM", "X", "ADJ", "DET"})
_INSIDE_NAMES = frozenset({"flat", "fixed", "goeswith", "reparandum"})
#: Adverbs that parsers hang on a noun and that speak of the whole clause.
_FOCUS = frozenset("also even only just e.g. i.e. probably perhaps maybe then too especially including not".split())
_PLACE_ADVERBS = frozenset({"here", "there", "home"})
_CLOSING = {")": "(", "]": "[", "”": "“", '"': '"'}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A phrase: its sentence, its head, its first and last token (inclusive); `whole` for a whole coordination.

    Shapes:  `named` is the token that carries the phrase's name: the head, but for "drummer Ginger Baker" where the
             parse hangs the name on the noun.
    """

    sentence: int
    head: int
    first: int
    last: int
    named: int
    whole: bool = False


def find_candidates(trees: Sequence[Tree]) -> list[Candidate]:
    """The candidates in text order: by first token, the longer before the shorter.

    Source:  span rules after GUM's guidelines: the whole phrase with its relative clauses and prepositional phrases,
             without its own preposition, its apposition and what is coordinated with it.
    """
    found: list[Candidate] = []
    for tree in trees:
        here: list[Candidate] = []
        low, high = extents(tree)
        for at in range(len(tree.tokens)):
            if _may_head(tree, at):
                first, last = _span(tree, at, low, high)
                here.append(Candidate(tree.sentence.index, at, first, last, _named(tree, at, last)))
                whole = _coordination(tree, at, first, last, high)
                if whole is not None:
                    here.append(whole)
        here.sort(key=lambda candidate: (candidate.first, -candidate.last, candidate.head))
        found += here
    return found


def _may_head(tree: Tree, at: int) -> bool:
    upos = tree.tokens[at].upos
    base = tree.base[at]
    if upos in _NOUNS:
        return base not in _INSIDE_NAMES and not is_expletive(tree, at)
    return (upos in _NOUN_LIKE and base in _NOMINAL_PLACES) or (upos == "ADV" and tree.low[at] in _PLACE_ADVERBS)


def _named(tree: Tree, at: int, last: int) -> int:
    """The token that carries the phrase's name."""
    if tree.name[at] is None and tree.tokens[at].upos == "NOUN":
        for kid in tree.kids[at]:
            name = tree.name[kid]
            if at < kid <= last and name is not None and name.kind == "PER" and tree.base[kid] in ("flat", "compound"):
                return kid
    return at


def extents(tree: Tree) -> tuple[list[int], list[int]]:
    """First and last token below each token and itself, punctuation not counted."""
    count = len(tree.tokens)
    low, high = list(range(count)), list(range(count))
    order = [at for at in range(count) if not 0 <= tree.tokens[at].head < count]
    for at in order:
        order.extend(tree.kids[at])
        if len(order) > count:  # a parse with a circle is not ours to repair
            break
    for at in reversed(order[:count]):
        above = tree.tokens[at].head
        if 0 <= above < count and tree.base[at] != "punct":
            low[above] = min(low[above], low[at])
            high[above] = max(high[above], high[at])
    return low, high


def _span(tree: Tree, at: int, low: list[int], high: list[int]) -> tuple[int, int]:
    """First and last token of the phrase that `at` heads, without what is coordinated with it."""
    predicate = any(tree.base[kid] in ("cop", "nsubj") for kid in tree.kids[at])
    first = last = at
    for kid in reversed(tree.kids[at]):
        if kid < at and _is_inside(tree, kid, predicate=predicate):
            first = min(first, low[kid])
    for kid in tree.kids[at]:
        if kid < at:
            continue
        if tree.base[kid] == "case" or _is_inside(tree, kid, predicate=predicate):
            last = max(last, high[kid])
        elif tree.base[kid] not in ("punct", "cc"):
            break
    name = tree.name[at]
    if name is not None and name.last < len(tree.tokens) and head_of_name(tree, name) == at:
        first, last = min(first, name.first), max(last, name.last)
    return first, _closed(tree, first, last)


def _is_inside(tree: Tree, kid: int, *, predicate: bool) -> bool:
    base = tree.base[kid]
    if base == "advmod" and tree.low[kid] in _FOCUS:
        return False
    return base not in _BESIDE and not (predicate and base in _OF_CLAUSE)


def _closed(tree: Tree, first: int, last: int) -> int:
    """The last token, or the bracket or quotation mark after it that closes one inside the phrase."""
    if last + 1 < len(tree.tokens):
        opening = _CLOSING.get(tree.low[last + 1])
        if opening is not None and opening in tree.low[first : last + 1]:
            inside = tree.low[first : last + 1]
            closing = tree.low[last + 1]
            odd = (
                inside.count(opening) % 2 == 1 if opening == closing else inside.count(opening) > inside.count(closing)
            )
            return last + 1 if odd else last
    return last


def _coordination(tree: Tree, at: int, first: int, last: int, high: list[int]) -> Candidate | None:
    """The whole of "A, B and C", where `at` heads A."""
    parts = [kid for kid in tree.kids[at] if tree.base[kid] == "conj" and (_may_head(tree, kid))]
    if not parts or tree.base[at] == "conj":
        return None
    end = max(last, *(high[kid] for kid in parts))
    return Candidate(tree.sentence.index, at, first, _closed(tree, first, end), at, whole=True)
