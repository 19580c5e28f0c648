"""What negates a verb, and nouns that only stand for a thing: "no evidence of attacks", "rumours of a coup"."""

from __future__ import annotations

from chancery.reading.syntax import Tree
from chancery.shelf.lexicons import HEARSAY

_NEARLY = frozenset({"almost", "nearly"})
_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "nor", "neither", "without", "no", "hardly", "barely", "nobody",
                        "none", "nothing", "cannot"})  # fmt: skip
#: Nouns whose lack says nothing of the thing itself.
_EVIDENCE = frozenset("evidence sign indication proof trace hint report account".split())


def negation_of(tree: Tree, at: int) -> str:
    """The word that negates a verb, "" where none does."""
    for kid in tree.kids[at]:
        low = tree.low[kid]
        if low in _NEGATIONS and tree.base[kid] in ("advmod", "mark", "cc", "det", "case", "aux"):
            if low == "no" and tree.base[kid] == "advmod" and kid + 1 < len(tree.low) and tree.low[kid + 1] != "longer":
                continue
            if low == "not" and kid + 1 < len(tree.low) and tree.low[kid + 1] == "only":
                continue
            return low
        if low in _NEARLY and tree.base[kid] == "advmod" and kid == at - 1 and tree.tokens[at].upos == "VERB":
            return low  # "almost resigned" did not; "almost all resigned" did
        if tree.base[kid] == "advmod" and low == "longer" and any(tree.low[below] == "no" for below in tree.kids[kid]):
            return "no longer"
        if tree.base[kid] in ("nsubj", "obj") and (low in ("nobody", "none", "nothing") or has_no(tree, kid)):
            return "no"
    return ""


def has_no(tree: Tree, at: int) -> bool:
    """Whether a noun has "no" before it."""
    return any(tree.base[kid] == "det" and tree.low[kid] in ("no", "neither") for kid in tree.kids[at])


def absent(tree: Tree, at: int) -> str:
    """The words by which there is no evidence of a thing ("no reports"), "" where nothing is said to lack.

    "They had not met any reports of violence", "there was no sign of an attack", "without proof of torture".
    """
    noun = _noun_over(tree, at, _EVIDENCE | HEARSAY)
    if noun is None:
        return ""
    low = tree.low[noun]
    own = [tree.low[kid] for kid in tree.kids[noun] if tree.base[kid] in ("det", "case")]
    if "no" in own or "without" in own:
        return f"no {low}"
    head = tree.tokens[noun].head
    if head >= 0 and tree.base[noun] in ("obj", "nsubj", "obl") and negation_of(tree, head) not in ("", *_NEARLY):
        return f"no {low}"
    return ""


def hearsay(tree: Tree, at: int) -> str:
    """The word, as written, that only tells of a thing without vouching for it ("rumours"), "" where there is none."""
    noun = _noun_over(tree, at, HEARSAY)
    return "" if noun is None else tree.tokens[noun].text


def _noun_over(tree: Tree, at: int, lemmas: frozenset[str]) -> int | None:
    """The noun of which a thing is said to be the content: "reports of attacks and of a coup"."""
    while tree.base[at] == "conj" and 0 <= tree.tokens[at].head < at:
        at = tree.tokens[at].head
    head = tree.tokens[at].head
    below = tree.base[at] == "nmod" and tree.preposition(at) in ("of", "about")
    return head if below and head >= 0 and tree.lemma[head] in lemmas else None
