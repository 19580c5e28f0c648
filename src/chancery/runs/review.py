"""People's corrections made: ids resolved, names found on the lists, judgements passed, and what came of it told."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product
from typing import TYPE_CHECKING

from chancery.record.anchors import anchor_features, is_anchor
from chancery.record.clusters import by_person
from chancery.record.corrections import in_force, undone_ids
from chancery.record.statuses import text_order
from chancery.runs.recoding import recoded_changes
from chancery.terms import Claim, Event, Feature, InputError, Judgement, State, UnknownIdError

if TYPE_CHECKING:
    from chancery.record import Record

NAME_VARIABLE = "CHANCERY_NAME"
VERDICTS = ("accept", "reject", "merge", "split", "recode", "undo")
_LONGEST_NAME_CHARS = 80
_SHOWN = 3
_SHORTEST_ID_CHARS = 2


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person wants done.

    Shapes:  `verdict` is one of VERDICTS; `ids` of events, states, claims or mentions, for undo of judgements, whole or
             as they begin; accept and reject also take the id of one unsure pair, to merge it or keep it apart.
             `changes` are for recode: type, mode, status, date (EDTF), actors and recipients (names with
             ";" between), place (a name); "" takes away what is there.
    """

    verdict: str
    ids: tuple[str, ...]
    reason: str
    name: str
    changes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Made:
    """The judgements that a correction became, and in one line what has changed in the record."""

    judgements: tuple[Judgement, ...]
    line: str


@dataclass(frozen=True, slots=True)
class _Meant:
    """What an id means: its mentions, each by its claims; `state` is the kind of state where it is one's."""

    kind: str
    id: str
    claims: tuple[Claim, ...]
    state: str = ""

    @property
    def mentions(self) -> tuple[str, ...]:
        """Ids of the mentions, in order of text."""
        return tuple(dict.fromkeys(claim.mention for claim in self.claims))

    def of(self, mention: str) -> Claim:
        """The first claim of a mention."""
        return next(claim for claim in self.claims if claim.mention == mention)


def whose(name: str | None) -> str:
    """The name that a judgement is passed under: the one given, else what CHANCERY_NAME says.

    Raises:  InputError where neither names anybody.
    """
    found = " ".join((name if name is not None else os.environ.get(NAME_VARIABLE, "")).split())
    if not found:
        raise InputError("nobody is named who judges", remedy=f"give --name NAME, or set {NAME_VARIABLE}")
    if len(found) > _LONGEST_NAME_CHARS:
        raise InputError(f"a name of {len(found)} characters is too long", remedy="give the name alone")
    return found


def make_correction(record: Record, correction: Correction) -> Made:
    """Pass the judgements that a correction means, and have the record computed anew with them.

    Shapes:  what one correction means is one act: its judgements have one time, and are undone together.
    Raises:  InputError where name, reason or what is to be done is missing or wrong; UnknownIdError where an id is not
             known; RecordError where the clock is behind an earlier judgement.
    """
    name, reason = whose(correction.name), " ".join(correction.reason.split())
    if not reason:
        raise InputError("no reason is given", remedy="say why, so that others can follow: --reason WORDS")
    if correction.verdict not in VERDICTS:
        raise InputError(f"nobody can {correction.verdict!r}", remedy=f"one of {', '.join(VERDICTS)}")
    if not correction.ids:
        raise InputError(f"nothing to {correction.verdict}", remedy="give an id, as brief, timeline and review show it")
    by = f"person:{name}"
    if correction.verdict == "undo":
        drafts = _undos(record, correction.ids, by, reason)
        touched = _touched(record, drafts)
    else:
        correction = _of_pair(record, correction)
        meant = [_meant(record, one) for one in correction.ids]
        drafts = _Drafting(record, by, reason, meant).draft(correction)
        touched = tuple(claim for one in meant for claim in one.claims)
    places = {(claim.report, claim.trigger) for claim in touched}
    beside = record.claims_of({claim.report for claim in touched})
    # What an event at the same trigger opened or closed goes with it.
    touched = (*touched, *(claim for claim in beside if (claim.report, claim.trigger) in places))
    before = record.homes(claim.id for claim in touched)
    passed = record.add_persons(drafts)
    if record.unmatched:
        record.rebuild()
    return Made(passed, _outcome(record, correction.verdict, touched, before))


