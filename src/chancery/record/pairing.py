"""New reports judged against those that the record holds: only the accounts that share a key and a day are compared.

The judgements that stand afterwards are those that judging all reports at once would give: "same" and "unsure" between
accounts that share a block, and "different" between any two of a chain of such likenesses.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from itertools import combinations
from typing import Any

from sqlalchemy import Connection, select, update

from chancery.record import loading, rows, schema
from chancery.record.batches import delete_with, rows_with
from chancery.record.matcher import Blocks, Matcher
from chancery.record.scopes import Union
from chancery.terms import Claim, Judgement

_OPEN_START, _OPEN_END = 0, date.max.toordinal() + 1


def number(text: str) -> int:
    """A whole number that stands for a text, of 60 bits so that every database holds it."""
    return int(hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:15], 16)


class Pairing:
    """One refresh's judging, inside the caller's transaction."""

    def __init__(self, connection: Connection, matcher: Matcher) -> None:
        self._connection = connection
        self._matcher = matcher
        self._told: dict[int, Any] = {}
        self._loaded: set[str] = set()

    def judge(self, reports: Collection[str], claims: Sequence[Claim]) -> set[str]:
        """Judge the claims of these reports, anew where they were judged before; the mentions whose judgements changed.

        `claims` are all claims of the reports that count.
        """
        touched, broken = self._forget(reports)
        fresh = self._matcher.happenings([claim for claim in claims if claim.kind == "event"])
        numbers = {number(one.first) for one in fresh}
        self._told |= {number(one.first): one for one in fresh}
        self._loaded |= set(reports)
        blocks = {key: self._matcher.keys(self._told[key]) for key in numbers}
        found = list(self._matcher.within(claims))
        pairs = self._pairs(blocks)
        self._load({other for _, other in pairs})
        links: list[tuple[int, int, Judgement]] = []
        apart: dict[tuple[int, int], Judgement | None] = {}
        for one, other in sorted(pairs):
            judgement = self._matcher.compare(self._told[one], self._told[other])
            if judgement is not None and judgement.verdict != "different":
                links.append((one, other, judgement))
            else:
                apart[one, other] = judgement
        self._store(blocks)
        found += [judgement for _, _, judgement in links]
        found += self._chain(numbers, broken, links, apart)
        self._stand(found)
        return touched | {end for one in found for end in (one.left, one.right)}

    def _forget(self, reports: Collection[str]) -> tuple[set[str], set[int]]:
        """Take back what rules judged of reports that were judged before: their mentions, and chains that may break."""
        table = schema.happenings
        held = list(rows_with(self._connection, select(table.c.report, table.c.chain), table.c.report, reports))
        if not held:
            return set(), set()
        again = {row.report for row in held}
        claims = schema.claims
        mentions = {
            row.mention for row in rows_with(self._connection, select(claims.c.mention), claims.c.report, again)
        }
        touched = self._withdraw(mentions, lambda ends: bool(ends & mentions))
        blocks = schema.blocks
        gone = {row.number for row in rows_with(self._connection, select(table.c.number), table.c.report, again)}
        delete_with(self._connection, blocks, blocks.c.happening, gone)
        delete_with(self._connection, table, table.c.report, again)
        return touched, {row.chain for row in held}

    def _withdraw(self, mentions: Collection[str], meant: Any, verdict: str = "") -> set[str]:
        """Let rules' judgements over mentions stand no longer; the mentions that they were over."""
        judged, standing = schema.judgements, schema.standing
        query = select(judged.c.row, judged.c.left, judged.c.right).join(standing, standing.c.row == judged.c.row)
        query = query.where(judged.c.by.not_like("person:%"))
        if verdict:
            query = query.where(judged.c.verdict == verdict)
        found = {
            row.row: {row.left, row.right}
            for column in (judged.c.left, judged.c.right)
            for row in rows_with(self._connection, query, column, mentions)
            if meant({row.left, row.right})
        }
        delete_with(self._connection, standing, standing.c.row, list(found))
        return {mention for ends in found.values() for mention in ends}

    def _pairs(self, blocks: dict[int, Blocks]) -> set[tuple[int, int]]:
        """Numbers of accounts of different reports that share a block: a new one first, the other new or old."""
        found: set[tuple[int, int]] = set()
        by_key: dict[str, list[int]] = defaultdict(list)
        for one, block in blocks.items():
            for key in block.keys:
                by_key[key].append(one)
        for members in by_key.values():
            for one, other in combinations(sorted(members), 2):
                if self._told[one].report != self._told[other].report and blocks[one].days.may_equal(
                    blocks[other].days
                ):
                    found.add((one, other))
        table = schema.blocks
        for one, block in blocks.items():
            if not block.keys:
                continue
            first, last = _days(block)
            query = select(table.c.happening).where(table.c.last_day >= first, table.c.first_day <= last)
            for row in rows_with(self._connection, query, table.c.key, {number(key) for key in block.keys}):
                found.add((one, row.happening))
        return found

    def _load(self, numbers: Collection[int]) -> None:
        """Make the accounts that are asked for and not at hand, all of a report together."""
        table = schema.happenings
        missing = [one for one in numbers if one not in self._told]
        reports = {
            row.report for row in rows_with(self._connection, select(table.c.report), table.c.number, missing)
        } - self._loaded
        self._loaded |= reports
        claims = loading.claims_with(self._connection, schema.claims.c.report, reports)
        self._told |= {
            number(one.first): one
            for one in self._matcher.happenings([claim for claim in claims if claim.kind == "event"])
        }

    def _store(self, blocks: dict[int, Blocks]) -> None:
        told = [{"number": one, "report": self._told[one].report, "chain": one} for one in sorted(blocks)]
        loading.insert_all(self._connection, schema.happenings, told)
        keyed = [
            {"key": key, "happening": one, "first_day": _days(block)[0], "last_day": _days(block)[1]}
            for one, block in sorted(blocks.items())
            for key in sorted({number(key) for key in block.keys})
        ]
        loading.insert_all(self._connection, schema.blocks, keyed)

    def _chain(
        self,
        numbers: Collection[int],
        broken: Collection[int],
        links: Iterable[tuple[int, int, Judgement]],
        apart: dict[tuple[int, int], Judgement | None],
    ) -> list[Judgement]:
        """Join accounts into chains, and find what is apart in those that grew."""
        table = schema.happenings
        edges = [(one, other) for one, other, _ in links]
        ends = {end for edge in edges for end in edge} | set(numbers)
        query = select(table.c.number, table.c.chain)
        chains = {row.chain for row in rows_with(self._connection, query, table.c.number, ends)} | set(broken)
        parts = {row.number: row.chain for row in rows_with(self._connection, query, table.c.chain, chains)}
        loose = {one for one, chain in parts.items() if chain in broken}
        if loose:
            edges += self._relink(loose)
        # In a chain that may have broken every account is a part by itself; else the chains so far are the parts.
        part = {one: f"h{one:019}" if one in loose else f"c{chain:019}" for one, chain in parts.items()}
        union = Union(part.values())
        for one, other in edges:
            union.join(part[one], part[other])
        grown: dict[str, list[int]] = defaultdict(list)
        for one in parts:
            grown[union.root(part[one])].append(one)
        linked = {(min(edge), max(edge)) for edge in edges}
        found: list[Judgement] = []
        for members in grown.values():
            chain = min(members)
            moved = [one for one in members if parts[one] != chain]
            for start in range(0, len(moved), 500):
                chosen = table.c.number.in_(moved[start : start + 500])
                self._connection.execute(update(table).where(chosen).values(chain=chain))
            if len({part[one] for one in members}) > 1:
                self._load(members)
                found += self._apart(sorted(members), part, linked, apart)
        return found

    def _apart(
        self,
        members: Sequence[int],
        part: dict[int, str],
        linked: set[tuple[int, int]],
        known: dict[tuple[int, int], Judgement | None],
    ) -> list[Judgement]:
        found: list[Judgement] = []
        for one, other in combinations(members, 2):
            if part[one] == part[other] or (one, other) in linked:
                continue
            pair = next((pair for pair in ((one, other), (other, one)) if pair in known), None)
            judgement = known[pair] if pair else self._matcher.compare(self._told[one], self._told[other])
            if judgement is not None and judgement.verdict == "different":
                found.append(judgement)
        return found

    def _relink(self, loose: Collection[int]) -> list[tuple[int, int]]:
        """The likenesses that still stand in chains that may have broken; what is apart in them is judged anew."""
        self._load(loose)
        first = {self._told[one].first: one for one in loose}
        self._withdraw(first, lambda ends: len(ends & first.keys()) == len(ends), "different")
        judged, standing = schema.judgements, schema.standing
        query = select(judged.c.left, judged.c.right).join(standing, standing.c.row == judged.c.row)
        query = query.where(judged.c.verdict != "different", judged.c.by == self._matcher.BY)
        return [
            (first[row.left], first[row.right])
            for row in rows_with(self._connection, query, judged.c.left, first.keys())
            if row.left in first and row.right in first
        ]

    def _stand(self, judgements: Iterable[Judgement]) -> None:
        judged = {row["row"]: row for row in map(rows.judgement_row, judgements)}
        loading.insert_new(self._connection, schema.judgements, list(judged.values()), "row")
        loading.insert_new(self._connection, schema.standing, [{"row": row} for row in judged], "row")


def _days(block: Blocks) -> tuple[int, int]:
    first = block.days.earliest.toordinal() if block.days.earliest else _OPEN_START
    return first, block.days.latest.toordinal() if block.days.latest else _OPEN_END
