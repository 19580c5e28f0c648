"""An event on its way from a predicate to claims."""

from __future__ import annotations

from dataclasses import dataclass, field

from chancery.shelf.codebooks import Trigger
from chancery.terms import (
    Attribution,
    Dated,
    Link,
    Located,
    Participant,
    Predicate,
    Quantity,
    Sentence,
    Span,
    Speaker,
    Step,
)


@dataclass(slots=True, eq=False)
class Draft:
    """What is known so far of the event at one predicate; steps fill it in, coder turns it into claims.

    `same` is the earlier draft of this report that it restates; `tentative` where it counts only if there is one,
    unless it `stands` by itself: "the attack" may be one that nothing has told of yet.
    `peopled` where somebody takes part in it, known or not; `public` where its phrases speak of public affairs.
    """

    index: int
    predicate: Predicate
    rule: Trigger
    sentence: Sentence
    section: str
    type: str
    mode: str
    contexts: tuple[str, ...] = ()
    status: str = "happened"
    hedge: str = ""
    actors: tuple[Participant, ...] = ()
    recipients: tuple[Participant, ...] = ()
    others: tuple[tuple[str, Participant], ...] = ()
    place: Located | None = None
    when: Dated = field(default_factory=Dated)
    offset_years: int | None = None
    quantities: tuple[Quantity, ...] = ()
    topic: str = ""
    quote: str = ""
    speakers: tuple[Speaker, ...] = ()
    stance: str = "asserts"
    attribution: Attribution | None = None
    links: list[Link] = field(default_factory=list)
    not_stated: list[str] = field(default_factory=list)
    same: Draft | None = None
    same_why: str = ""
    tentative: bool = False
    stands: bool = False
    peopled: bool = True
    public: bool = False
    confidence: float = 1.0
    steps: list[Step] = field(default_factory=list)

    @property
    def trigger(self) -> Span:
        """The predicate's characters."""
        return Span(self.predicate.start, self.predicate.end)

    @property
    def first(self) -> Draft:
        """The first draft of this report for the same event."""
        draft = self
        while draft.same is not None:
            draft = draft.same
        return draft

    def parties(self) -> tuple[Participant, ...]:
        """Actors and recipients together."""
        return self.actors + self.recipients
