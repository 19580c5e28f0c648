"""Events and states computed anew for what new claims and judgements touch, and for nothing else.

Equal to a fold of everything, byte for byte: no component and no scope (see scopes.py) says anything of another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date

from sqlalchemy import Connection, select

from chancery.record import loading, rows, schema, tracing
from chancery.record.batches import delete_with, rows_with
from chancery.record.clusters import cluster
from chancery.record.days import Row, World, event_rows, joined, known_days, known_worlds, state_rows
from chancery.record.effective import Effective
from chancery.record.fold import Part, by_cluster, find_links, fold_events, fold_part, kept_apart
from chancery.record.parts import Components, Scopes
from chancery.record.scopes import find_components, local_keys, node_key, scope_name, split_scopes
from chancery.record.triggers import find_homes
from chancery.terms import Claim, Event, Judgement, content_id


def refold(connection: Connection, reports: Collection[str], touched: Collection[str]) -> None:
    """Compute what claims of some reports, or judgements over some mentions, bear upon, in the caller's transaction.

    Shapes:  `reports` are new, or say something else than when they were last folded; their copies come with them.
             `touched` are mentions of any report.
    """
    reports = tracing.touched(connection, reports)
    claims = schema.claims
    theirs = {row.mention for row in rows_with(connection, select(claims.c.mention), claims.c.report, reports)}
    refolding = _Refolding(connection)
    dirty = refolding.components(theirs | set(touched))
    refolding.scopes(reports, dirty)


class _Refolding:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._effective = Effective(connection)

    # --- events -------------------------------------------------------------------------------------------------

    def components(self, touched: Collection[str]) -> set[str]:
        """Fold the components of some mentions; every mention of them."""
        connection, members = self._connection, schema.members
        query = select(members.c.mention, members.c.component, members.c.root)
        held = {row.component for row in rows_with(connection, query, members.c.mention, touched)}
        before = {row.mention: row.root for row in rows_with(connection, query, members.c.component, held)}
        mentions = set(touched) | before.keys()
        claims = [c for c in self._effective.claims(schema.claims.c.mention, mentions) if c.kind != "opinion"]
        told = [claim for claim in claims if claim.kind == "event"]
        live = sorted({claim.mention for claim in claims})
        judgements = self._effective.judgements(live)
        components = find_components(live, judgements)
        roots = cluster(live, kept_apart(told, judgements))
        groups = by_cluster(told, roots)
        events = fold_events(groups, tracing.load_sourcing(connection, {claim.report for claim in told}))
        self._forget_events({content_id("e", root) for root in before.values()}, mentions, held)
        loading.insert_all(
            connection,
            members,
            [{"mention": one, "component": components[one], "root": roots[one]} for one in live],
        )
        self._link(events, groups)
        loading.store_events(connection, list(events.values()))
        self._store_links(events.values())
        moved = {content_id("e", root) for mention, root in before.items() if roots.get(mention) != root}
        self._relink(moved, events)
        self._store_days(claims, judgements, components, events, roots)
        return mentions

    def _forget_events(self, events: Collection[str], mentions: Collection[str], components: Collection[str]) -> None:
        connection = self._connection
        links, claims = schema.event_links, schema.event_claims
        states = schema.state_events
        held = {row.state for row in rows_with(connection, select(states.c.state), states.c.event, events)}
        self._forget_states(held)
        delete_with(connection, links, links.c.event, events)
        delete_with(connection, claims, claims.c.event, events)
        delete_with(connection, schema.events, schema.events.c.id, events)
        delete_with(connection, schema.event_days, schema.event_days.c.component, components)
        delete_with(connection, schema.members, schema.members.c.mention, mentions)

    def _link(self, events: dict[str, Event], groups: Mapping[str, list[Claim]]) -> None:
        """Give the events of clusters their links."""
        linking = [claim for group in groups.values() for claim in group if claim.event.links]
        triggers = self._effective.triggers({claim.report for claim in linking})
        ends = {
            mention
            for claim in linking
            for link in claim.event.links
            if (mention := triggers.at(claim.report, link.trigger))
        }
        roots = Components(self._connection, self._effective).roots(ends)
        for root, group in groups.items():
            if any(claim.event.links for claim in group):
                events[root] = replace(events[root], links=find_links(root, group, triggers, roots))

    def _store_links(self, events: Iterable[Event]) -> None:
        found = [
            {"event": event.id, "relation": relation, "other": other}
            for event in events
            for relation, other in event.links
        ]
        loading.insert_all(self._connection, schema.event_links, found)

    def _relink(self, moved: Collection[str], fresh: Mapping[str, Event]) -> None:
        """Give events of other components their links anew, where what they link to has gone elsewhere."""
        links = schema.event_links
        done = {event.id for event in fresh.values()}
        stale = {row.event for row in rows_with(self._connection, select(links.c.event), links.c.other, moved)} - done
        if not stale:
            return
        events = {event.id: event for event in loading.events_with(self._connection, stale)}
        claims = self._effective.claims(
            schema.claims.c.id, {claim for event in events.values() for claim in event.claims}
        )
        held = Components(self._connection, self._effective).roots({claim.mention for claim in claims})
        groups = by_cluster(claims, held)
        found = {root: events[content_id("e", root)] for root in groups}
        self._link(found, groups)
        delete_with(self._connection, links, links.c.event, stale)
        self._store_links(found.values())
        for event in found.values():
            changed = schema.events.update().where(schema.events.c.id == event.id)
            self._connection.execute(changed.values(rows.event_row(event)))

    def _store_days(
        self,
        claims: Collection[Claim],
        judgements: Collection[Judgement],
        components: Mapping[str, str],
        events: Mapping[str, Event],
        roots: Mapping[str, str],
    ) -> None:
        told: dict[str, list[Claim]] = defaultdict(list)
        for claim in claims:
            told[components[claim.mention]].append(claim)
        judged: dict[str, list[Judgement]] = defaultdict(list)
        for judgement in judgements:
            judged[components[judgement.left]].append(judgement)
        known = self._known(claims)
        sourcing = tracing.load_sourcing(self._connection, {claim.report for claim in claims})
        found: list[Row] = []
        stored = {event.id: replace(event, links=()) for event in events.values()}
        for component, some in told.items():
            about = [claim for claim in some if claim.kind == "event"]
            worlds = list(known_worlds(known, some, sourcing)) if about else []
            for world in worlds:
                heard = [claim for claim in world.claims if claim.kind == "event"]
                if world.day is None:
                    groups, folded = by_cluster(heard, roots), events
                else:
                    mentions = sorted({claim.mention for claim in world.claims})
                    at = cluster(mentions, kept_apart(heard, judged[component]))
                    groups = by_cluster(heard, at)
                    folded = fold_events(groups, sourcing.known_on(world.day))
                found += event_rows(component, ((folded[root], groups[root]) for root in groups), world, stored)
        loading.insert_all(self._connection, schema.event_days, joined(found))

    def _known(self, claims: Collection[Claim]) -> dict[str, date | None]:
        return known_days(claims, loading.days_published(self._connection, {claim.report for claim in claims}))

    # --- states -------------------------------------------------------------------------------------------------

    def scopes(self, reports: Collection[str], mentions: Collection[str]) -> None:
        """Fold the scopes of the reports' state claims and of all that speak of events of the mentions."""
        connection = self._connection
        parts = Scopes(connection)
        parts.forget(reports)
        standing = [claim for claim in self._effective.claims(schema.claims.c.report, reports) if claim.kind == "state"]
        parts.add(standing, find_homes(standing, self._effective.triggers(reports)), local_keys(standing))
        homes, old, keys = parts.reached(mentions)
        self._forget_states(parts.states_of(old, homes))
        delete_with(connection, schema.state_days, schema.state_days.c.scope, old)
        if not homes:
            return
        pool = self._effective.claims(schema.claims.c.id, homes)
        ends = {end for home in homes.values() for end in (home.home, home.maker) if end}
        components = Components(connection, self._effective)
        told = components.claims_of(ends | {claim.mention for claim in pool})
        held = components.components({claim.mention for claim in (*told, *pool)})
        every = {claim.id: {*keys[claim.id], node_key(claim, homes[claim.id], held)} for claim in pool}
        by_component: dict[str, list[Claim]] = defaultdict(list)
        for claim in told:
            by_component[held[claim.mention]].append(claim)
        judged: dict[str, list[Judgement]] = defaultdict(list)
        for judgement in self._effective.judgements(held):
            judged[held[judgement.left]].append(judgement)
        sourcing = tracing.load_sourcing(connection, {claim.report for claim in (*told, *pool)})
        known = self._known([*told, *pool])
        names: dict[str, str] = {}
        days: list[Row] = []
        for scope in split_scopes(pool, every):
            name = scope_name(scope)
            names |= {claim.id: name for claim in scope}
            reached = {held[end] for c in scope for end in (c.mention, homes[c.id].home, homes[c.id].maker) if end}
            about = [claim for one in sorted(reached) for claim in by_component[one]]
            ruled = [judgement for one in sorted(reached) for judgement in judged[one]]
            events = [claim for claim in about if claim.kind == "event"]
            every_claim = list({claim.id: claim for claim in (*scope, *about)}.values())
            worlds: list[tuple[Part, list[Claim], World]] = []
            for world in known_worlds(known, every_claim, sourcing):
                ids = {claim.id for claim in world.claims}
                heard = [claim for claim in scope if claim.id in ids]
                if not heard:
                    continue
                part = fold_part(
                    [claim for claim in events if claim.id in ids],
                    heard,
                    ruled,
                    homes=homes,
                    keys=keys,
                    sourcing=sourcing.known_on(world.day),
                    beside=[claim.mention for claim in world.claims],
                )
                worlds.append((part, heard, world))
            stored = {state.id: state for part, _, world in worlds if world.day is None for state in part.states()}
            loading.store_states(connection, list(stored.values()))
            for part, heard, world in worlds:
                days += state_rows(name, part, heard, world, stored)
        parts.name(names)
        loading.insert_all(connection, schema.state_days, joined(days, "state"))

    def _forget_states(self, states: Collection[str]) -> None:
        connection = self._connection
        for table in (schema.state_events, schema.state_claims):
            delete_with(connection, table, table.c.state, states)
        delete_with(connection, schema.states, schema.states.c.id, states)
