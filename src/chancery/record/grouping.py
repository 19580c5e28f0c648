"""Which state claims are about one state."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from itertools import combinations
from typing import Protocol, TypeVar

from chancery.record.merge import covers, side_of
from chancery.record.statuses import text_order
from chancery.terms import Actor, Claim, Event, Participant

Name = tuple[str, ...]
"""Kind and key of a state (control: and holders); without a key, or with one that names its parties only: kind, that
key or "", its event's cluster, its wording or ""."""
_WORDED = 4

_NAMED_BY_PARTS = frozenset({"presence", "membership"})
"""Kinds that holder and place (or organisation) make unique, so that a vaguer naming of these means the same state."""
_BY_MATTER = frozenset({"agreement", "commitment", "demand", "proceeding"})
"""Kinds of which several stand between the same parties at a time: what each is on tells them apart."""
_OPENS = "opens"
_WORD = re.compile(r"\w{3,}")
_NUMBER = re.compile(r"\d[\d.,]*")
_SAYS_NOTHING = frozenset(
    "the and that this its their his her with for from between new agreement deal accord pact treaty memorandum truce "
    "ceasefire armistice settlement demand request promise pledge offer commitment case suit lawsuit charge "
    "investigation inquiry probe complaint proceeding proceedings".split()
)
"""Words of a dealing that do not tell what it is on."""
_ALIKE_SHARE = 0.5
"""Share of the shorter wording's words that two wordings of one thing asked for or promised have in common. Ours."""


_STILL_DAYS = 180
"""Flight from a place of which nothing was told for longer is not surely the same flight. Ours, as in the views."""


_STILL_FIGHTING_DAYS = 366
"""Fighting over a ground of which nothing was told for longer is not surely the same fighting. Ours."""
_SIDES = 2

_T = TypeVar("_T", "_Flight", "_Fight")


_GUESSED = "the report's country"
"""How matching marks a bare "people" whose country no word gives."""


class Makers(Protocol):
    """Which events state claims speak of."""

    def home(self, claim: Claim) -> Event | None:
        """The event that the state hangs on, None where none is told."""
        ...

    def maker(self, claim: Claim) -> Event | None:
        """The event that makes the claim's change, None where none is told."""
        ...


def people_of(party: Participant) -> str:
    """The country or people that fled, as the words tell; "" where they do not ("people", in a report on Congo)."""
    return "" if party.why == _GUESSED else party.actor.country or party.actor.ethnicity


def node_of(claim: Claim, roots: Mapping[str, str], event: Event | None) -> str:
    """The cluster of an event, or of the claim's own mention where there is none."""
    return roots[event.mentions[0] if event else claim.mention]


def group_claims(claims: Sequence[Claim], makers: Makers, roots: Mapping[str, str]) -> dict[Name, list[Claim]]:
    """Claims by state, in order of name. A key names a state; without one, the happening that it hangs on does.

    Two names of a kind are one state, unless some mention has both, where
    - one happening makes the same change to both (a body's "Russian peacekeepers" and its headline's "Russia"), or
    - the kind is named by its parts and one says less of them than just one other does, or
    - both are flight from one place, told of within half a year, and nothing says that it is of other people, or
    - both are fighting over one ground, told of within a year, of which one names no sides, or only ends what the other
      tells of, and nothing says that it is between others.
    """
    ordered = sorted(claims, key=text_order)
    nodes = {claim.id: node_of(claim, roots, makers.home(claim)) for claim in ordered}
    groups = _Groups(ordered, nodes)
    touching: dict[tuple[str, str, str], set[Name]] = {}
    for claim in ordered:
        touching.setdefault((claim.state.kind, claim.state.change, nodes[claim.id]), set()).add(groups.names[claim.id])
    for _, names in sorted(touching.items()):
        for one, other in combinations(sorted(names), 2):
            if not (_wording(one) and _wording(other)) or _alike(_wording(one), _wording(other)):
                groups.join(one, other)
    groups.join_vaguer()
    groups.join_flights()
    groups.join_fights()
    groups.join_dealings()
    return groups.claims()


