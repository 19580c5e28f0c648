"""MUC, B-cubed, CEAF-e and their mean, the CoNLL F1, over chains whose mentions are paired beforehand."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

#: A mention as the scorer sees it: its characters and those of its head word.
Place = tuple[int, int]
Chain = Sequence[Hashable]


@dataclass(frozen=True, slots=True)
class ScoredMention:
    """A mention: characters of its span and of its head word."""

    span: Place
    head: Place


@dataclass(slots=True)
class Shares:
    """What was found of what was sought, and what was right of what was said; each a sum over documents."""

    found: float = 0.0
    sought: float = 0.0
    right: float = 0.0
    said: float = 0.0

    @property
    def f1(self) -> float:
        """Balanced F in percent, 0 where nothing is right."""
        recall = self.found / self.sought if self.sought else 0.0
        precision = self.right / self.said if self.said else 0.0
        return 200 * recall * precision / (recall + precision) if recall + precision else 0.0


@dataclass(slots=True)
class ChainScores:
    """The sums of the three measures, and of mentions found, over documents.

    Source:  MUC: Vilain et al. 1995; B-cubed: Bagga and Baldwin 1998; CEAF-e: Luo 2005 with his fourth similarity; for
             mentions that are not the gold's own: Pradhan et al. 2014 (no mention is added or dropped on either
             side). Documents are summed before the shares are taken, as in the CoNLL-2012 scorer.
    """

    muc: Shares = field(default_factory=Shares)
    b3: Shares = field(default_factory=Shares)
    ceafe: Shares = field(default_factory=Shares)
    mentions: Shares = field(default_factory=Shares)

    def add(self, said: Sequence[Chain], true: Sequence[Chain]) -> None:
        """Adds one document: chains as said and as they are, a mention the same thing on both sides."""
        _add_muc(self.muc, said, true)
        _add_b3(self.b3, said, true)
        _add_ceafe(self.ceafe, said, true)
        said_mentions, true_mentions = {m for chain in said for m in chain}, {m for chain in true for m in chain}
        both = len(said_mentions & true_mentions)
        self.mentions.found += both
        self.mentions.right += both
        self.mentions.sought += len(true_mentions)
        self.mentions.said += len(said_mentions)

    @property
    def conll(self) -> float:
        """Mean of the three F1, in percent."""
        return (self.muc.f1 + self.b3.f1 + self.ceafe.f1) / 3


def _chain_of(chains: Sequence[Chain]) -> dict[Hashable, int]:
    return {mention: number for number, chain in enumerate(chains) for mention in chain}


def _add_muc(shares: Shares, said: Sequence[Chain], true: Sequence[Chain]) -> None:
    found, sought = _links_kept(true, _chain_of(said))
    right, stated = _links_kept(said, _chain_of(true))
    shares.found += found
    shares.sought += sought
    shares.right += right
    shares.said += stated


def _links_kept(chains: Sequence[Chain], other: dict[Hashable, int]) -> tuple[int, int]:
    """Links of the chains that the other side has too, and all their links."""
    kept = total = 0
    for chain in chains:
        parts = {other.get(mention, ("alone", mention)) for mention in chain}
        kept += len(chain) - len(parts)
        total += len(chain) - 1
    return kept, total


def _add_b3(shares: Shares, said: Sequence[Chain], true: Sequence[Chain]) -> None:
    for overlap, said_size, true_size in _overlaps(said, true):
        shares.found += overlap * overlap / true_size
        shares.right += overlap * overlap / said_size
    shares.sought += sum(map(len, true))
    shares.said += sum(map(len, said))


def _overlaps(said: Sequence[Chain], true: Sequence[Chain]) -> Iterable[tuple[int, int, int]]:
    for (left, right), shared in _shared(said, true).items():
        yield shared, len(said[left]), len(true[right])


def _shared(said: Sequence[Chain], true: Sequence[Chain]) -> dict[tuple[int, int], int]:
    """How many mentions each said chain and each true one have in common, pairs without any left out."""
    other = _chain_of(true)
    counts: dict[tuple[int, int], int] = {}
    for number, chain in enumerate(said):
        for mention in chain:
            if mention in other:
                pair = number, other[mention]
                counts[pair] = counts.get(pair, 0) + 1
    return counts


def _add_ceafe(shares: Shares, said: Sequence[Chain], true: Sequence[Chain]) -> None:
    alike = {
        (left, right): 2 * shared / (len(said[left]) + len(true[right]))
        for (left, right), shared in _shared(said, true).items()
    }
    best = sum(_best_pairing(part) for part in _connected(alike))
    shares.found += best
    shares.right += best
    shares.sought += len(true)
    shares.said += len(said)


def _connected(alike: dict[tuple[int, int], float]) -> list[NDArray[np.float64]]:
    """The table of likeness cut into parts that have no pair in common; each is paired by itself."""
    above: dict[tuple[str, int], tuple[str, int]] = {}

    def top(node: tuple[str, int]) -> tuple[str, int]:
        while above.setdefault(node, node) != node:
            node = above[node]
        return node

    for left, right in alike:
        above[top(("said", left))] = top(("true", right))
    parts: dict[tuple[str, int], dict[tuple[int, int], float]] = {}
    for (left, right), value in alike.items():
        parts.setdefault(top(("said", left)), {})[left, right] = value
    tables = []
    for part in parts.values():
        rows = {left: at for at, left in enumerate(sorted({left for left, _ in part}))}
        columns = {right: at for at, right in enumerate(sorted({right for _, right in part}))}
        table = np.zeros((len(rows), len(columns)))
        for (left, right), value in part.items():
            table[rows[left], columns[right]] = value
        tables.append(table)
    return tables


def _best_pairing(table: NDArray[np.float64]) -> float:
    """The greatest sum over one-to-one pairs of rows and columns.

    Source:  Kuhn's Hungarian method by shortest augmenting paths, written out so that the bench needs no scipy.
    """
    if table.shape[0] > table.shape[1]:
        table = table.T
    rows, columns = table.shape
    cost = table.max(initial=0.0) - table
    row_price, column_price = np.zeros(rows), np.zeros(columns + 1)
    owner = np.full(columns + 1, -1)  # the row that holds a column; the last column is where a path begins
    for row in range(rows):
        owner[columns] = row
        at = columns
        least, came_from, seen = np.full(columns, np.inf), np.full(columns, columns), np.zeros(columns + 1, dtype=bool)
        while owner[at] >= 0:
            seen[at] = True
            reduced = cost[owner[at]] - row_price[owner[at]] - column_price[:columns]
            better = ~seen[:columns] & (reduced < least)
            least[better], came_from[better] = reduced[better], at
            open_least = np.where(seen[:columns], np.inf, least)
            following = int(open_least.argmin())
            step = open_least[following]
            row_price[owner[seen]] += step
            column_price[seen] -= step
            least[~seen[:columns]] -= step
            at = following
        while at != columns:
            owner[at] = owner[came_from[at]]
            at = int(came_from[at])
    return float(sum(table[owner[column], column] for column in range(columns) if owner[column] >= 0))


def pair_exact(said: Sequence[Sequence[ScoredMention]]) -> list[list[Hashable]]:
    """Chains whose mentions are the same where their characters are."""
    return [[mention.span for mention in chain] for chain in said]


def pair_by_head(
    said: Sequence[Sequence[ScoredMention]], true: Sequence[Sequence[ScoredMention]]
) -> tuple[list[list[Hashable]], list[list[Hashable]]]:
    """Both sides' chains, mentions the same where their head word is.

    Of several mentions with one head (a coordination and its first part) those of the same span are paired first,
    then those that share most characters.
    Source:  the head match of CorefUD's scorer.
    """
    true_ids = {id(mention): number for number, mention in enumerate(m for chain in true for m in chain)}
    waiting: dict[Place, list[ScoredMention]] = {}
    for chain in true:
        for mention in chain:
            waiting.setdefault(mention.head, []).append(mention)
    paired: dict[int, Hashable] = {}
    candidates = [
        (mention.span != gold.span, -_common(mention.span, gold.span), number, order)
        for number, mention in enumerate(m for chain in said for m in chain)
        for order, gold in enumerate(waiting.get(mention.head, ()))
    ]
    flat = [mention for chain in said for mention in chain]
    taken: set[int] = set()
    for _, _, number, order in sorted(candidates):
        gold_id = true_ids[id(waiting[flat[number].head][order])]
        if number not in paired and gold_id not in taken:
            paired[number] = gold_id
            taken.add(gold_id)
    numbers = iter(range(len(flat)))
    said_chains: list[list[Hashable]] = []
    for chain in said:
        ids = [next(numbers) for _ in chain]
        said_chains.append([paired.get(number, ("said", number)) for number in ids])
    return said_chains, [[true_ids[id(mention)] for mention in chain] for chain in true]


def _common(left: Place, right: Place) -> int:
    return max(0, min(left[1], right[1]) - max(left[0], right[0]))
