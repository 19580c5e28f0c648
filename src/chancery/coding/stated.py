"""States that predicates state outright: "has controlled the town since May", "100,000 people had arrived"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from chancery.coding.contents import own_words
from chancery.coding.dating import date_by_words
from chancery.coding.dealings import content_words, dealing_key, of_noun, pact_key, promised_thing
from chancery.coding.drafts import Draft
from chancery.coding.fillers import Conditions, Filler, fillers, nested, participants
from chancery.coding.page import Page
from chancery.coding.speaking import attribute
from chancery.coding.state_claims import Standing, people_key, state_key
from chancery.coding.unfit import is_office, is_unfit
from chancery.shelf.codebooks import Codebook, Condition, StateRule
from chancery.terms import (
    Dated,
    Located,
    PartialDate,
    Participant,
    PlaceMention,
    Predicate,
    Quantity,
    Span,
    StateContent,
    Step,
)

_UNREAL = ("negated", "possible", "conditional", "demanded", "generic", "planned")
#: Kinds that a verb closes by what its noun names: a promise kept, a demand met, a case dropped.
_DEALT = ("commitment", "demand", "proceeding")
_CLOSING = ("closes", "closing", "suspends")
#: Rules whose events are of people who leave their homes.
_FLIGHT = ("sanction.exodus", "sanction.flee", "sanction.displace")
_MANY = 50
"""So many people at least are told of before an arrival is taken for one of the displaced. Ours."""


def find_stated(page: Page, drafts: Sequence[Draft], codebook: Codebook, conditions: Conditions) -> list[Standing]:
    """A state claim for each predicate that a standing rule of the codebook takes; the first rule that holds."""
    by_trigger = {draft.index: draft for draft in drafts}
    home = flight_home(page, drafts, codebook, conditions)
    found: list[Standing] = []
    for index, predicate in enumerate(page.reading.predicates):
        for rule in codebook.standing:
            lemmas = rule.verbs if predicate.kind == "verb" else rule.nouns if predicate.kind == "noun" else ()
            if predicate.lemma not in lemmas or not _holds(page, codebook, conditions, predicate, rule):
                continue
            if index in by_trigger and _by_event(codebook, by_trigger[index], rule):
                break  # the event opens it
            if predicate.construction.startswith("light"):
                break  # "took control" is the verb's
            if rule.kind == "displacement" and rule.change != "closing" and not home.told:
                continue  # who arrives or leaves is displaced only where a report tells of flight
            draft = _draft(page, index, rule, codebook, by_trigger.get(index))
            standing = _stated(page, draft, rule, conditions, home, codebook)
            if standing is not None:
                found.append(standing)
                break
    return found


def _by_event(codebook: Codebook, draft: Draft, rule: StateRule) -> bool:
    """Whether the event told at a predicate makes a state of the rule's kind already."""
    return any(other.kind == rule.kind and draft.rule.id in other.by for other in codebook.state_rules)


def _holds(page: Page, codebook: Codebook, conditions: Conditions, predicate: Predicate, rule: StateRule) -> bool:
    """Whether a rule's conditions hold, where "it" may be a place named before."""

    def is_place(need: Condition) -> bool:
        return any(
            _meant(page, filler) is not None
            for test in need
            if test.how == "is" and any("@place" in codebook.classes[word].marks for word in test.words)
            for role in test.roles
            for filler in fillers(page, predicate, role)
        )

    return all(conditions.holds(predicate, need) or is_place(need) for need in rule.conditions)


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
        if _holds(page, codebook, conditions, predicate, rule) and predicate.modality not in _UNREAL
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