class _Groups:
    """Claims under names, and names that turn out to be one."""

    def __init__(self, ordered: Sequence[Claim], nodes: Mapping[str, str]) -> None:
        wordings: dict[tuple[str, str, str], set[str]] = {}
        for claim in ordered:
            mark = (claim.mention, claim.state.kind, claim.state.change)
            wordings.setdefault(mark, set()).add(claim.state.what.casefold())
        # One mention that opens several states of a kind ("calls for aid and a UN mission") words them differently.
        several = {
            (claim.state.kind, nodes[claim.id])
            for claim in ordered
            if len(wordings[claim.mention, claim.state.kind, claim.state.change]) > 1
        }
        self._ordered = ordered
        self.names: dict[str, Name] = {}
        self._mentions: dict[Name, set[str]] = {}
        for claim in ordered:
            name = _name(claim, nodes[claim.id], worded=(claim.state.kind, nodes[claim.id]) in several)
            self.names[claim.id] = name
            self._mentions.setdefault(name, set()).add(claim.mention)
        self._parent = {name: name for name in self._mentions}

    def root(self, name: Name) -> Name:
        """The name that stands for all that are one with it."""
        while self._parent[name] != name:
            name = self._parent[name]
        return name

    def join(self, one: Name, other: Name) -> None:
        """Make two names one, a keyed one standing for both; not where some mention tells them apart."""
        keep, lose = sorted((self.root(one), self.root(other)), key=lambda name: (not name[1], name))
        if keep != lose and not self._mentions[keep] & self._mentions[lose]:
            self._parent[lose] = keep
            self._mentions[keep] |= self._mentions[lose]

    def claims(self) -> dict[Name, list[Claim]]:
        """The claims of each state, in order of name and text."""
        found: dict[Name, list[Claim]] = {}
        for claim in self._ordered:
            found.setdefault(self.root(self.names[claim.id]), []).append(claim)
        return dict(sorted(found.items()))

    def join_vaguer(self) -> None:
        """Join each state of a kind that its parts name to the one other state that its own parts may well mean."""
        some = [(name, _Parts(claims)) for name, claims in self.claims().items() if name[0] in _NAMED_BY_PARTS]
        pairs: list[tuple[Name, Name]] = []
        for name, parts in some:
            others = ((other, fuller) for other, fuller in some if other[0] == name[0] and other != name)
            meant = [other for other, fuller in others if parts.within(fuller)]
            if len(meant) == 1:
                pairs.append((name, meant[0]))
        for vague, full in pairs:
            self.join(vague, full)

    def join_flights(self) -> None:
        """Join each flight of nobody in particular to what is told of flight from the same place at about that time.

        Where people of several names fled from there, it may be any of theirs, and is none of them.
        """
        self._join_loose("displacement", _Flight, lambda name, _: bool(name[1]))

    def join_fights(self) -> None:
        """Join fighting whose sides nobody names, and what ends fighting, to the one war that it can be of.

        Where several wars are fought over a ground, it may be any of them, and is none.
        """
        self._join_loose("hostilities", _Fight, lambda _, fight: fight.opened and len(fight.sides) >= _SIDES)

    def _join_loose(
        self, kind: str, read: Callable[[Sequence[Claim]], _T], is_known: Callable[[Name, _T], bool]
    ) -> None:
        """Join what is told of one place without saying whose it is to the one known thing there that it can be of.

        Where nothing is known there, they are joined to one another.
        """
        by_place: dict[str, list[tuple[Name, _T]]] = {}
        for name, claims in self.claims().items():
            if name[0] == kind:
                told = read(claims)
                for place in told.places:
                    by_place.setdefault(place, []).append((name, told))
        for _, some in sorted(by_place.items()):
            known = [(name, told) for name, told in some if is_known(name, told)]
            loose = [(name, told) for name, told in some if not is_known(name, told)]
            for name, told in loose:
                meant = {self.root(other) for other, one in known if told.may_be(one)}
                if len(meant) == 1:
                    self.join(meant.pop(), name)
            if not known:
                for (one, told), (other, another) in combinations(loose, 2):
                    if told.may_be(another):
                        self.join(one, other)

    def join_dealings(self) -> None:
        """Join demands of one matter between the same parties, and what ends, rests or changes a dealing to that.

        It is ended only where its words can mean just one that was opened between these parties: the one on that
        matter, or where they do not tell the matter ("the agreement expired"), the only one.
        """
        between: dict[Name, list[tuple[Name, _Dealing]]] = {}
        for name, claims in self.claims().items():
            if len(name) == _WORDED and name[1]:
                between.setdefault(name[:2], []).append((name, _Dealing(claims)))
        for (kind, _), some in sorted(between.items()):
            opened = [(name, dealing) for name, dealing in some if dealing.opened]
            for (one, left), (other, right) in combinations(opened, 2):
                if left.repeats(right, loosely=kind == "demand"):
                    self.join(one, other)
            for name, dealing in some:
                meant = {self.root(other) for other, told in opened if not dealing.opened and dealing.may_end(told)}
                if len(meant) == 1:
                    self.join(meant.pop(), name)


