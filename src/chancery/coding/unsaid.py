"""What a report leaves unsaid of an event: what it says is not given, and what its type asks for."""

from __future__ import annotations

from collections.abc import Sequence

from chancery.coding.drafts import Draft
from chancery.coding.fillers import fillers
from chancery.coding.page import Page
from chancery.shelf.codebooks import Codebook
from chancery.terms import Participant, Step

#: Types whose doer the reader will ask for where none is named.
_ASK_WHO = frozenset({"COERCE", "REQUEST", "ASSAULT", "SANCTION", "ACCUSE", "THREATEN"})
_LEFT = frozenset({"remaining", "remain", "leftover"})


def note_unsaid(page: Page, drafts: Sequence[Draft], codebook: Codebook) -> None:
    """Fill in `not_stated` of the drafts: "actor", "name of ...", "number of ...", or the words withheld."""
    for draft in drafts:
        if draft.same is None:
            members = [other for other in drafts if other.first is draft]
            _ask(draft, members)
    _withheld(page, drafts, codebook)
    _uncounted(page, drafts)


def _ask(draft: Draft, members: Sequence[Draft]) -> None:
    actors = [part for member in members for part in member.actors]
    recipients = [part for member in members for part in member.recipients]
    if draft.type in _ASK_WHO and not actors:
        draft.not_stated.append("actor")
    if draft.rule.caused == "same" and not any(member.quantities for member in members):
        draft.not_stated.append("number displaced")
    for part in [*actors, *recipients]:
        if _unnamed(part):
            note = f"name of {part.text}"
            if note not in draft.not_stated:
                draft.not_stated.append(note)


def _unnamed(part: Participant) -> bool:
    """Whether a single body or person is spoken of without its name ("a human rights organization")."""
    words = part.text.lower().split()
    return (
        bool(words)
        and words[0] in ("a", "an", "another", "one")
        and part.actor.kind in ("group", "unknown", "organisation")
    )


def _withheld(page: Page, drafts: Sequence[Draft], codebook: Codebook) -> None:
    """Details that the report says were not given ("did not provide a timeframe for the pullout")."""
    telling = codebook.classes["telling"].lemmas
    for predicate in page.reading.predicates:
        if predicate.lemma not in telling or predicate.kind != "verb":
            continue
        for filler in fillers(page, predicate, "patient"):
            words = page.phrase(filler.sentence, filler.head).cut(page.text)
            if predicate.modality != "negated" and not words.lower().startswith("no "):
                continue
            inside = set(page.below(filler.sentence, filler.head))
            owner = next(
                (d for d in drafts if d.sentence.index == predicate.sentence and d.predicate.token in inside), None
            ) or _spoken_of(drafts, page, predicate.sentence)
            if owner is not None:
                owner.first.not_stated.append(words.removeprefix("no "))
                owner.steps.append(Step("coding:withheld", f"{predicate.lemma} negated: {words}"))


def _spoken_of(drafts: Sequence[Draft], page: Page, sentence: int) -> Draft | None:
    """The event that a sentence without one goes on about: its own first, or the first of the sentence before."""
    here = [draft for draft in drafts if draft.sentence.index == sentence]
    if here:
        return here[0]
    before = [draft for draft in drafts if draft.sentence.index == sentence - 1]
    same_block = before and before[0].sentence.block == page.sentences[sentence].block
    return before[0] if same_block else None


def _uncounted(page: Page, drafts: Sequence[Draft]) -> None:
    """Groups that are spoken of as what is left, without a number ("the remaining population")."""
    for draft in drafts:
        for _, part in [*(("", part) for part in draft.parties()), *draft.others]:
            words = part.text.lower().split()
            if any(word in _LEFT for word in words) and not any(char.isdigit() for char in part.text):
                note = f"number of {part.text}"
                if note not in draft.first.not_stated:
                    draft.first.not_stated.append(note)