def events_told(record: Record, mentions: Iterable[str]) -> tuple[str, ...]:
    """The id of the event that each mention is told in now, "" for one that is told in none."""
    found = []
    for mention in mentions:
        events, _ = record.homes(claim.id for claim in _claims_of_mention(record, mention))
        found.append(events[0].id if events else "")
    return tuple(found)


def _of_pair(record: Record, correction: Correction) -> Correction:
    """The correction that an answer to an unsure pair means: accepted it is a merge of its events, rejected a split."""
    begun = [(given, record.ruled_as(given.strip())) for given in correction.ids if _may_be_judgement(given)]
    pairs = [(given, one) for given, some in begun for one in some]
    if not pairs:
        return correction
    verdict = {"accept": "merge", "reject": "split"}.get(correction.verdict, correction.verdict)
    if len(pairs) > 1 or len(correction.ids) > 1:
        several = len(correction.ids) > 1
        found = "one judgement is answered at a time" if several else f"more than one id begins with {pairs[0][0]}"
        raise InputError(found, remedy="give one judgement's id alone, as chancery review --list shows it")
    [(_, pair)] = pairs
    if by_person(pair):
        raise InputError(f"judgement {pair.id} is a person's", remedy="take it back: chancery judge undo ID")
    if pair.verdict != "unsure" or verdict not in ("merge", "split"):
        found = f"judgement {pair.id} says {pair.verdict}; what is unsure can be accepted or rejected"
        raise InputError(found, remedy="give the ids of the events, claims or mentions")
    mentions = (pair.left, pair.right)
    events = events_told(record, mentions)
    # Events as far as there are two of them: what else was judged between them is settled as well.
    return replace(correction, verdict=verdict, ids=events if all(events) and events[0] != events[1] else mentions)


def _may_be_judgement(given: str) -> bool:
    return given.strip().startswith("j") and len(given.strip()) >= _SHORTEST_ID_CHARS


