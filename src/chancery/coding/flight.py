"""Flight as a report tells it: from where, of whom, how many; for those of its sentences that leave it out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from chancery.coding.drafts import Draft
from chancery.coding.fillers import Conditions, fillers, participants
from chancery.coding.page import Page
from chancery.coding.state_claims import people_key
from chancery.coding.worded import UNREAL, holds
from chancery.shelf.codebooks import Codebook
from chancery.terms import Located, Participant, Predicate, Quantity, Span

#: Rules whose events are of people who leave their homes.
_FLIGHT = ("sanction.exodus", "sanction.flee", "sanction.displace")


class Home:
    """From where a report says that people fled, and who they are: None and () where it does not say or says several.

    `told` where it tells of flight at all.
    """

    def __init__(self, told: bool, where: Located | None, who: tuple[Participant, ...]) -> None:
        self.told = told
        self.where = where
        self.who = who


def flight_home(page: Page, drafts: Sequence[Draft], codebook: Codebook, conditions: Conditions) -> Home:
    """What the report's words on flight give for those of its sentences that leave out who fled, or from where."""
    told = [draft for draft in drafts if draft.rule.id.startswith(_FLIGHT) and draft.status != "hypothetical"]
    places = {
        draft.place.place.id: draft.place for draft in told if draft.place and draft.place.how in ("role", "sentence")
    }
    fled = [part for draft in told for part in draft.recipients]
    nouns = [rule for rule in codebook.standing if rule.kind == "displacement" and rule.change == "opens"]
    flights = [
        (predicate, rule)
        for predicate in page.reading.predicates
        for rule in nouns
        if predicate.kind == "noun" and predicate.lemma in rule.nouns
        if holds(page, codebook, conditions, predicate, rule) and predicate.modality not in UNREAL
    ]
    for predicate, rule in flights:
        fled += participants(page, conditions, predicate, tuple(rule.parts["who"].split("|")))
    leaving = [one for one in page.reading.predicates if one.kind == "verb" and one.lemma in ("leave", "flee")]
    for predicate in [one for one, _ in flights] + (leaving if told or flights else []):
        for role in ("origin", "patient"):
            for filler in fillers(page, predicate, role):
                if filler.place is not None:
                    located = Located(filler.place.place, filler.place.text, filler.place.span, "report")
                    places.setdefault(filler.place.place.id, located)
    people = {people_key(part): (part,) for part in fled if people_key(part)}
    where = replace(next(iter(places.values())), how="report") if len(places) == 1 else None
    return Home(bool(told or flights), where, next(iter(people.values())) if len(people) == 1 else ())


def counted(page: Page, predicate: Predicate, spec: str) -> tuple[Quantity, ...]:
    """The numbers that count the people of a part ("more than 97,000 people")."""
    heads = {filler.head for role in spec.split("|") for filler in fillers(page, predicate, role)}
    return tuple(
        Quantity("displaced", one.words, one.low, one.best, one.high, one.approximate, "", Span(one.start, one.end))
        for one in page.reading.numbers
        if one.sentence == predicate.sentence and one.counted_token in heads and not one.unit
    )


def whose(told: tuple[Participant, ...], fled: tuple[Participant, ...]) -> tuple[Participant, ...]:
    """Who is displaced: those named, or where the words say "people" only, those whose flight the report tells of."""
    if any(people_key(part) for part in told) or not fled:
        return told
    return tuple(replace(part, span=None, how="inferred", why="who fled in this report") for part in fled)
