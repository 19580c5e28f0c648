"""States that predicates state outright: "has controlled the town since May", "100,000 people had arrived"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from chancery.coding.dating import date_by_words
from chancery.coding.dealings import dealing_key
from chancery.coding.drafts import Draft
from chancery.coding.fillers import participants
from chancery.coding.page import Page
from chancery.coding.speaking import attribute
from chancery.coding.state_claims import Standing, not_stated, state_key
from chancery.coding.stated_kinds import Setting, Told, is_told
from chancery.coding.storyline import date_by_report, date_by_story
from chancery.coding.unfit import is_unfit
from chancery.coding.worded import UNREAL, holds, where_of, words_of
from chancery.shelf.codebooks import Codebook, StateRule
from chancery.terms import Dated, PartialDate, StateContent, Step

_CLOSING = ("closes", "closing", "suspends")
_NOT_SO = ("denies", "demands", "predicts")
_NOT_YET = ("planned", "demanded", "hypothetical")


def find_stated(drafts: Sequence[Draft], setting: Setting) -> list[Standing]:
    """A state claim for each predicate that a standing rule of the codebook takes, by the first rule that tells enough.

    Of fighting and of something else one predicate can tell at once, and then there are two.
    """
    page, codebook, conditions = setting.page, setting.codebook, setting.conditions
    by_trigger = {draft.index: draft for draft in drafts}
    found: list[Standing] = []
    for index, predicate in enumerate(page.reading.predicates):
        fought = False
        for rule in codebook.standing:
            if fought and rule.kind == "hostilities":
                continue
            lemmas = rule.verbs if predicate.kind == "verb" else rule.nouns if predicate.kind == "noun" else ()
            if predicate.lemma not in lemmas or not holds(page, codebook, conditions, predicate, rule):
                continue
            if index in by_trigger and _by_event(codebook, by_trigger[index], rule):
                break  # the event opens it
            if predicate.construction.startswith("light"):
                break  # "took control" is the verb's
            if rule.kind == "displacement" and rule.change != "closing" and not setting.home.told:
                continue  # who arrives or leaves is displaced only where a report tells of flight
            draft = _draft(setting, index, rule, by_trigger.get(index))
            standing = _stated(draft, rule, setting)
            if standing is not None:
                found.append(standing)
                fought = rule.kind == "hostilities"
                if not fought:
                    break  # a truce that collapses is also an agreement that ends
    return found


def _by_event(codebook: Codebook, draft: Draft, rule: StateRule) -> bool:
    """Whether the event told at a predicate makes a state of the rule's kind already."""
    return any(other.kind == rule.kind and draft.rule.id in other.by for other in codebook.state_rules)


def _draft(setting: Setting, index: int, rule: StateRule, told: Draft | None) -> Draft:
    """The event told at the predicate, or where there is none a draft that stands for it, to be dated and counted."""
    if told is not None:
        return told
    page, codebook = setting.page, setting.codebook
    predicate = page.reading.predicates[index]
    sentence = page.sentences[predicate.sentence]
    kind = {"displacement": "SANCTION", "hostilities": "ASSAULT"}.get(rule.kind, "COOPERATE")
    like = next(trigger for trigger in codebook.triggers if trigger.type == kind)
    draft = Draft(index, predicate, like, sentence, page.section(sentence.index), kind, "", hedge=predicate.hedge)
    attribute(page, draft, codebook)
    date_by_words(page, draft)
    if rule.kind == "hostilities":
        date_by_story(page, [draft])
        date_by_report(page, [draft], setting.report)
    return draft


def _stated(draft: Draft, rule: StateRule, setting: Setting) -> Standing | None:
    """The state claim of one predicate, None where it is not so or too little is told of it."""
    told = _told(draft, rule, setting)
    if told is None or not is_told(told, setting):
        return None
    content = _content(told, setting)
    if is_unfit(content, setting.codebook):
        return None
    predicate = draft.predicate
    steps = (Step(f"codebook:{rule.id}", f"{predicate.kind} {predicate.lemma!r}"),)
    return Standing(content, draft.sentence.index, draft.trigger, draft.speakers, draft.stance, steps)


def _told(draft: Draft, rule: StateRule, setting: Setting) -> Told | None:
    """What the predicate's own phrases give; None where they tell of nothing that is so."""
    page, predicate = setting.page, draft.predicate
    if predicate.modality in UNREAL or draft.stance in _NOT_SO or draft.status in _NOT_YET:
        return None
    parts = {
        name: participants(page, setting.conditions, predicate, tuple(rule.parts[name].split("|")))
        for name in ("who", "by", "to")
        if name in rule.parts
    }
    where = where_of(page, predicate, rule.parts.get("where", ""))
    if where is not None and where.span is not None:
        held = where.span
        parts = {
            name: tuple(p for p in some if p.span is None or not p.span.meets(held)) for name, some in parts.items()
        }
    what = words_of(page, predicate, rule.parts.get("what", ""))
    return Told(draft, rule, rule.change, parts, where, what, draft.quantities)


def _content(told: Told, setting: Setting) -> StateContent:
    draft, rule, predicate = told.draft, told.rule, told.draft.predicate
    dealt = dealing_key(rule.kind, told.parts, told.what, setting.codebook)
    return StateContent(
        kind=rule.kind,
        change=told.change,
        key=dealt or state_key(rule.kind, rule.key, told.parts, told.where),
        who=told.party("who"),
        by=told.party("by"),
        to=told.party("to"),
        what=told.what,
        where=told.where,
        since=_since(setting.page, draft, rule),
        until=draft.when if told.change in _CLOSING else Dated(),
        status="alleged" if draft.stance in ("alleges", "opines") else "happened",
        hedge=predicate.hedge,
        quantities=told.quantities,
        not_stated=not_stated(rule.kind, told.parts),
        stage=setting.page.text[predicate.start : predicate.end].lower() if rule.kind == "proceeding" else "",
    )


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