class _Drafting:
    """Judgements drafted for what a person wants of things in a record."""

    def __init__(self, record: Record, by: str, reason: str, meant: Sequence[_Meant]) -> None:
        self._record = record
        self._by = by
        self._reason = reason
        self._meant = meant
        reports = {claim.report for one in meant for claim in one.claims}
        self._around = record.claims_of(reports)
        self._standing = in_force(record.persons())

    def draft(self, correction: Correction) -> list[Judgement]:
        """The judgements, without their time."""
        verdict = correction.verdict
        if verdict == "merge":
            return self._merged()
        if verdict == "split":
            return self._parted()
        if verdict == "recode":
            return self._recoded(correction.changes)
        said = {"accept": "accepted", "reject": "rejected"}[verdict]
        return [self._over(one, mention, said) for one in self._meant for mention in one.mentions]

    def _over(self, meant: _Meant, mention: str, verdict: str, changes: Mapping[str, str] | None = None) -> Judgement:
        limits = {"state": meant.state} if meant.state else {}
        kept = anchor_features(meant.of(mention), None, self._around)
        given = tuple({**limits, **(changes or {})}.items())
        return Judgement(mention, "", verdict, 1.0, self._reason, self._by, "", kept, "mention", given)

    def _recoded(self, changes: Mapping[str, str]) -> list[Judgement]:
        drafts = []
        for one in self._meant:
            for mention in one.mentions:
                drafts.append(self._over(one, mention, "recoded", recoded_changes(one.of(mention), changes)))
        return drafts

    def _pair(self, one: Claim, other: Claim, verdict: str) -> Judgement:
        left, right = sorted((one, other), key=lambda claim: claim.mention)
        # What the rules compared goes along, so that the judgement teaches what it was passed on.
        compared = self._compared(left.mention, right.mention)
        kept = (*anchor_features(left, right, self._around), *compared)
        return Judgement(left.mention, right.mention, verdict, 1.0, self._reason, self._by, "", kept)

    def _compared(self, left: str, right: str) -> tuple[Feature, ...]:
        found = [one for one in self._record.rulings([left]) if (one.left, one.right) == (left, right)]
        rules = [one for one in found if not by_person(one)] or found
        return tuple(one for judgement in rules[:1] for one in judgement.features if not is_anchor(one))

    def _merged(self) -> list[Judgement]:
        """Every mention with the first one, and every two that somebody has kept apart before."""
        self._only_events("merged")
        whole = self._whole()
        if len(whole) < 2:
            found = "that is one event" if len(self._meant) == 1 else "these are one event already"
            raise InputError(f"a merge needs two events; {found}", remedy="give the ids of two different events")
        claims = {mention: one.of(mention) for one in whole for mention in one.mentions}
        first, *others = claims.values()
        apart = {(j.left, j.right) for j in self._standing if j.kind == "pair" and j.verdict == "different"}
        pairs = {_ordered(first, other) for other in others}
        pairs |= {(a, b) for a, b in apart if a in claims and b in claims}
        return [self._pair(claims[a], claims[b], "same") for a, b in sorted(pairs)]

    def _parted(self) -> list[Judgement]:
        """Mentions off the rest of their event; or two events, or two mentions, from each other."""
        self._only_events("split")
        events = [one for one in self._meant if one.kind == "event"]
        single = {mention: one.of(mention) for one in self._meant if one.kind != "event" for mention in one.mentions}
        if len(events) > 1:
            if single or len(events) > 2:
                raise InputError("too many things to split", remedy="give two events, or one event and its mentions")
            return self._between(*events)
        if not events and len(single) == 2:
            one, other = single.values()
            return [self._pair(one, other, "different")]
        if not single:
            raise InputError(
                f"event {events[0].id} is to be split, but into what is not said",
                remedy=f"give the mention that is another event: {' or '.join(events[0].mentions[:_SHOWN])}",
            )
        whole = events or self._whole()
        rest = [one.of(m) for one in whole for m in one.mentions if m not in single]
        stray = [m for m in single if events and m not in events[0].mentions]
        if stray:
            raise InputError(f"{stray[0]} is no mention of event {events[0].id}", remedy="chancery why ID shows them")
        if not rest:
            raise InputError("nothing is left to split it from", remedy="the event has no other mention")
        return [self._pair(one, other, "different") for one, other in product(single.values(), rest)]

    def _between(self, one: _Meant, other: _Meant) -> list[Judgement]:
        """Two events kept apart: their first mentions, and every two that somebody judged to be the same, or unsure."""
        pairs = {_ordered(one.of(one.mentions[0]), other.of(other.mentions[0]))}
        here, there = set(one.mentions), set(other.mentions)
        for judgement in self._record.rulings(here):
            if {judgement.left, judgement.right} & there and judgement.verdict != "different":
                pairs.add((judgement.left, judgement.right))
        claims = {mention: side.of(mention) for side in (one, other) for mention in side.mentions}
        return [self._pair(claims[a], claims[b], "different") for a, b in sorted(pairs)]

    def _whole(self) -> list[_Meant]:
        """The events that what is meant belongs to; what belongs to none stands for itself."""
        found: dict[str, _Meant] = {}
        for one in self._meant:
            if one.kind == "event":
                found[one.id] = one
                continue
            events, _ = self._record.homes(claim.id for claim in one.claims)
            for event in events:
                found[event.id] = _event_meant(self._record, event)
            if not events:
                found[one.id] = one
        self._around = self._record.claims_of({claim.report for one in found.values() for claim in one.claims})
        return list(found.values())

    def _only_events(self, what: str) -> None:
        for one in self._meant:
            if any(claim.kind != "event" for claim in one.claims):
                remedy = "give what is told of events; states follow from them"
                raise InputError(f"{one.id} is of a state or opinion and cannot be {what}", remedy=remedy)


def _ordered(one: Claim, other: Claim) -> tuple[str, str]:
    low, high = sorted((one.mention, other.mention))
    return low, high


def _meant(record: Record, prefix: str) -> _Meant:
    found = record.find(prefix)
    item = found.item
    if isinstance(item, Event):
        return _event_meant(record, item)
    if isinstance(item, State):
        held = [claim for claim in _claims(record, item.claims) if claim.kind == "state"]
        return _Meant("state", item.id, tuple(held), item.kind)
    if isinstance(item, Claim):
        return _Meant("claim", item.id, (item,), item.state.kind if item.kind == "state" else "")
    if isinstance(item, tuple):
        return _Meant("mention", found.id, tuple(sorted(item, key=text_order)))
    raise InputError(f"{found.id} is a report", remedy="give an event, state, claim or mention of it: chancery review")


