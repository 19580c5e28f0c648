"""Attributions without a verb of their own: "according to", headlines, the turns of a transcript."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from chancery.reading.attribution_spans import around, make
from chancery.reading.cues import verb_cues
from chancery.reading.syntax import PEOPLE_NOUNS, Tree
from chancery.terms.readings import Attribution, Reading
from chancery.terms.spans import Span

_HEADLINE_SPEAKERS = PEOPLE_NOUNS | {"report", "source", "study", "poll", "media", "survey", "watchdog", "ngo"}


def _later_clauses(tree: Tree, head: int, cue: int) -> list[int]:
    """Coordinated clauses after a cue that does not open the sentence: what it vouches for ends before them."""
    opening = min(tree.subtree(cue)) <= 2
    return [] if opening else [i for i in tree.children(head, "conj") if i > cue and tree.child(i, "nsubj") is not None]


def according_to(tree: Tree, spoken: list[Span]) -> list[Attribution]:
    found: list[Attribution] = []
    for at, low in enumerate(tree.low):
        if low != "according" or at + 1 >= len(tree.low) or tree.low[at + 1] != "to":
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




_WHO = r"(?:[A-Z][\w.’'-]*)(?: (?:[A-Z][\w.’'-]*|of|the|for|de|van|von|al)){0,5}"
#: A name and a colon at the head of a paragraph, or one in capitals where a sentence may begin.
_TURN = re.compile(rf"(?P<who>{_WHO}(?:,? ?\([^()\n]{{1,60}}\))?) ?(?P<colon>:)(?=\s)")
_TURN_WITHIN = re.compile(r"(?:(?<=[.!?…—\"”)\]] )|(?<=[\n\"“]))(?P<who>[A-Z][A-Z.’'-]+(?: [A-Z][A-Z.’'-]*){0,4})(?P<colon>:)(?=\s)")
#: Words that open a paragraph before a colon and are nobody's name.
_NO_SPEAKERS = frozenset(
    "note update correction editor's source photo image video related read watch see more also tags topics warning "
    "disclaimer analysis opinion breaking exclusive live question answer q a here this that there".split()
)
#: "... ." — Name, at the end of a quotation.
_SIGNATURE = re.compile(rf"[\"”’'.!?…]\s*(?P<dash>[—–―]|--)\s*(?P<who>{_WHO})")


def find_turns(reading: Reading, trees: Sequence[Tree]) -> list[Attribution]:
    """The turns of a transcript ("ORLOVA: We shall stay."), and quotations that are signed ("..." — Orlova, envoy).

    A name before a colon opens a turn where it is in capitals, is a person's, or opens two paragraphs or more; what is
    said runs to the next turn or the end of its paragraph.
    """
    text = reading.report.text
    starts = [tree.sentence.start for tree in trees]
    openings: list[tuple[Span, re.Match[str]]] = []
    for block in reading.report.blocks if trees else ():
        if ":" not in text[block.start : block.end]:
            continue
        first = _TURN.match(text, block.start, block.end)
        openings.extend([(block, first)] if first is not None else [])
        openings.extend((block, found) for found in _TURN_WITHIN.finditer(text, block.start + 1, block.end))
    times = Counter(found["who"].lower() for _, found in openings)
    turns: list[Attribution] = []
    for number, (block, found) in enumerate(openings):
        who = found["who"]
        later = openings[number + 1] if number + 1 < len(openings) else None
        end = later[1].start() if later is not None and later[0] == block else block.end
        said = Span(found.end() + 1, end)
        if who.lower() in _NO_SPEAKERS or len(said.cut(text).split()) < 2:
            continue
        known = times[who.lower()] > 1 or (who.isupper() and len(who) > 2)
        turn = _spoken_by(trees, starts, found, "colon", Span(said.start, said.start + len(said.cut(text).rstrip())), known)
        turns.extend([turn] if turn is not None else [])
    return turns + _signed(reading, trees, starts)


def _signed(reading: Reading, trees: Sequence[Tree], starts: Sequence[int]) -> list[Attribution]:
    text = reading.report.text
    signed: list[Attribution] = []
    for quote in reading.quotations:
        found = _SIGNATURE.match(text, quote.end) or _SIGNATURE.match(text, max(quote.start, quote.end - 1))
        if found is None or found.start() - quote.end > 1:
            continue
        one = _spoken_by(trees, starts, found, "dash", Span(quote.start, quote.end), known=False)
        signed.extend([one] if one is not None else [])
    return signed


def _spoken_by(
    trees: Sequence[Tree], starts: Sequence[int], found: re.Match[str], sign: str, said: Span, known: bool
) -> Attribution | None:
    """The attribution of `said` to the name that was found beside the sign; None where it is nobody's name."""
    tree = trees[max(0, bisect_right(starts, found.start("who")) - 1)]
    inside = [i for i, token in enumerate(tree.tokens) if found.start("who") <= token.start < found.end("who")]
    if not inside:
        return None
    if not known and not any((name := tree.name[i]) is not None and name.kind == "PER" for i in inside):
        return None
    head = next((i for i in inside if tree.tokens[i].head not in inside), inside[-1])
    cue, source = (Span(found.start(part), found.end(part)) for part in (sign, "who"))
    at = next((i for i, token in enumerate(tree.tokens) if token.start == cue.start), head)
    word = make(tree, at, cue, "asserts", [said], head, "turn", [])
    longest = word.source_phrase if sign == "dash" and word.source_phrase is not None else source
    return replace(word, cue=cue, source=source, source_phrase=longest.join(source), cue_phrase=cue)
