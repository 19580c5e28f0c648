"""Attributions without a verb of their own: "according to" and headlines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from chancery.reading.attribution_spans import around, make
from chancery.reading.cues import verb_cues
from chancery.reading.syntax import PEOPLE_NOUNS, Tree
from chancery.terms.readings import Attribution
from chancery.terms.spans import Span

_HEADLINE_SPEAKERS = PEOPLE_NOUNS | {"report", "source", "study", "poll", "media", "survey", "watchdog", "ngo"}

_VIEWS = frozenset("view opinion eye word mind telling judgment judgement account estimation reckoning".split())


def _later_clauses(tree: Tree, head: int, cue: int) -> list[int]:
    """Coordinated clauses after a cue that does not open the sentence: what it vouches for ends before them."""
    opening = min(tree.subtree(cue)) <= 2
    return [] if opening else [i for i in tree.children(head, "conj") if i > cue and tree.child(i, "nsubj") is not None]


def according_to(tree: Tree, spoken: list[Span]) -> list[Attribution]:
    """The attributions by "according to", each with its clause as content."""
    found: list[Attribution] = []
    for at, low in enumerate(tree.low):
        if low != "according" or at + 1 >= len(tree.low) or tree.low[at + 1] != "to":
            continue
        if at + 2 < len(tree.low) and tree.low[at + 2] == "which":
            found.extend(_according_to_which(tree, at, spoken))
            continue
        source = tree.tokens[at].head if tree.base[at] in ("case", "mark") else tree.child(at, "obl", "nmod")
        if source is None or source < 0:
            source = next((i for i in range(at + 2, len(tree.low)) if tree.tokens[i].upos in ("NOUN", "PROPN")), None)
        if source is None:
            continue
        own_top = source if tree.base[at] in ("case", "mark") else at
        governor = tree.tokens[own_top].head
        if governor < 0:
            continue
        for _ in range(12):
            if tree.tokens[governor].upos in ("VERB", "AUX") or tree.tokens[governor].head < 0:
                break
            governor = tree.tokens[governor].head
        content = around(tree, governor, own_top, _later_clauses(tree, governor, own_top))
        cue = Span(tree.tokens[at].start, tree.tokens[at + 1].end)
        if content:
            found.append(make(tree, at, cue, "asserts", content, source, "according to", spoken))
    return found


def _according_to_which(tree: Tree, at: int, spoken: list[Span]) -> list[Attribution]:
    """ "A deal according to which prisoners go free": the deal says so; nothing where no noun stands above."""
    clause = tree.tokens[at + 2].head
    if clause < 0 or tree.tokens[clause].deprel != "acl:relcl" or tree.tokens[clause].head < 0:
        return []
    inside = [word for word in tree.subtree(clause) if word > at + 2 and tree.tokens[word].upos != "PUNCT"]
    if not inside:
        return []
    content = [Span(tree.tokens[inside[0]].start, tree.tokens[inside[-1]].end)]
    cue = Span(tree.tokens[at].start, tree.tokens[at + 1].end)
    return [make(tree, at, cue, "asserts", content, tree.tokens[clause].head, "according to", spoken)]


def in_the_view_of(tree: Tree, spoken: list[Span]) -> list[Attribution]:
    """The attributions by "in Orlova's view" and "in the words of Orlova", each with its clause as content."""
    found: list[Attribution] = []
    for at, lemma in enumerate(tree.lemma):
        if lemma not in _VIEWS or tree.base[at] != "obl" or tree.preposition(at) not in ("in", "by", "from"):
            continue
        owners = tree.children(at, "nmod:poss") + [
            kid for kid in tree.children(at, "nmod") if tree.preposition(kid) == "of"
        ]
        source = next((kid for kid in owners if tree.is_actor(kid)), None)
        governor = tree.tokens[at].head
        content = around(tree, governor, at) if source is not None and governor >= 0 else []
        if content:
            cue = Span(tree.tokens[at].start, tree.tokens[at].end)
            found.append(make(tree, at, cue, "opines", content, source, "according to", spoken, kind="attitude"))
    return found


def tail(tree: Tree, found: Sequence[Attribution]) -> Attribution | None:
    """ "Troops to leave, Peskov confirms" where the parse made nothing of it: comma, name, verb of saying, end."""
    words = [i for i, token in enumerate(tree.tokens) if token.upos != "PUNCT"]
    if len(words) < 4:
        return None
    at = words[-1]
    cue = verb_cues().get(tree.lemma[at])
    if cue is None or "c" not in cue.how or tree.tokens[at].upos not in ("VERB", "NOUN", "PROPN"):
        return None
    if any(attribution.cue_token == at for attribution in found):
        return None
    comma = max((i for i in range(at) if tree.low[i] in (",", "—", "–")), default=-1)
    speaker = [i for i in words if comma < i < at]
    said = [i for i in words if i < comma]
    if not speaker or len(speaker) > 6 or len(said) < 3:
        return None
    if any(tree.tokens[i].upos not in ("PROPN", "NOUN", "ADJ", "DET", "ADP", "PART") for i in speaker):
        return None
    head = speaker[-1]
    if not tree.is_actor(head) or not any(tree.tokens[i].upos in ("VERB", "AUX") for i in said):
        return None
    span = Span(tree.tokens[speaker[0]].start, tree.tokens[head].end)
    content = [Span(tree.tokens[said[0]].start, tree.tokens[said[-1]].end)]
    token = tree.tokens[at]
    made = make(tree, at, Span(token.start, token.end), cue.stance, content, head, "headline", [])
    return replace(made, source=span)


def headline(tree: Tree) -> list[Attribution]:
    """ "Minister: troops will go" and "Troops will go: minister"."""
    colons = [i for i, low in enumerate(tree.low) if low == ":" and 0 < i < len(tree.low) - 1]
    if not colons or len(tree.tokens) > 30:
        return []
    at = colons[0]
    before, after = range(at), range(at + 1, len(tree.tokens))
    for speaker, said in ((before, after), (after, before)):
        words = [i for i in speaker if tree.tokens[i].upos != "PUNCT"]
        rest = [i for i in said if tree.tokens[i].upos != "PUNCT"]
        if not 0 < len(words) <= 5 or len(rest) < 3 or any(tree.tokens[i].upos in ("VERB", "AUX") for i in words):
            continue
        head = next((i for i in words if tree.tokens[i].head not in words), words[-1])
        speaks = (
            any((name := tree.name[i]) is not None and name.kind in ("PER", "ORG") for i in words)
            or tree.lemma[head] in _HEADLINE_SPEAKERS
        )
        if speaks and any(tree.tokens[i].upos in ("VERB", "AUX") for i in rest):
            cue = Span(tree.tokens[at].start, tree.tokens[at].end)
            content = [Span(tree.tokens[rest[0]].start, tree.tokens[rest[-1]].end)]
            return [make(tree, at, cue, "asserts", content, head, "headline", [])]
    return []
