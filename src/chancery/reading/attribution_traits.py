"""What stands around a word, as short signs: what the learned cues are told by, besides the word's vector."""

from __future__ import annotations

from dataclasses import dataclass

from chancery.reading.attribution_attitudes import PREPOSITION_LETTERS
from chancery.reading.attribution_sources import is_thing, verb_source
from chancery.reading.cues import adjective_cues, attitude_nouns, noun_cues, verb_cues
from chancery.reading.syntax import Tree
from chancery.terms.readings import Attribution, Predicate

#: Parts of speech that a learned cue may have: "per" and "reportedly" are such words too.
CUE_TAGS = frozenset({"VERB", "NOUN", "ADJ", "ADV", "ADP"})
#: Relations below a word that are told with their prepositions.
_PHRASES = frozenset({"obl", "nmod", "advcl", "acl"})
#: Sentences of fewer words are told to be short: headlines, "she asked".
_SHORT_WORDS = 14


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a word's sentence has been found to hold.

    Shapes:  `told` is the attribution that the rules made at the word, if they did; `quoted` whether the word stands in
             quotation marks, `within` whether in what somebody else is found to say, `near` whether the sentence has
             quotation marks at all, `others` whether it has other attributions.
    """

    told: Attribution | None
    quoted: bool
    within: bool
    near: bool
    others: bool


def signs(tree: Tree, at: int, predicate: Predicate | None, around: Surroundings) -> list[str]:
    """The signs of the word at token `at`, in no order; those that the network has not learned count for nothing."""
    token = tree.tokens[at]
    head = token.head
    found = [f"tag {token.xpos}", f"word {token.upos}", f"is {token.deprel}", f"lemma {tree.lemma[at]}"]
    found += _below(tree, at) + _lexicon(tree, at, predicate) + _source(tree, at)
    if predicate is not None:
        found += _predicate(tree, predicate)
    if head < 0:
        found.append("top")
    else:
        found += [f"under {tree.tokens[head].upos}", *(["under cue"] if tree.lemma[head] in verb_cues() else [])]
    told = around.told
    if told is not None:
        found += ["told", f"rule {told.rule}", f"kind {told.kind}", *(["told with source"] if told.source else [])]
    flags = {
        "quoted": around.quoted,
        "within": around.within,
        "near quotation": around.near,
        "others": around.others,
        "short": len(tree.tokens) < _SHORT_WORDS,
    }
    return found + [name for name, holds in flags.items() if holds]


def _below(tree: Tree, at: int) -> list[str]:
    """What hangs on the word, before or after it."""
    found = []
    for kid in tree.kids[at]:
        relation = tree.tokens[kid].deprel
        if relation == "punct":
            continue
        found.append(f"has {relation}" if kid > at else f"has {relation} before")
        if tree.base[kid] in _PHRASES:
            preposition = tree.preposition(kid)
            if preposition in PREPOSITION_LETTERS or preposition in ("by", "from", "into"):
                found.append(f"with {preposition}")
    return found


def _lexicon(tree: Tree, at: int, predicate: Predicate | None) -> list[str]:
    """The word's rows in the lexicon, letter by letter."""
    lemma = tree.lemma[at]
    cue = (verb_cues().get(predicate.lemma) if predicate is not None else None) or verb_cues().get(lemma)
    found = [f"verb {letter}" for letter in cue.how + cue.wide] if cue is not None else []
    for name, lexicon in (("noun", noun_cues()), ("noun", attitude_nouns()), ("adjective", adjective_cues())):
        cue = lexicon.get(lemma)
        if cue is not None:
            found += [f"{name} {letter}" for letter in cue.how + cue.wide]
    return found


def _source(tree: Tree, at: int) -> list[str]:
    """Who could be the word's source."""
    token = tree.tokens[at]
    source = None
    if token.upos == "VERB" or tree.child(at, "cop") is not None:
        passive = tree.is_passive(at)
        source = verb_source(tree, at, passive)
        found = ["passive"] if passive else []
    else:
        source, found = tree.child(at, "nmod:poss"), []
    if source is None:
        return [*found, "no source"]
    sort = "somebody" if tree.is_actor(source) else "thing" if is_thing(tree, source) else "something"
    return [*found, f"source {sort}", f"source {tree.tokens[source].upos}"]


def _predicate(tree: Tree, predicate: Predicate) -> list[str]:
    """What the layers before have made of the word."""
    found = [f"modality {predicate.modality}"]
    for argument in predicate.arguments:
        side = "after" if argument.first > predicate.token else "before"
        found.append(f"{argument.role} {side}")
        if argument.role in ("ARG0", "ARG1"):
            top = argument_head(tree, argument.first, argument.last)
            found.append(f"{argument.role} {tree.tokens[top].upos}")
            if tree.is_actor(top):
                found.append(f"{argument.role} somebody")
    return found


def argument_head(tree: Tree, first: int, last: int) -> int:
    """The first word from `first` to `last` that hangs on none of them."""
    inside = range(first, last + 1)
    return next((i for i in inside if tree.tokens[i].head not in inside), first)
