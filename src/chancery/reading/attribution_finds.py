"""The source and content of a cue that no rule knows: what a word of its kind commonly has them in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from chancery.reading.attribution_attitudes import attitude_content
from chancery.reading.attribution_nouns import LIGHT_VERBS_OF_SPEECH, content_of_noun
from chancery.reading.attribution_sources import is_thing, verb_source
from chancery.reading.attribution_spans import around, joined, make, without_preposition
from chancery.reading.attribution_traits import argument_head
from chancery.reading.cues import Cue
from chancery.reading.syntax import Tree
from chancery.terms.readings import Attribution, Predicate
from chancery.terms.spans import Span

#: All constructions of the lexicon that tell what an attitude is about.
_ANY = Cue("asserts", "", "CTNGFWXUAOIL")
#: Most words from a verb to its object that still make one cue.
_NEAR = 4


def find_at(tree: Tree, at: int, predicate: Predicate | None, spoken: Sequence[Span]) -> Attribution | None:
    """The attribution at a word that is known to be the head of a cue; None where nothing tells what it is about."""
    tag = tree.tokens[at].upos
    words: list[int] = []
    if tag == "VERB":
        source, content = _at_verb(tree, at, predicate)
    elif tag == "NOUN":
        source, content, words = _at_noun(tree, at)
    elif tag == "ADJ":
        source, content = _at_adjective(tree, at)
    else:
        source, content = _beside_clause(tree, at)
    if not content and tag == "VERB":
        content = [quote for quote in spoken if quote.start >= tree.tokens[at].end]
    if not content:
        return None
    content, selected = without_preposition(tree, at, joined(content))
    kind = "shown" if source is not None and is_thing(tree, source) else "attitude"
    token = tree.tokens[at]
    span = Span(token.start, predicate.end if predicate is not None and tag == "VERB" else token.end)
    found = make(tree, at, span, "asserts", content, source, "learned", spoken, kind=kind, with_words=words + selected)
    return replace(found, cue_lemma=predicate.lemma) if predicate is not None else found


def _at_verb(tree: Tree, at: int, predicate: Predicate | None) -> tuple[int | None, list[Span]]:
    passive = tree.is_passive(at)
    source = verb_source(tree, at, passive)
    arguments = predicate.arguments if predicate is not None else ()
    if source is None:
        agent = next((one for one in arguments if one.role == "ARG0"), None)
        source = argument_head(tree, agent.first, agent.last) if agent is not None else None
    content, _ = attitude_content(tree, at, _ANY.wide, passive)
    if not content:
        content = [Span(one.start, one.end) for one in arguments if one.role == "ARG1" and one.first > at][:1]
    return source, content


def _at_noun(tree: Tree, at: int) -> tuple[int | None, list[Span], list[int]]:
    """Also the words of a verb that makes one cue with the noun: "expressed concern"."""
    content = content_of_noun(tree, at, tree.kids[at], _ANY)
    verb = tree.tokens[at].head
    light = tree.base[at] == "obj" and 0 <= verb < at and tree.lemma[verb] in LIGHT_VERBS_OF_SPEECH
    words = list(range(verb, at)) if light and at - verb <= _NEAR else []
    source = tree.child(at, "nmod:poss")
    if source is None and light:
        source = verb_source(tree, verb, tree.is_passive(verb))
        content = content or content_of_noun(tree, at, tree.kids[verb], _ANY)
    return source, content, words


def _at_adjective(tree: Tree, at: int) -> tuple[int | None, list[Span]]:
    verb = tree.tokens[at].head if tree.base[at] == "xcomp" else at
    kids = sorted({kid for top in (at, verb) if top >= 0 for kid in tree.kids[top] if kid > at})
    return verb_source(tree, verb, passive=False), content_of_noun(tree, at, kids, _ANY)


def _beside_clause(tree: Tree, at: int) -> tuple[int | None, list[Span]]:
    """ "Reportedly", "per the decree": the clause that the word, or its phrase, stands in."""
    source = tree.tokens[at].head if tree.base[at] in ("case", "mark") else None
    top = at if source is None else source
    governor = tree.tokens[top].head
    return source, around(tree, governor, top) if governor >= 0 else []
