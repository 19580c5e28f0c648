"""The stored parts of a record that are folded apart: which component a mention is in, which scope a state claim."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import Connection, select, update

from chancery.record import loading, schema
from chancery.record.batches import RowsBy, batches, delete_with, rows_with
from chancery.record.effective import Effective
from chancery.record.triggers import Home
from chancery.terms import Claim

_UNNAMED = ""


class Components:
    """Mentions, with the component and the cluster that they are in."""

    def __init__(self, connection: Connection, effective: Effective) -> None:
        self._connection = connection
        self._effective = effective

    def components(self, mentions: Collection[str]) -> dict[str, str]:
        """The component of each mention that is in one."""
        return {row.mention: row.component for row in _MEMBERS(self._connection, mentions)}

    def roots(self, mentions: Collection[str]) -> dict[str, str]:
        """The cluster of each mention that is in one, by its first mention."""
        return {row.mention: row.root for row in _MEMBERS(self._connection, mentions)}

    def claims_of(self, mentions: Collection[str]) -> list[Claim]:
        """The claims of all events and states in the components of some mentions."""
        return self.claims_in(set(self.components(mentions).values()))

    def claims_in(self, components: Collection[str]) -> list[Claim]:
        """The claims of all events and states in some components."""
        every = {row.mention for row in _MENTIONS(self._connection, components)}
        claims = self._effective.claims(schema.claims.c.mention, every)
        return [claim for claim in claims if claim.kind != "opinion"]


def load_scopes(connection: Connection, scopes: Collection[str]) -> tuple[dict[str, Home], dict[str, frozenset[str]]]:
    """Homes and keys of the state claims of some scopes, by claim id."""
    homes = load_homes(connection, scopes)
    return {claim: home for claim, (home, _) in homes.items()}, _keys_of(connection, homes)


def load_homes(connection: Connection, scopes: Collection[str]) -> dict[str, tuple[Home, str]]:
    """Home and scope of the state claims of some scopes, by claim id."""
    return {row.claim: (Home(row.home, row.maker), row.scope) for row in _PARTS(connection, scopes)}


def _keys_of(connection: Connection, claims: Collection[str]) -> dict[str, frozenset[str]]:
    held: dict[str, set[str]] = {claim: set() for claim in claims}
    for row in _KEYS(connection, claims):
        held[row.claim].add(row.key)
    return {claim: frozenset(some) for claim, some in held.items()}


class Scopes:
    """State claims, with their homes, their keys and the scope that they are folded in."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._fresh: set[str] = set()
        self._left: set[str] = set()

    def forget(self, reports: Collection[str]) -> None:
        """Take the state claims of reports out; their scopes are to be folded again."""
        parts, keys = schema.state_parts, schema.scope_keys
        held = list(rows_with(self._connection, select(parts.c.claim, parts.c.scope), parts.c.report, reports))
        self._left |= {row.scope for row in held}
        delete_with(self._connection, keys, keys.c.claim, {row.claim for row in held})
        delete_with(self._connection, parts, parts.c.report, reports)

    def add(self, claims: Sequence[Claim], homes: Mapping[str, Home], keys: Mapping[str, frozenset[str]]) -> None:
        """Put state claims in, to be folded."""
        self._fresh |= {claim.id for claim in claims}
        told = [
            {
                "claim": claim.id,
                "report": claim.report,
                "mention": claim.mention,
                "home": homes[claim.id].home,
                "maker": homes[claim.id].maker,
                "scope": _UNNAMED,
            }
            for claim in claims
        ]
        loading.insert_all(self._connection, schema.state_parts, told)
        keyed = [{"key": key, "claim": claim.id} for claim in claims for key in sorted(keys[claim.id])]
        loading.insert_all(self._connection, schema.scope_keys, keyed)

    def reached(self, mentions: Collection[str]) -> tuple[dict[str, Home], set[str], dict[str, frozenset[str]]]:
        """What is to be folded again: homes of claims by id, the scopes they were in, and keys by claim id.

        Reached are the fresh claims, those that speak of events of the mentions, and all that share a scope or key with
        one of these.
        """
        parts, keys = schema.state_parts.c, schema.scope_keys.c
        query = select(parts.claim, parts.scope, parts.home, parts.maker)
        claims = set(self._fresh)
        scopes = set(self._left)
        for column in (parts.mention, parts.home, parts.maker):
            for row in rows_with(self._connection, query, column, mentions):
                claims.add(row.claim)
                scopes.add(row.scope)
        shared = {row.key for row in rows_with(self._connection, select(keys.key), keys.claim, claims)}
        joint = select(keys.key, parts.scope).join(schema.state_parts, parts.claim == keys.claim)
        scopes |= {row.scope for row in rows_with(self._connection, joint, keys.key, shared)}
        scopes.discard(_UNNAMED)
        found = list(rows_with(self._connection, query, parts.scope, scopes))
        found += rows_with(self._connection, query, parts.claim, claims)
        homes = {row.claim: Home(row.home, row.maker) for row in found}
        return homes, scopes, _keys_of(self._connection, homes)

    def states_of(self, scopes: Collection[str], claims: Collection[str]) -> set[str]:
        """The states that are stored of some scopes, or rest on some claims."""
        links, days = schema.state_claims.c, schema.state_days.c
        found = {row.state for row in rows_with(self._connection, select(days.state), days.scope, scopes)}
        return found | {row.state for row in rows_with(self._connection, select(links.state), links.claim, claims)}

    def name(self, names: Mapping[str, str]) -> None:
        """Write down the scope of each claim."""
        by_scope: dict[str, list[str]] = {}
        for claim, scope in names.items():
            by_scope.setdefault(scope, []).append(claim)
        parts = schema.state_parts
        for scope, claims in by_scope.items():
            for some in batches(claims):
                chosen = update(parts).where(parts.c.claim.in_(some), parts.c.scope != scope)
                self._connection.execute(chosen.values(scope=scope))


_MEMBERS = RowsBy(
    select(schema.members.c.mention, schema.members.c.component, schema.members.c.root), schema.members.c.mention
)
_MENTIONS = RowsBy(select(schema.members.c.mention), schema.members.c.component)
_PARTS = RowsBy(
    select(
        schema.state_parts.c.claim, schema.state_parts.c.home, schema.state_parts.c.maker, schema.state_parts.c.scope
    ),
    schema.state_parts.c.scope,
)
_KEYS = RowsBy(select(schema.scope_keys.c.key, schema.scope_keys.c.claim), schema.scope_keys.c.claim)