class _Dealing:
    """What an agreement, promise, demand or case is on, and who brought it, from all claims about it."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        words = [word for claim in claims for word in _WORD.findall(claim.state.what.casefold())]
        parties = [p for claim in claims for p in (*claim.state.who, *claim.state.by, *claim.state.to)]
        whose = {word for p in parties for word in _WORD.findall(f"{p.text} {p.actor.name}".casefold())}
        self.matter = {word for word in words if word not in _SAYS_NOTHING | whose and not word.isdigit()}
        self.numbers = {number.rstrip(".,") for claim in claims for number in _NUMBER.findall(claim.state.what)}
        self.by = {p.actor.country or p.actor.id for claim in claims for p in claim.state.by if p.actor.kind != "group"}
        self.opened = any(claim.state.change in (_OPENS, "holds") for claim in claims)

    def repeats(self, other: _Dealing, *, loosely: bool) -> bool:
        """Whether two openings are of one dealing: demands alike in matter, others of the very same words."""
        if not self.matter or not other.matter or self.numbers != other.numbers or self._others(other):
            return False
        return self._alike(other) if loosely else self.matter == other.matter

    def may_end(self, opened: _Dealing) -> bool:
        """Whether what ends a dealing can mean this one: nothing that its words tell is against it."""
        if self._others(opened) or (self.numbers and opened.numbers and not self.numbers & opened.numbers):
            return False
        return not self.matter or not opened.matter or self._alike(opened)

    def _others(self, other: _Dealing) -> bool:
        return bool(self.by and other.by and not self.by & other.by)

    def _alike(self, other: _Dealing) -> bool:
        return len(self.matter & other.matter) >= _ALIKE_SHARE * min(len(self.matter), len(other.matter))


class _Flight:
    """From where and when people fled, and of which country or people they are, from all claims about it."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        self.places = sorted({claim.state.where.place.id for claim in claims if claim.state.where})
        self.people = {people_of(party) for claim in claims for party in claim.state.who} - {""}
        self.days = sorted({day for claim in claims if (day := _told_of(claim))})

    def may_be(self, other: _Flight) -> bool:
        """Whether both can be one flight: of no other people, and told of within half a year."""
        if self.people and other.people and not self.people & other.people:
            return False
        return any(abs((one - two).days) <= _STILL_DAYS for one in self.days for two in other.days)


class _Fight:
    """Over which ground, when and between whom there is fighting, from all claims about it."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        self.places = sorted({claim.state.where.place.id for claim in claims if claim.state.where})
        self.sides = {side_of(party.actor) for claim in claims for party in claim.state.who}
        self.opened = any(claim.state.change == _OPENS for claim in claims)
        self.days = sorted({day for claim in claims if (day := _told_of(claim))})

    def may_be(self, war: _Fight) -> bool:
        """Whether both can be one: between no others, and told of within a year."""
        if not (self.sides <= war.sides or war.sides <= self.sides):
            return False
        return any(abs((one - two).days) <= _STILL_FIGHTING_DAYS for one in self.days for two in war.days)


def _told_of(claim: Claim) -> date | None:
    """The day that a claim speaks of: of a beginning or an end where it is dated, else that of its report."""
    state = claim.state
    return state.since.date.earliest or state.until.date.earliest or claim.known.earliest


class _Parts:
    """Holders, other party and place of a state, from all claims about it."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        self.who: dict[str, Actor] = {p.actor.id: p.actor for claim in claims for p in claim.state.who}
        self.to = {p.actor.id for claim in claims for p in claim.state.to}
        self.places = {claim.state.where.place.id for claim in claims if claim.state.where}
        self.opened = any(claim.state.change == _OPENS for claim in claims)

    def within(self, fuller: _Parts) -> bool:
        """Whether these parts may be those of the other state, said with less or no more detail.

        An opening without a place is one of somewhere else, as far as anybody can tell.
        """
        if not self.who or not all(self._meant(actor, fuller) for actor in self.who.values()):
            return False
        if self.to - fuller.to or self.places - fuller.places:
            return False
        return not self.opened or bool(self.places or self.to)

    @staticmethod
    def _meant(actor: Actor, fuller: _Parts) -> bool:
        return actor.id in fuller.who or any(covers(other, actor) for other in fuller.who.values())


def _name(claim: Claim, node: str, *, worded: bool) -> Name:
    state = claim.state
    if state.key and state.kind == "control":
        # The key of control names the ground only: who holds it is what changes.
        holders = {side_of(p.actor) for p in state.who or state.by}
        return state.kind, state.key, "+".join(sorted(holders))
    if state.key and not (state.kind in _BY_MATTER and state.key.endswith("|")):
        return state.kind, state.key
    return state.kind, state.key, node, state.what.casefold() if worded else ""


def _wording(name: Name) -> str:
    return name[3] if len(name) == _WORDED else ""


def _alike(one: str, other: str) -> bool:
    """Whether two wordings share at least half of the shorter one's words."""
    a, b = set(_WORD.findall(one)), set(_WORD.findall(other))
    return bool(a and b) and len(a & b) >= _ALIKE_SHARE * min(len(a), len(b))
