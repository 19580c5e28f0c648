"""Changes to one state split into the stretches for which it stood."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from chancery.record.statuses import REAL
from chancery.terms import Claim, Dated, Event, PartialDate

FADING = ("closing", "closes", "suspends")
"""Changes by which a state ends, begins to end or rests."""


@dataclass(frozen=True, slots=True)
class Change:
    """All claims that one happening makes one change to a state.

    Shapes:  `node` is the cluster of the event (or of the claims' own mention, with `event` None). `status` is that of
             the change: no better than the event's. `when` is when it took effect, as told; `span` the days on which
             it can have come, bounded by the day it was first known.
    """

    change: str
    node: str
    event: Event | None
    claims: tuple[Claim, ...]
    status: str
    disputed: bool
    when: Dated
    span: PartialDate

    @property
    def real(self) -> bool:
        """Whether it has happened or is happening."""
        return self.status in REAL


@dataclass(slots=True)
class Stint:
    """One stretch for which a state stood, with all that was done to it then."""

    changes: list[Change] = field(default_factory=list)

    def of(self, *names: str, real: bool = True) -> list[Change]:
        """Changes of these names; with `real`, only those that have happened or are happening."""
        return [change for change in self.changes if change.change in names and (change.real or not real)]

    @property
    def closers(self) -> list[Change]:
        """What ended it: closing changes that are complete."""
        return [change for change in self.of("closes") if change.status == "happened"]

    @property
    def fading(self) -> list[Change]:
        """What is ending, suspending or meant to close it, complete or not."""
        some = self.of(*FADING, real=False)
        return [change for change in some if change.real or change.status == "planned"]

    @property
    def openers(self) -> list[Change]:
        """What opened it; where it never stood so far, what was meant or alleged to."""
        stood = any(change.real for change in self.changes)
        return self.of("opens", real=stood)

    @property
    def start(self) -> date | None:
        """The first day it can have begun; None where unknown."""
        return min((change.span.earliest for change in self.of("opens") if change.span.earliest), default=None)

    @property
    def status(self) -> str:
        """The state's status (see terms.State); "" where nothing says that it ever stood or will."""
        if not any(change.real for change in self.changes):
            return self._unreal_status()
        if self.closers:
            return "disputed" if all(change.disputed for change in self.closers) else "ended"
        if self._over_when_told():
            return "ended"
        openers = self.of("opens")
        ending = [change for change in self.of("closing", "closes") if not _resumed_after(change, openers)]
        if ending:
            return "ending"
        if any(not _resumed_after(change, openers) for change in self.of("suspends")):
            return "suspended"
        standing = openers or self.of("holds")
        denied = any(change.status == "denied" for change in self.of("opens", "holds", real=False))
        return "disputed" if denied or (standing and all(change.disputed for change in standing)) else "standing"

    def _unreal_status(self) -> str:
        opening = {change.status for change in self.of("opens", "holds", real=False)}
        rest = {change.status for change in self.changes} - {"hypothetical"}
        if opening:
            for status, meaning in (("alleged", "alleged"), ("planned", "planned"), ("denied", "disputed")):
                if status in opening:
                    return meaning
            return ""
        # A plan, demand or denial to end a state takes for granted that it stands.
        if rest & {"planned", "demanded", "denied"}:
            return "standing"
        return "disputed" if rest else ""

    def _over_when_told(self) -> bool:
        """Whether a claim that it held says that it had ended before the claim could be known."""
        ends = [(claim.state.until.date.latest, claim.known.earliest) for c in self.of("holds") for claim in c.claims]
        return bool(ends) and all(until and known and until < known for until, known in ends)


def split_stints(changes: Sequence[Change]) -> list[Stint]:
    """The stretches for which one state stood, in order of date.

    A new stretch begins where an opening follows a complete closing. An undated closing closes the latest
    stretch that can have begun before it was known; a closing before an opening never closes what that opens. Changes
    that have not happened never begin or end a stretch that did; a plan to open again, after the last ended, is a
    stretch of its own.
    """
    turning = [change for change in changes if _turns(change)]
    stints: list[Stint] = []
    for change in sorted((c for c in turning if c.when.date.stated), key=_order):
        if change.change == "closes":
            _place(change, stints, new=not stints)
        else:
            _place(change, stints, new=_opens_anew(change, stints))
    undated = [change for change in turning if not change.when.date.stated]
    for change in sorted(undated, key=lambda change: (change.change == "closes", _order(change))):
        if change.change == "opens":
            empty = next((stint for stint in stints if not stint.of("opens")), None)
            _place(change, [empty] if empty else stints, into=stints)
        else:
            reached = [stint for stint in stints if _can_reach(change, stint)]
            if reached or not stints:
                _place(change, reached, into=stints)
            else:
                stints.insert(0, Stint([change]))
    rest = sorted((change for change in changes if not _turns(change)), key=_order)
    wished = [change for change in rest if change.change == "opens" and not change.real]
    anew = [change for change in wished if stints and _reopens(change, stints[-1])]
    for change in (change for change in rest if change not in anew):
        reached = [stint for stint in stints if _can_reach(change, stint)]
        _place(change, reached or stints[:1], into=stints)
    if anew:
        stints.append(Stint(anew))
    for stint in stints:
        stint.changes.sort(key=_order)
    return stints


def _turns(change: Change) -> bool:
    """Whether a change begins or ends a stretch."""
    return (change.change == "opens" and change.real) or (change.change == "closes" and change.status == "happened")


def _order(change: Change) -> tuple[date, date, int, str]:
    first = change.span.earliest or change.span.latest or date.max
    last = change.span.latest or date.max
    return first, last, ("opens", "holds", "changes", "suspends", "closing", "closes").index(change.change), change.node


def _place(change: Change, stints: list[Stint], *, new: bool = False, into: list[Stint] | None = None) -> None:
    """Put a change into the last of the stints, or into a new one at the end of `into` where there is none."""
    if new or not stints:
        (stints if into is None else into).append(Stint([change]))
    else:
        stints[-1].changes.append(change)


def _can_reach(change: Change, stint: Stint) -> bool:
    """Whether a change can have come once the stint had begun."""
    start, latest = stint.start, change.span.latest
    return start is None or latest is None or start <= latest


def _opens_anew(change: Change, stints: Sequence[Stint]) -> bool:
    """Whether an opening begins a new stint: the last one is closed, and not one whose opening is still untold."""
    if not stints:
        return True
    last = stints[-1]
    untold = not last.of("opens") and any(closer.span.may_equal(change.span) for closer in last.closers)
    return bool(last.closers) and not untold


def _reopens(change: Change, last: Stint) -> bool:
    """Whether a wish to open speaks of a time after the last stint: it is dated, or was told, once that was over."""
    over = max((closer.span.latest for closer in last.closers if closer.span.latest), default=None)
    told = max((claim.known.earliest for claim in change.claims if claim.known.earliest), default=None)
    dated = change.span.earliest
    return over is not None and ((dated is not None and dated > over) or (told is not None and told > over))


def _resumed_after(change: Change, openers: Sequence[Change]) -> bool:
    """Whether some opening surely came after a change that suspends or begins to close."""
    end = change.span.latest
    return end is not None and any(o.span.earliest is not None and o.span.earliest > end for o in openers)
