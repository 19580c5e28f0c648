"""Who speaks by the layout alone: the turns of a transcript and signed quotations."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from chancery.reading.attribution_spans import make
from chancery.reading.syntax import PEOPLE_NOUNS, Tree
from chancery.terms.readings import Attribution, Reading
from chancery.terms.spans import Span

_WHO = r"(?:[A-Z][\w.’'-]*)(?: (?:[A-Z][\w.’'-]*|of|the|for|de|van|von|al)){0,5}"
#: A name and a colon at the head of a paragraph, or one in capitals where a sentence may begin.
_TURN = re.compile(rf"(?P<who>{_WHO}(?:,? ?\([^()\n]{{1,60}}\))?) ?(?P<colon>:)(?=\s|$)")
_TURN_WITHIN = re.compile(
    r"(?:(?<=[.!?…—\"”)\]] )|(?<=[\n\"“]))(?P<who>[A-Z][A-Z.’'-]+(?: [A-Z][A-Z.’'-]*){0,4})(?P<colon>:)(?=\s)"
)
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
    openings: list[tuple[int, re.Match[str]]] = []  # number of the block, what opens the turn
    for number, block in enumerate(reading.report.blocks if trees else ()):
        if ":" not in text[block.start : block.end]:
            continue
        first = _TURN.match(text, block.start, block.end)
        openings.extend([(number, first)] if first is not None else [])
        openings.extend((number, found) for found in _TURN_WITHIN.finditer(text, block.start + 1, block.end))
    times = Counter(found["who"].lower() for _, found in openings)
    opened = {number for number, _ in openings}
    turns: list[Attribution] = []
    for place, (number, found) in enumerate(openings):
        who, block = found["who"], reading.report.blocks[number]
        later = openings[place + 1] if place + 1 < len(openings) else None
        end = later[1].start() if later is not None and later[0] == number else block.end
        said = _trimmed(text, found.end(), end)
        if said.start == said.end and number + 1 < len(reading.report.blocks) and number + 1 not in opened:
            said = reading.report.blocks[number + 1]  # the name has a line of its own
        if who.lower() in _NO_SPEAKERS or len(said.cut(text).split()) < 2:
            continue
        known = times[who.lower()] > 1 or (who.isupper() and len(who) > 2)
        turn = _spoken_by(trees, starts, found, "colon", said, known=known)
        turns.extend([turn] if turn is not None else [])
    return turns + _signed(reading, trees, starts)


def _trimmed(text: str, start: int, end: int) -> Span:
    """The span without the blanks at its ends."""
    words = text[start:end].strip()
    at = text.find(words, start) if words else end
    return Span(at, at + len(words))


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
    trees: Sequence[Tree], starts: Sequence[int], found: re.Match[str], sign: str, said: Span, *, known: bool
) -> Attribution | None:
    """The attribution of `said` to the name that was found beside the sign; None where it is nobody's name."""
    tree = trees[max(0, bisect_right(starts, found.start("who")) - 1)]
    inside = [i for i, token in enumerate(tree.tokens) if found.start("who") <= token.start < found.end("who")]
    if not inside:
        return None
    head = next((i for i in inside if tree.tokens[i].head not in inside), inside[-1])
    kinds = {name.kind for i in inside if (name := tree.name[i]) is not None}
    somebody = tree.tokens[head].upos == "PROPN" or tree.lemma[head] in PEOPLE_NOUNS
    if "LOC" in kinds or not ("PER" in kinds or (known and somebody)):
        return None  # a dateline, a heading
    cue, source = (Span(found.start(part), found.end(part)) for part in (sign, "who"))
    at = next((i for i, token in enumerate(tree.tokens) if token.start == cue.start), head)
    word = make(tree, at, cue, "asserts", [said], head, "turn", [])
    longest = word.source_phrase if sign == "dash" and word.source_phrase is not None else source
    return replace(word, cue=cue, source=source, source_phrase=longest.join(source), cue_phrase=cue)
