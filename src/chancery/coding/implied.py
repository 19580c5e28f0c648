"""Parties that the roles of an event's own predicate do not give, found by the syntax around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from chancery.coding.around import Around, Finder
from chancery.coding.drafts import Draft
from chancery.coding.implied_actors import ACTOR_RULES
from chancery.coding.implied_recipients import DIRECTED, RECIPIENT_RULES
from chancery.coding.page import Page
from chancery.terms import Participant, Step, meet


def imply_parties(page: Page, drafts: Sequence[Draft]) -> None:
    """Fill in the actors and recipients of drafts that have none, where their type has such a side.

    Shapes:  every party is an actor that the text names, `how` inferred and `why` the reason, with a step
             "coding:implied-actors" or "-recipients"; parties that are there already are left alone. Nobody is taken
             over from a namesake told before: on the articles to learn from, three of thirteen such were right.
    Source:  ours, decision 0005 (rules on the parse).
    """
    for draft in drafts:
        if _undergone(draft):
            draft.actors, draft.recipients = (), draft.actors
        if not draft.actors and draft.rule.actors:
            draft.actors = _first(page, draft, ACTOR_RULES, "actors")
        if not draft.recipients and (draft.rule.recipients or draft.type in DIRECTED):
            draft.recipients = _first(page, draft, RECIPIENT_RULES, "recipients")
    _answer(drafts)


#: Verbs that state an event which their subject undergoes ("faced three lawsuits", "received a prison term").
_SUFFERING = frozenset({"face", "receive", "undergo", "suffer"})
_HOSTED = frozenset({"CONSULT", "COOPERATE", "AGREE"})


def _undergone(draft: Draft) -> bool:
    """Whether the one taken for the actor is the one to whom it is done."""
    if draft.predicate.kind != "verb" or draft.predicate.lemma not in _SUFFERING or draft.recipients:
        return False
    return draft.type not in _HOSTED  # who receives an envoy acts


def _first(page: Page, draft: Draft, rules: Sequence[Finder], side: str) -> tuple[Participant, ...]:
    """The parties that the first of the rules finds that finds any; empty where none does."""
    around = Around(page, draft)
    for rule in rules:
        found, why = rule(around)
        if found:
            return _inferred(draft, found, why, side)
    return ()


def _inferred(draft: Draft, found: Sequence[Participant], why: str, side: str) -> tuple[Participant, ...]:
    draft.steps.append(Step(f"coding:implied-{side}", why))
    return tuple(replace(part, how="inferred", why=why) for part in found)


def _answer(drafts: Sequence[Draft]) -> None:
    """Make who asked the recipient of the answer: "They asked him to wait, but he declined"."""
    asked: Draft | None = None
    for draft in drafts:
        if draft.type in ("REJECT", "AGREE") and not draft.recipients and asked is not None:
            near = 0 <= draft.sentence.index - asked.sentence.index <= 1
            if near and meet(draft.actors, asked.recipients) and not meet(draft.actors, asked.actors):
                why = f'who asked for it: "{asked.predicate.lemma}"'
                draft.recipients = _inferred(draft, asked.actors, why, "recipients")
        if draft.type == "REQUEST" and draft.actors and draft.recipients:
            asked = draft