def _draft(page: Page, index: int, rule: StateRule, codebook: Codebook, told: Draft | None) -> Draft:
    """The event told at the predicate, or where there is none a draft that stands for it, to be dated and counted."""
    if told is not None:
        return told
    predicate = page.reading.predicates[index]
    sentence = page.sentences[predicate.sentence]
    kind = "SANCTION" if rule.kind == "displacement" else "COOPERATE"
    like = next(trigger for trigger in codebook.triggers if trigger.type == kind)
    draft = Draft(index, predicate, like, sentence, page.section(sentence.index), kind, "", hedge=predicate.hedge)
    attribute(page, draft, codebook)
    date_by_words(page, draft)
    return draft


def _stated(
    page: Page, draft: Draft, rule: StateRule, conditions: Conditions, home: Home, codebook: Codebook
) -> Standing | None:
    predicate = draft.predicate
    if predicate.modality in _UNREAL:
        return None
    parts = {
        name: participants(page, conditions, predicate, tuple(rule.parts[name].split("|")))
        for name in ("who", "by", "to")
        if name in rule.parts
    }
    where = _where(page, predicate, rule.parts.get("where", ""))
    if where is not None and where.span is not None:
        held = where.span
        parts = {
            name: tuple(p for p in some if p.span is None or not p.span.meets(held)) for name, some in parts.items()
        }
    quantities = draft.quantities
    if rule.kind == "displacement" and rule.change == "holds":
        quantities = _counted(page, predicate, rule.parts["who"])
        if not any((one.best or one.low or 0) >= _MANY for one in quantities):
            return None
        parts["who"] = _whose(parts.get("who", ()), home.who)
        where = home.where
    elif rule.change == "closing" and rule.kind == "displacement":
        where = where or home.where  # "have returned home"
        if where is None:
            return None
    elif rule.kind == "displacement" and not any(people_key(part) for part in parts.get("who", ())):
        return None  # "the departure of the guests"
    what = _words(page, predicate, rule.parts.get("what", ""))
    if rule.kind in ("commitment", "demand", "proceeding"):
        what, parts = _dealt(page, predicate, rule, conditions, codebook, parts)
        if not parts.get("to" if rule.kind == "proceeding" else "by"):
            return None
    if any(not parts.get(name) for name in ("who", "to") if name in rule.parts and rule.kind not in _DEALT):
        return None
    if "where" in rule.key and where is None and rule.kind != "displacement":
        return None
    if rule.kind == "membership" and not any(part.actor.sector == "IGO" for part in parts["to"]):
        return None
    if rule.kind == "office":
        what = what or next((part.actor.role for part in parts.get("who", ()) if part.actor.role), "")
        if not is_office(what, codebook) or any(part.actor.kind != "person" for part in parts["who"]):
            return None
    change = rule.change
    if rule.kind == "agreement":
        what = re.split(r"\s(?:between|among)\s", what)[0]
    if rule.kind == "agreement" and len({part.actor.id for part in parts["who"]}) < 2:
        if not pact_key(what, codebook) or change == "opens":
            return None
        change = "changes"  # one of its parties, which need not be the end of a pact of many
    if draft.stance in ("denies", "demands", "predicts") or draft.status in ("planned", "demanded", "hypothetical"):
        return None
    content = StateContent(
        kind=rule.kind,
        change=change,
        key=dealing_key(rule.kind, parts, what, codebook) or state_key(rule.kind, rule.key, parts, where),
        who=parts.get("who", ()),
        by=parts.get("by", ()),
        to=parts.get("to", ()),
        what=what,
        where=where,
        since=_since(page, draft, rule),
        until=draft.when if change in _CLOSING else Dated(),
        status="alleged" if draft.stance in ("alleges", "opines") else "happened",
        hedge=predicate.hedge,
        quantities=quantities,
        stage=page.text[predicate.start : predicate.end].lower() if rule.kind == "proceeding" else "",
    )
    if is_unfit(content, codebook):
        return None
    steps = (Step(f"codebook:{rule.id}", f"{predicate.kind} {predicate.lemma!r}"),)
    return Standing(content, draft.sentence.index, draft.trigger, draft.speakers, draft.stance, steps)