def _event_meant(record: Record, event: Event) -> _Meant:
    return _Meant("event", event.id, tuple(claim for claim in _claims(record, event.claims) if claim.kind == "event"))


def _claims(record: Record, ids: Iterable[str]) -> list[Claim]:
    found = [record.find(one).item for one in ids]
    return sorted((one for one in found if isinstance(one, Claim)), key=text_order)


def _claims_of_mention(record: Record, mention: str) -> tuple[Claim, ...]:
    try:
        item = record.find(mention).item
    except UnknownIdError:
        return ()
    return item if isinstance(item, tuple) else ()


def _undos(record: Record, prefixes: Iterable[str], by: str, reason: str) -> list[Judgement]:
    """One undo for each judgement of the acts that the ids belong to, as far as they are not taken back already."""
    persons = record.persons()
    undone = undone_ids(persons)
    drafts: dict[str, Judgement] = {}
    for prefix in prefixes:
        wanted = prefix.strip()
        begun = [one for one in persons if one.id.startswith(wanted)] if len(wanted) >= _SHORTEST_ID_CHARS else []
        if len({one.id for one in begun}) != 1:
            found = "more than one judgement has" if begun else "no person's judgement has"
            some = ", ".join(one.id for one in begun[:_SHOWN])
            remedy = f"give more of it: {some}" if begun else "chancery judge list shows the judgements"
            raise UnknownIdError(f"{found} an id that begins with {wanted!r}", remedy=remedy)
        act = [one for one in persons if (one.by, one.when) == (begun[0].by, begun[0].when)]
        open_still = [one for one in act if one.id not in undone]
        if not open_still:
            raise InputError(f"judgement {begun[0].id} is taken back already", remedy="undo the undo to have it back")
        for one in open_still:
            drafts[one.id] = Judgement(one.id, "", "undone", 1.0, reason, by, "", (), "undo")
    return [drafts[key] for key in sorted(drafts)]


def _touched(record: Record, undos: Iterable[Judgement]) -> tuple[Claim, ...]:
    """The claims of the mentions that what is undone (or what that undid, and so on) was over."""
    known = {one.id: one for one in record.persons()}
    found: dict[str, Claim] = {}
    for one in undos:
        target = one
        while target.kind == "undo" and target.left in known:
            target = known[target.left]
        for mention in (target.left, target.right):
            if mention:
                found |= {claim.id: claim for claim in _claims_of_mention(record, mention)}
    return tuple(found.values())


def _outcome(
    record: Record,
    verdict: str,
    touched: Sequence[Claim],
    before: tuple[tuple[Event, ...], tuple[State, ...]],
) -> str:
    """One line: what the claims belong to now, and what is there no more."""
    events, states = record.homes(claim.id for claim in touched)
    now = {one.id for one in events} | {one.id for one in states}
    parts = [_event_words(one) for one in events[:_SHOWN]] + [_state_words(one) for one in states[:_SHOWN]]
    rest = len(events) + len(states) - len(parts)
    if rest > 0:
        parts.append(f"and {rest} more")
    former = [("event", one.id) for one in before[0]] + [("state", one.id) for one in before[1]]
    for noun, identity in former:
        if identity not in now:
            parts.append(f"{noun} {identity} {'goes on without it' if _still(record, identity) else 'is gone'}")
    past = {"split": "split", "undo": "undone"}.get(verdict, verdict.removesuffix("e") + "ed")
    return f"{past}: {'; '.join(parts) or 'nothing rests on it now'}"


def _still(record: Record, identity: str) -> bool:
    try:
        return record.find(identity).id == identity
    except UnknownIdError:
        return False


def _event_words(event: Event) -> str:
    code = " ".join(part for part in (event.type, event.mode) if part)
    date = event.when.date.edtf or "not dated"
    many = f"{len(event.mentions)} mention{'' if len(event.mentions) == 1 else 's'}"
    return f"event {event.id} is {code}, {event.status}, {date}, {many}, confidence {event.confidence:.2f}"


def _state_words(state: State) -> str:
    since, until = state.since.date.edtf or "unknown", state.until.date.edtf
    return f"state {state.id} is {state.kind}, {state.status}, since {since}{f' until {until}' if until else ''}"
