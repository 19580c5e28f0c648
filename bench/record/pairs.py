"""Which pairs of accounts the judge joins that are of two events, and which it leaves apart that are of one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from bench.floors import Row
from bench.record.gold import GoldReport
from chancery.matching.events import Happening, happenings, judge
from chancery.record.clusters import cluster
from chancery.runs.coding import code_text
from chancery.terms import Claim

UNTOLD = "?"


@dataclass(frozen=True, slots=True)
class Account:
    """A happening whose trigger was looked at: the event it tells by the gold, and the one it was put in."""

    happening: Happening
    event: str
    cluster: str


@dataclass(slots=True)
class Tally:
    """Pairs of accounts of different reports, by what the gold says and what the judge did; and B-cubed sums."""

    right: int = 0
    false: list[tuple[Account, Account]] = field(default_factory=list)
    missed: list[tuple[Account, Account]] = field(default_factory=list)
    apart: int = 0
    b_precision: float = 0.0
    b_recall: float = 0.0
    accounts: int = 0

    def row(self) -> Row:
        """Scores in percent; false and missed merges as counts and as shares of the merges made and to be made."""
        made, wanted = self.right + len(self.false), self.right + len(self.missed)
        precision, recall = _share(self.right, made), _share(self.right, wanted)
        both = precision + recall
        return {
            "precision": round(100 * precision, 1),
            "recall": round(100 * recall, 1),
            "f1": round(200 * precision * recall / both, 1) if both else 0.0,
            "b3_precision": round(100 * self.b_precision / self.accounts, 1) if self.accounts else 100.0,
            "b3_recall": round(100 * self.b_recall / self.accounts, 1) if self.accounts else 100.0,
            "false_merges": len(self.false),
            "missed_merges": len(self.missed),
            "false_share": round(100 * (1 - precision), 1),
            "missed_share": round(100 * (1 - recall), 1),
            "pairs_of_one_event": wanted,
            "pairs_of_two": self.apart + len(self.false),
        }


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def coded(reports: Iterable[GoldReport]) -> list[Claim]:
    """The claims of every report, as filing would have them."""
    return [claim for gold in reports for claim in code_text(gold.report).claims]


def accounts_of(reports: Sequence[GoldReport], claims: Sequence[Claim]) -> list[Account]:
    """The happenings told at triggers that were looked at, with the events they are of by the gold and by the judge.

    A happening of several mentions is of the event that most of them tell; one with none looked at is left out.
    """
    told = {gold.report.id: gold.told for gold in reports}
    roots = cluster((claim.mention for claim in claims), judge(claims))
    triggers = {claim.mention: claim for claim in claims if claim.kind == "event"}
    found = []
    for happening in happenings(claims):
        votes: Counter[str] = Counter()
        for mention in happening.mentions:
            claim = triggers[mention]
            votes.update(event for span, event in told.get(claim.report, ()) if span.meets(claim.trigger))
        if votes:
            named = [event for event, _ in votes.most_common() if event] or [""]
            event = named[0] or happening.first
            found.append(Account(happening, event, roots[happening.first]))
    return found


def report_pairs(told: Iterable[tuple[str, str]]) -> int:
    """How many pairs of reports tell of one event, event by event, given (event, report) for each time it is told."""
    by_event: dict[str, set[str]] = defaultdict(set)
    for event, report in told:
        if event and event != UNTOLD:
            by_event[event].add(report)
    return sum(len(reports) * (len(reports) - 1) // 2 for reports in by_event.values())


def tally(accounts: Sequence[Account]) -> Tally:
    """The pairs of different reports counted; those that readers could not tell are left out."""
    known = [account for account in accounts if account.event != UNTOLD]
    result = Tally(accounts=len(known))
    for one, other in combinations(known, 2):
        if one.happening.report == other.happening.report:
            continue
        if one.event == other.event:
            if one.cluster == other.cluster:
                result.right += 1
            else:
                result.missed.append((one, other))
        elif one.cluster == other.cluster:
            result.false.append((one, other))
        else:
            result.apart += 1
    by_event: dict[str, set[int]] = defaultdict(set)
    by_cluster: dict[str, set[int]] = defaultdict(set)
    for at, account in enumerate(known):
        by_event[account.event].add(at)
        by_cluster[account.cluster].add(at)
    for account in known:
        mine, ours = by_event[account.event], by_cluster[account.cluster]
        result.b_precision += len(mine & ours) / len(ours)
        result.b_recall += len(mine & ours) / len(mine)
    return result
