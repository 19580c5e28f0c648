"""One report's account of one event: the mentions that coding joined, with what they say together."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from chancery.matching.telling import spellings, stem, told_in, verb_of
from chancery.terms import UNKNOWN_DATE, Actor, Claim, EventContent, PartialDate, Place, Quantity

_LEMMA = re.compile(r"(?:verb|noun|adjective|word|phrase) '([^']+)'")
_ENDLESS_DAYS = 10**9
# Ways in which coding finds who a group is: by the country that its report is about, or by who was named before.
_GUESSED = "the report's country"
_AGAIN = ("same noun", "coreference", "apposition")


@dataclass(frozen=True, slots=True)
class Happening:
    """What one report tells of one event; all that two reports' accounts are compared by.

    Shapes:  `first` is the id of its first mention. `types` to `statuses` as its claims have them, each once, sorted.
             `sited` is whether its own words say where, rather than those around. `date` is the narrowest date that a
             mention gives, `known` the day from which the report could be known. `triggers` are the lemmas of the words
             that tell it, nouns as verbs. `stems`, `names` and `numbers` are of its sentences, `story` the names in all
             sentences of the report that tell events; names are stems, and `spelled` says how the report writes each.
             `guessed` are ids of groups whose country is no more than that of their report. `words` is its first
             sentence. Every field is plain data.
    """

    report: str
    first: str
    mentions: tuple[str, ...]
    types: tuple[str, ...]
    modes: tuple[str, ...]
    rules: tuple[str, ...]
    statuses: tuple[str, ...]
    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    places: tuple[Place, ...]
    sited: bool
    date: PartialDate
    date_how: str
    known: PartialDate
    quantities: tuple[Quantity, ...]
    triggers: tuple[str, ...]
    stems: frozenset[str]
    names: frozenset[str]
    numbers: frozenset[str]
    story: frozenset[str]
    spelled: tuple[tuple[str, str], ...]
    guessed: frozenset[str]
    words: str

    @property
    def parties(self) -> tuple[Actor, ...]:
        """Everybody who does or undergoes it."""
        return self.actors + self.recipients


def restated(claims: Iterable[Claim]) -> Iterator[tuple[Claim, str, str]]:
    """Claims that retell an event of their report, with the mention that they retell and why coding thinks so."""
    claims = [claim for claim in claims if claim.kind == "event"]
    by_trigger = {(claim.report, claim.trigger): claim.mention for claim in claims}
    for claim in claims:
        for link in claim.event.links:
            target = by_trigger.get((claim.report, link.trigger))
            if link.relation == "same" and target and target != claim.mention:
                yield claim, target, link.why


def happenings(claims: Iterable[Claim]) -> list[Happening]:
    """The happenings that event claims tell, by id of their first mention.

    Shapes:  all event claims of a report belong in one call, since its other sentences say which story it tells;
             claims of other kinds are passed over.
    """
    events = sorted(
        {claim.id: claim for claim in claims if claim.kind == "event"}.values(),
        key=lambda claim: (claim.report, claim.trigger, claim.id),
    )
    parent = {claim.mention: claim.mention for claim in events}

    def root(mention: str) -> str:
        while parent[mention] != mention:
            mention = parent[mention]
        return mention

    order = {mention: number for number, mention in enumerate(parent)}
    for claim, target, _ in restated(events):
        one, other = sorted((root(claim.mention), root(target)), key=lambda mention: order[mention])
        parent[other] = one
    groups: dict[str, list[Claim]] = defaultdict(list)
    reports: dict[str, list[Claim]] = defaultdict(list)
    for claim in events:
        groups[root(claim.mention)].append(claim)
        reports[claim.report].append(claim)
    rest = {report: _Rest.of(members) for report, members in reports.items()}
    return [_happening(first, members, rest[members[0].report]) for first, members in sorted(groups.items())]


@dataclass(frozen=True, slots=True)
class _Rest:
    """What all event claims of a report say together."""

    story: frozenset[str]
    spelled: dict[str, str]
    guessed: frozenset[str]

    @classmethod
    def of(cls, claims: Sequence[Claim]) -> _Rest:
        spelled: dict[str, str] = {}
        for claim in claims:
            for part, word in spellings(claim.words).items():
                spelled.setdefault(part, word)
        story = frozenset().union(*(told_in(claim.words)[1] for claim in claims))
        parties = [party for claim in claims for party in (*claim.event.actors, *claim.event.recipients)]
        # Whom one phrase of the report calls by a country, another one ("they") means with it.
        said = {party.actor.id for party in parties if party.why not in (_GUESSED, *_AGAIN)}
        guessed = {party.actor.id for party in parties if party.why == _GUESSED and party.actor.kind == "group"}
        return cls(story, spelled, frozenset(guessed - said))


def _happening(first: str, claims: Sequence[Claim], rest: _Rest) -> Happening:
    contents = [claim.event for claim in claims]
    told = [told_in(words) for words in dict.fromkeys(claim.words for claim in claims)]
    date, how = _date(contents)
    stems = frozenset().union(*(stems for stems, _, _ in told))
    names = frozenset().union(*(names for _, names, _ in told))
    rules = {step.rule for claim in claims for step in claim.steps if step.rule.startswith("codebook:")}
    names |= _named(contents) & stems
    return Happening(
        report=claims[0].report,
        first=first,
        mentions=tuple(dict.fromkeys(claim.mention for claim in claims)),
        types=_each(content.type for content in contents),
        modes=_each(content.mode for content in contents),
        rules=_each(rule.removeprefix("codebook:") for rule in rules),
        statuses=_each(content.status for content in contents),
        actors=_actors(party.actor for content in contents for party in content.actors),
        recipients=_actors(party.actor for content in contents for party in content.recipients),
        places=_places(content.place.place for content in contents if content.place is not None),
        sited=any(content.place is not None and content.place.how == "role" for content in contents),
        date=date,
        date_how=how,
        known=claims[0].known,
        quantities=tuple(dict.fromkeys(quantity for content in contents for quantity in content.quantities)),
        triggers=_each(_trigger(claim) for claim in claims),
        stems=stems,
        names=names,
        numbers=frozenset().union(*(numbers for _, _, numbers in told)),
        story=rest.story,
        spelled=tuple(sorted((name, rest.spelled.get(name, name)) for name in names | rest.story)),
        guessed=rest.guessed,
        words=claims[0].words,
    )


def _named(contents: Sequence[EventContent]) -> set[str]:
    """Stems of the names of parties and places: names also where they open a sentence."""
    named = [party.actor.name for content in contents for party in (*content.actors, *content.recipients)]
    named += [content.place.place.name for content in contents if content.place is not None]
    return {stem(word) for name in named for word in name.replace("-", " ").split() if word[0].isupper()}


def _each(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({value for value in values if value}))


def _actors(actors: Iterable[Actor]) -> tuple[Actor, ...]:
    return tuple({actor.id: actor for actor in actors}.values())


def _places(places: Iterable[Place]) -> tuple[Place, ...]:
    return tuple({place.id: place for place in places}.values())


def _date(contents: Sequence[EventContent]) -> tuple[PartialDate, str]:
    """The narrowest date, a stated one before an inferred one of the same width."""
    dated = [content.when for content in contents if content.when.date.stated]
    if not dated:
        return UNKNOWN_DATE, "unknown"
    best = min(dated, key=lambda when: (when.date.days or _ENDLESS_DAYS, when.how != "stated", when.date.edtf))
    return best.date, best.how


def _trigger(claim: Claim) -> str:
    """The lemma by which the codebook found it, else the trigger as written; a noun as the verb of the same event."""
    for step in claim.steps:
        found = _LEMMA.match(step.detail) if step.rule.startswith("codebook:") else None
        if found:
            return verb_of(found[1].casefold())
    start, end = claim.trigger.start - claim.sentence.start, claim.trigger.end - claim.sentence.start
    return verb_of(claim.words[start:end].casefold())
