"""What cues of attitude are about: "criticised the plan", "wants to go", "the remarks angered voters"."""

from __future__ import annotations

from chancery.reading.attribution_spans import joined, make
from chancery.reading.cues import Cue
from chancery.reading.syntax import RELATIVE_WORDS, Tree
from chancery.terms.readings import Attribution, Predicate
from chancery.terms.spans import Span

#: The letter that a preposition has in the lexicon (see the header of `attribution_cues.tsv`).
PREPOSITION_LETTERS = {
    "about": "G",
    "of": "G",
    "on": "O",
    "for": "F",
    "with": "W",
    "against": "X",
    "to": "U",
    "as": "A",
    "in": "I",
    "over": "G",
    "at": "L",
}


def attitude_content(tree: Tree, at: int, how: str, passive: bool) -> tuple[list[Span], str]:
    """What a verb of attitude is about, and the rule: an object, a clause, an about-phrase, and what goes along.

    Shapes:  `how` are the capitals of the lexicon; one span or none.
    """
    content: list[Span] = []
    rule = ""
    for kid in tree.kids[at]:
        if kid < at and not (passive and tree.tokens[kid].deprel == "nsubj:pass"):
            continue
        found = _rule(tree, kid, how, passive) or (content and _goes_along(tree, kid))
        if found:
            content.append(Span(*tree.clause_chars(kid)))
            rule = rule or found
    if not content and "N" in how:
        content, rule = _antecedent(tree, at, passive), "antecedent"
    return ([content[0].join(content[-1])] if content else []), rule


def _antecedent(tree: Tree, at: int, passive: bool) -> list[Span]:
    """The noun that a relative clause or participle says it of: "the wall | she promised", "a plan | hailed by"."""
    head = tree.tokens[at].head
    relative = tree.tokens[at].deprel == "acl:relcl" and not passive
    participle = tree.tokens[at].deprel == "acl" and passive
    if not 0 <= head < at or not (relative or participle):
        return []
    subject = tree.child(at, "nsubj")
    if relative and (subject is None or tree.low[subject] in RELATIVE_WORDS):
        return []
    before = [i for i in tree.subtree(head) if i < tree.subtree(at)[0]]
    return [Span(tree.tokens[before[0]].start, tree.tokens[before[-1]].end)] if head in before else []


def _rule(tree: Tree, kid: int, how: str, passive: bool) -> str:
    base = tree.base[kid]
    if base == "ccomp":
        return "clause" if "C" in how else ""
    if base == "xcomp":
        return "to-clause" if "T" in how else ""
    if base == "obj" or (base == "iobj" and tree.child(tree.tokens[kid].head, "obj") is None):
        object_clause = "T" in how and tree.child(tree.tokens[kid].head, "xcomp", "ccomp", "advcl") is not None
        return "object" if "N" in how or object_clause else ""
    if base == "nsubj":
        return "object" if passive and "N" in how else ""
    if base == "advcl":
        marks = {tree.low[below] for below in tree.kids[kid] if tree.base[below] in ("mark", "case") and below < kid}
        if "to" in marks:
            return "to-clause" if ("U" if tree.tokens[kid].xpos == "VBG" else "T") in how else ""
        return "to-clause" if marks & {"about", "of", "over"} and "G" in how else ""
    if base == "obl":
        preposition = tree.preposition(kid)
        letter = PREPOSITION_LETTERS.get(preposition, "")
        return "phrase" if letter and letter in how else ""
    return ""


def _goes_along(tree: Tree, kid: int) -> str:
    """Whether a phrase goes on with what an object began: "criticised the move | as a mistake"."""
    base = tree.base[kid]
    if base in ("xcomp", "ccomp"):
        return "along"
    if base == "obl":
        return "along" if not tree.is_time(kid) and tree.tokens[kid].deprel not in ("obl:agent", "obl:unmarked") else ""
    if base == "advcl":
        marks = {tree.low[below] for below in tree.kids[kid] if tree.base[below] in ("mark", "case") and below < kid}
        return "along" if marks & {"for", "as", "of", "to", "from", "with"} else ""
    return ""


def feeling(tree: Tree, predicate: Predicate, cue: Cue, spoken: list[Span]) -> Attribution | None:
    """ "The remarks angered voters": the object's feeling about the subject. "They seem to agree": nobody's word."""
    at = predicate.token
    subject = tree.child(at, "nsubj", "csubj")
    source = tree.child(at, "obj") if "P" in cue.wide else None
    rest = [kid for kid in tree.kids[at] if kid > at and tree.base[kid] in ("ccomp", "xcomp")]
    if "P" in cue.wide and (source is None or not (tree.is_actor(source) or tree.tokens[source].upos == "PROPN")):
        return None
    if subject is None or ("S" in cue.wide and not rest):
        return None
    about = ([] if tree.base[subject] == "expl" else [subject]) + rest
    content = [Span(*tree.clause_chars(kid)) for kid in about]
    span = Span(tree.tokens[at].start, predicate.end)
    kind = "attitude" if "P" in cue.wide else "shown"
    return make(tree, at, span, cue.stance, joined(content), source, "feeling", spoken, kind=kind)
