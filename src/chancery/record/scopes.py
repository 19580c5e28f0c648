"""What can be folded apart: components of mentions that judgements join, scopes of state claims that share a key.

Whatever the claims of one component say decides its events and nothing of others'; whatever the claims of one scope
say (and the events they speak of) decides its states and nothing of others'. So a record refolds only what new reports
touch.
Source: ours, decision 0024.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from chancery.record.merge import NAMED_DETAIL, actor_detail
from chancery.record.rivals import office_words
from chancery.record.triggers import Home
from chancery.terms import Claim, Judgement, Participant, content_id

_NAMED_BY_PARTS = ("presence", "membership")
_JOINED_BY_GROUND = ("displacement", "hostilities")
_KEY_DIGITS = 12


class Union:
    """Names joined into groups; the first in order stands for its group."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._parent = {name: name for name in names}

    def root(self, name: str) -> str:
        """The name that stands for the group."""
        parent = self._parent.setdefault(name, name)
        while parent != name:
            above = self._parent[parent]
            self._parent[name] = above
            name, parent = parent, above
        return name

    def join(self, one: str, other: str) -> None:
        """Make two groups one."""
        keep, lose = sorted((self.root(one), self.root(other)))
        self._parent[lose] = keep

    def roots(self) -> dict[str, str]:
        """The group of every name."""
        return {name: self.root(name) for name in self._parent}


def find_components(mentions: Iterable[str], judgements: Iterable[Judgement]) -> dict[str, str]:
    """The component of each mention, named by its first one: all that judgements "same" may make one happening.

    No cluster reaches beyond a component, whatever other judgements keep apart, and fewer claims never join more.
    """
    union = Union(mentions)
    held = union.roots()
    for judgement in judgements:
        if judgement.verdict == "same" and judgement.left in held and judgement.right in held:
            union.join(judgement.left, judgement.right)
    return union.roots()


def local_keys(standing: Iterable[Claim]) -> dict[str, frozenset[str]]:
    """The keys of each state claim that its own report decides; all state claims of a report belong in one call.

    Shapes:  claims of the same key are folded together: those of one state's name, of control of, flight from or
             fighting over one place, and of a kind that its parts name those with the same side in the same place (for
             a membership: in the same body).
             One without a place goes with a holder that is more than a country or its forces, and with the one place
             that its report tells of for its side, if it tells of just one.
    """
    ordered = list(standing)
    grounds = {claim.id: _grounds(claim) for claim in ordered}
    told: dict[tuple[str, str, str], set[str]] = {}
    for claim in ordered:
        for side, ground in grounds[claim.id]:
            told.setdefault((claim.report, claim.state.kind, side), set()).add(ground)
    found: dict[str, frozenset[str]] = {}
    for claim in ordered:
        state = claim.state
        parts: set[tuple[str, ...]] = set()
        if state.key:
            parts.add(("key", state.kind, state.key))
        if state.kind == "control" and state.where:
            parts.add(("ground", "control", state.where.place.id))
        if state.kind in _JOINED_BY_GROUND and state.where:
            parts.add(("ground", state.kind, state.where.place.id))
        if state.kind == "office" and office_words(state.what):
            parts |= {("seat", "office", side, office_words(state.what)) for side in _sides(state.who)}
        if state.kind in _NAMED_BY_PARTS:
            parts |= {("ground", state.kind, side, ground) for side, ground in grounds[claim.id]}
            parts |= {("holder", state.kind, p.actor.id) for p in state.who if actor_detail(p.actor) >= NAMED_DETAIL}
            if not grounds[claim.id]:
                for side in _sides(state.who):
                    only = told.get((claim.report, state.kind, side), set())
                    parts |= {("ground", state.kind, side, ground) for ground in only if len(only) == 1}
        found[claim.id] = frozenset(content_id("", *part, digits=_KEY_DIGITS) for part in parts)
    return found


def node_key(claim: Claim, home: Home, components: Mapping[str, str]) -> str:
    """The key that claims of one kind share that hang on events of one component."""
    return content_id(
        "", "node", claim.state.kind, components.get(home.home or "", components[claim.mention]), digits=_KEY_DIGITS
    )


def split_scopes(standing: Sequence[Claim], keys: Mapping[str, Iterable[str]]) -> list[list[Claim]]:
    """The claims by scope: those that share a key, directly or over others. Scopes by their first claim id."""
    union = Union(claim.id for claim in standing)
    first: dict[str, str] = {}
    for claim in standing:
        for key in keys[claim.id]:
            union.join(claim.id, first.setdefault(key, claim.id))
    found: dict[str, list[Claim]] = {}
    for claim in standing:
        found.setdefault(union.root(claim.id), []).append(claim)
    return [found[name] for name in sorted(found)]


def scope_name(claims: Iterable[Claim]) -> str:
    """The name of a scope: its first claim's id."""
    return min(claim.id for claim in claims)


def _grounds(claim: Claim) -> set[tuple[str, str]]:
    state = claim.state
    if state.kind == "membership":
        grounds = {party.actor.id for party in state.to} or ({state.where.place.id} if state.where else set())
    else:
        grounds = {state.where.place.id} if state.where else set()
    return {(side, ground) for side in _sides(state.who) for ground in grounds}


def _sides(parties: Iterable[Participant]) -> set[str]:
    return {party.actor.country or party.actor.ethnicity for party in parties}