def _dealt(
    page: Page,
    predicate: Predicate,
    rule: StateRule,
    conditions: Conditions,
    codebook: Codebook,
    parts: dict[str, tuple[Participant, ...]],
) -> tuple[str, dict[str, tuple[Participant, ...]]]:
    """What a promise, demand or case is on that a verb keeps or drops, and its parties by the noun's own words."""
    nouns = frozenset(codebook.classes["dealings"].lemmas)
    filled = dict(parts)
    for name, roles in _NOUN_ROLES[rule.kind].items():
        if not filled.get(name):
            filled[name] = of_noun(page, conditions, predicate, nouns, roles)
    if filled.get("by") == filled.get("to"):
        filled["by"] = ()  # "the trial of the minister"
    what = content_words(page, predicate, nouns) if rule.kind != "proceeding" else ""
    if rule.kind == "commitment" and not what:
        what, promise = promised_thing(page, predicate)
        if promise is not None:
            filled["by"] = participants(page, conditions, promise, ("agent",)) or filled.get("by", ())
    return what, filled


_NOUN_ROLES = {
    "commitment": {"by": ("agent",), "to": ("recipient", "beneficiary", "company")},
    "demand": {"by": ("agent",), "to": ("recipient", "content:agent")},
    "proceeding": {"by": ("agent",), "to": ("opponent", "topic", "patient", "recipient")},
}


def _since(page: Page, draft: Draft, rule: StateRule) -> Dated:
    """When the state began: the date of what opens it; of what holds, only what "since" dates."""
    if rule.change == "opens":
        return draft.when
    when = draft.when
    times = page.times_in.get(draft.sentence.index, ())
    since = any(time.preposition == "since" and page.text[time.start : time.end] in when.why for time in times)
    if rule.change != "holds" or not since or not when.date.stated:
        return Dated()
    first = when.date.edtf.split("/")[0]
    return replace(when, date=PartialDate.parse(first)) if first not in ("", "..") else when


def _counted(page: Page, predicate: Predicate, spec: str) -> tuple[Quantity, ...]:
    """The numbers that count the people of a part ("more than 97,000 people")."""
    heads = {filler.head for role in spec.split("|") for filler in fillers(page, predicate, role)}
    return tuple(
        Quantity("displaced", one.words, one.low, one.best, one.high, one.approximate, "", Span(one.start, one.end))
        for one in page.reading.numbers
        if one.sentence == predicate.sentence and one.counted_token in heads and not one.unit
    )


def _whose(told: tuple[Participant, ...], fled: tuple[Participant, ...]) -> tuple[Participant, ...]:
    """Who is displaced: those named, or where the words say "people" only, those whose flight the report tells of."""
    if any(people_key(part) for part in told) or not fled:
        return told
    return tuple(replace(part, span=None, how="inferred", why="who fled in this report") for part in fled)


def _words(page: Page, predicate: Predicate, spec: str) -> str:
    for role in spec.split("|") if spec else ():
        for filler in fillers(page, predicate, role):
            actor = filler.actor.actor if filler.actor else None
            noun = page.sentences[filler.sentence].tokens[filler.head].upos == "NOUN"
            if actor is None or noun or (actor.kind == "group" and role != "agent"):
                return own_words(page, filler.sentence, filler.head)
    return ""


def _where(page: Page, predicate: Predicate, spec: str) -> Located | None:
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
        place = filler.place or _meant(page, filler)
        if place is not None:
            return Located(place.place, place.text, place.span, "role")
    return None


def _meant(page: Page, filler: Filler) -> PlaceMention | None:
    """The place that a pronoun points back to ("it"); None for any other word."""
    if page.sentences[filler.sentence].tokens[filler.head].upos != "PRON":
        return None
    for chain in page.reading.coreference:
        if any((one.sentence, one.head) == (filler.sentence, filler.head) for one in chain):
            named = (page.place_at(one.sentence, one.head) for one in chain)
            return next((place for place in named if place is not None), None)
    return None
