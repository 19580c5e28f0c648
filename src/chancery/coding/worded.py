"""What the words around a predicate give for a state: whether a rule holds, what it is of, and where."""

from __future__ import annotations

from chancery.coding.contents import own_words
from chancery.coding.fillers import Conditions, Filler, fillers, nested
from chancery.coding.page import Page
from chancery.shelf.codebooks import Codebook, Condition, StateRule
from chancery.terms import Located, PlaceMention, Predicate

UNREAL = ("negated", "possible", "conditional", "demanded", "generic", "planned")
"""Modalities of predicates that tell of nothing that is so."""


def holds(page: Page, codebook: Codebook, conditions: Conditions, predicate: Predicate, rule: StateRule) -> bool:
    """Whether a rule's conditions hold, where "it" may be a place named before."""

    def is_place(need: Condition) -> bool:
        return any(
            meant(page, filler) is not None
            for test in need
            if test.how == "is" and any("@place" in codebook.classes[word].marks for word in test.words)
            for role in test.roles
            for filler in fillers(page, predicate, role)
        )

    return all(conditions.holds(predicate, need) or is_place(need) for need in rule.conditions)


def words_of(page: Page, predicate: Predicate, spec: str) -> str:
    """What a state is of, in the words of the first role of the spec that names a thing; "" where none does."""
    for role in spec.split("|") if spec else ():
        for filler in fillers(page, predicate, role):
            actor = filler.actor.actor if filler.actor else None
            noun = page.sentences[filler.sentence].tokens[filler.head].upos == "NOUN"
            if actor is None or noun or (actor.kind == "group" and role != "agent"):
                return own_words(page, filler.sentence, filler.head)
    return ""


def where_of(page: Page, predicate: Predicate, spec: str) -> Located | None:
    """The place that the roles of the spec name, else one of the predicate's own or of what it acts on."""
    if not spec:
        return None
    candidates = [
        *(filler for role in spec.split("|") for filler in fillers(page, predicate, role)),
        *fillers(page, predicate, "place"),
        *fillers(page, predicate, "topic"),
    ]
    for filler in fillers(page, predicate, "patient"):
        candidates.extend(nested(page, filler.sentence, filler.head, "place"))
        candidates.extend(nested(page, filler.sentence, filler.head, "topic"))
    for filler in candidates:
        place = filler.place or meant(page, filler)
        if place is not None:
            return Located(place.place, place.text, place.span, "role")
    return None


def meant(page: Page, filler: Filler) -> PlaceMention | None:
    """The place that a pronoun points back to ("it"); None for any other word."""
    if page.sentences[filler.sentence].tokens[filler.head].upos != "PRON":
        return None
    for chain in page.reading.coreference:
        if any((one.sentence, one.head) == (filler.sentence, filler.head) for one in chain):
            named = (page.place_at(one.sentence, one.head) for one in chain)
            return next((place for place in named if place is not None), None)
    return None
