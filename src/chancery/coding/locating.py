"""Where an event happened: its roles first, then its sentence, then its paragraph."""

from __future__ import annotations

from chancery.coding.drafts import Draft
from chancery.coding.fillers import Filler, fillers
from chancery.coding.page import Page
from chancery.terms import Located, PlaceMention, Step

_ROLES = {
    "RETREAT": ("origin", "place", "patient>place", "patient", "self>place"),
    "MOBILIZE": ("destination", "place", "recipient", "patient>place", "self>place"),
    "SANCTION": ("origin", "place"),
}
_DEFAULT = ("place", "patient", "destination", "self>place", "patient>place", "agent>place")
_DOERS = frozenset({"agent", "mediator", "company", "opponent", "beneficiary"})
#: Words alone have no place but where the roles name one.
_PLACELESS = frozenset(
    {"ACCUSE", "REQUEST", "AGREE", "THREATEN", "REJECT", "SUPPORT", "CONCEDE", "COOPERATE", "SANCTION"}
)


def locate(page: Page, draft: Draft) -> None:
    """Fill in the place of a draft, with the step at which it was found; none where the report names none."""
    roles = ("place",) if draft.type in _PLACELESS and draft.mode != "expel" else _ROLES.get(draft.type, _DEFAULT)
    for spec in roles:
        for filler in fillers(page, draft.predicate, spec):
            place = filler.place or _around(page, filler)
            if place is not None:
                draft.place = _located(place, "role")
                draft.steps.append(Step("coding:place", f"{spec}: {place.text}"))
                return
    if draft.type in _PLACELESS and draft.mode != "expel":
        return
    for sentences, how in (([draft.sentence.index], "sentence"), (_paragraph(page, draft), "paragraph")):
        nearest = _nearest(page, draft, sentences)
        if nearest is not None:
            draft.place = _located(nearest, how)
            draft.steps.append(Step("coding:place", f"named in the same {how}: {nearest.text}"))
            return


def _around(page: Page, filler: Filler) -> PlaceMention | None:
    """The place whose name the filler's head is a part of: a parse may cut "Nagorno-Karabakh" in two."""
    token = page.sentences[filler.sentence].tokens[filler.head]
    if token.upos != "PROPN":
        return None
    return next(
        (
            place
            for place in page.places_in.get(filler.sentence, ())
            if place.how != "acting" and place.span.start <= token.start and token.end <= place.span.end
        ),
        None,
    )


def _located(mention: PlaceMention, how: str) -> Located:
    return Located(mention.place, mention.text, mention.span, how)


def _paragraph(page: Page, draft: Draft) -> list[int]:
    return [
        sentence.index
        for sentence in page.sentences
        if sentence.block == draft.sentence.block and sentence.index < draft.sentence.index
    ]


def _nearest(page: Page, draft: Draft, sentences: list[int]) -> PlaceMention | None:
    """The place named nearest to the trigger that is no actor of the event."""
    parties = {participant.span for participant in draft.parties()}
    candidates = [
        mention
        for index in sentences
        for mention in page.places_in.get(index, ())
        if not any(span is not None and span.meets(mention.span) for span in parties)
        and mention.how != "acting"
        and not mention.place.id.startswith("name:")  # a name that no gazetteer knows may be anybody's
        and not _acts(page, mention)
        and not _elsewhere(page, draft, mention)
        and not _speaking(page, mention)
    ]
    if not candidates:
        return None
    at = draft.predicate.start
    return min(
        candidates, key=lambda mention: (mention.place.precision in ("country", "area"), abs(mention.span.start - at))
    )


def _acts(page: Page, mention: PlaceMention) -> bool:
    """Whether the place's name stands for those who act (a subject or an owner), so that it says who and not where."""
    token = page.sentences[mention.sentence].tokens[mention.head]
    if token.deprel.split(":")[0] in ("nsubj", "compound", "amod") or token.deprel in ("nmod:poss", "obl:agent"):
        return True
    return any(
        role.head == mention.head and role.role in _DOERS
        for predicate in page.reading.predicates
        if predicate.sentence == mention.sentence
        for role in predicate.roles
    )


def _speaking(page: Page, mention: PlaceMention) -> bool:
    """Whether the place only tells where a speaker sits ("the ministry in Baku said")."""
    return any(
        attribution.source is not None and attribution.source.holds(mention.span)
        for attribution in page.said_in.get(mention.sentence, ())
    )


def _elsewhere(page: Page, draft: Draft, mention: PlaceMention) -> bool:
    """Whether the place is where somebody went, so that what happened was not there."""
    return any(
        role.head == mention.head and role.role == "destination"
        for predicate in page.reading.predicates
        if predicate.sentence == mention.sentence
        for role in predicate.roles
        if draft.type != "MOBILIZE" or predicate.token != draft.predicate.token
    )
