"""Attributions at nouns and adjectives: "the claim that", "fears of", "is confident that"."""

from __future__ import annotations

from chancery.reading.attribution_spans import make
from chancery.reading.attribution_verbs import is_that_clause
from chancery.reading.cues import Cue
from chancery.reading.predicates import event_noun
from chancery.reading.syntax import Tree
from chancery.terms.readings import Attribution, Predicate
from chancery.terms.spans import Span


def at_noun(tree: Tree, predicate: Predicate, cue: Cue, spoken: list[Span]) -> Attribution | None:
    at = predicate.token
    if tree.preposition(at) in ("in", "under") and predicate.lemma in ("charge", "order", "view", "fear"):
        return None  # "in charge of", "in view of"
    content: list[Span] = []
    for kid in tree.kids[at]:
        base = tree.base[kid]
        clause = base in ("acl", "ccomp") and tree.tokens[kid].deprel != "acl:relcl"
        preposition = tree.preposition(kid) if base == "nmod" else ""
        if (
            (clause and (is_that_clause(tree, kid) or base == "ccomp" or _has_mark(tree, kid, cue)))
            or (preposition in ("of", "about") and "g" in cue.how and _tells_event(tree, kid))
            or (preposition == "for" and "f" in cue.how)
        ):
            content.append(Span(*tree.clause_chars(kid)))
    if not content:
        return None
    agent = predicate.role("agent")
    source = agent.head if agent is not None and not agent.why.startswith("clause") else None
    if source is not None and source == at:
        source = None
    return make(tree, at, Span(predicate.start, predicate.end), cue.stance, content, source, "noun", spoken)


def _has_mark(tree: Tree, kid: int, cue: Cue) -> bool:
    marks = {tree.low[below] for below in tree.kids[kid] if tree.base[below] == "mark"}
    return ("f" in cue.how and bool(marks & {"to", "for"})) or ("g" in cue.how and "of" in marks)


def _tells_event(tree: Tree, at: int) -> bool:
    return any(event_noun(tree, i) is not None or tree.tokens[i].upos == "VERB" for i in tree.conjuncts(at))



def at_adjective(tree: Tree, spoken: list[Span]) -> list[Attribution]:
    """Attributions at predicate adjectives: "is confident that", "was critical of"."""
    return []
