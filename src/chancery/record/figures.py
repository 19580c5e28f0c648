"""Counts that several voices give, computed from claims: the lowest, the best and the highest that stand.

Pure, and the same in any order of input. Nothing is added up, and no number is made that nobody gave.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from chancery.record.counted import Whom, joined, of_before, total, whom
from chancery.record.statuses import REAL, claimed_status, section_rank, text_order
from chancery.terms import Claim, Figure, Quantity, Said, Speaker

_UNCOUNTED = frozenset({"", "other"})
"""What a count is of where coding could not tell: two of these may count anything, so they are never compared."""
_ABOUT_SHARE = 0.1
"""How far a number may be from an approximate one that allows it, as a share of that. Source: ours."""
_DENIED, _RESTATED = 3, 4
"""Tiers of what sets no bounds: what is denied, and what a title restates of its body."""
_VAGUE_KINDS = frozenset({"group", "unknown", ""})


@dataclass(frozen=True, slots=True)
class _Word:
    """One count of one claim, with what decides its weight: its voice, its tier (0 affirmed) and its time."""

    claim: Claim
    quantity: Quantity
    of: Whom
    voice: tuple[str, ...]
    tier: int
    earlier: bool
    said: Said


def innermost(claim: Claim) -> Speaker | None:
    """The speaker on whose word a claim is made; None where it is its report's own."""
    return next((one for one in reversed(claim.speakers) if one.actor is not None or one.text.strip()), None)


def fold_figures(
    rows: Iterable[tuple[Claim, Quantity]],
    source: Callable[[Claim], str],
    speaker: Callable[[Claim], Speaker | None] = innermost,
) -> tuple[Figure, ...]:
    """The figures that claims with their counts give, the whole before its parts, in order of kind and unit.

    `source` names the independent source of a claim, one name for copies. A voice is the speaker who vouches, wherever
    quoted, or else the source. Of one voice the later word counts; between voices all are kept. A title that leaves the
    speaker out does not make the report vouch for what its body only quotes.
    """
    once = {(claim.id, q): (claim, q) for claim, q in rows if q.what not in _UNCOUNTED and _numbered(q)}
    told = [(claim, q, whom(claim, q)) for claim, q in once.values()]
    figures: list[Figure] = []
    for what, unit in sorted({(q.what, q.unit) for _, q, _ in told}):
        some = [row for row in told if (row[1].what, row[1].unit) == (what, unit)]
        under = joined((claim.mention, of) for claim, _, of in some)
        bodies = {claim.report for claim, _, _ in some if section_rank(claim) == 0}
        groups: dict[Whom, list[_Word]] = {}
        for claim, quantity, of in some:
            word = _word(claim, quantity, of, source(claim), speaker(claim))
            if section_rank(claim) and claim.report in bodies:
                word = replace(word, tier=_RESTATED)
            groups.setdefault(under[Whom(of.group, of.people)], []).append(word)
        for of in sorted(groups, key=lambda one: (one.group, one.people)):
            words = _one_each(groups[of])
            if words:
                figures.append(_figure(what, unit, total(of, groups), words))
    return tuple(sorted(figures, key=lambda figure: (figure.what, figure.unit, bool(figure.of), figure.of)))


def excludes(one: Said, other: Said) -> bool:
    """Whether two figures cannot both be right: 25 and 32 exclude each other, 25 and "more than 20" do not."""
    if one.best is not None and other.best is not None and _exact(one) and _exact(other):
        return one.best != other.best
    low = max((bound for bound in (_low(one), _low(other)) if bound is not None), default=None)
    high = min((bound for bound in (_high(one), _high(other)) if bound is not None), default=None)
    return low is not None and high is not None and low > high


def _numbered(quantity: Quantity) -> bool:
    return not (quantity.low is None and quantity.best is None and quantity.high is None)


def _word(claim: Claim, quantity: Quantity, of: Whom, publisher: str, speaker: Speaker | None) -> _Word:
    name = (speaker.actor.name if speaker.actor else "") or speaker.text if speaker else ""
    if speaker is None:
        voice: tuple[str, ...] = ("source", publisher)
    elif speaker.actor is not None and speaker.actor.kind not in _VAGUE_KINDS:
        voice = ("actor", speaker.actor.id)
    else:
        # "Officials" of one report need not be those of another.
        voice = ("words", publisher, (speaker.actor.id if speaker.actor else "") or speaker.text.casefold())
    status = claimed_status(claim)
    tier = 0 if status in REAL else {"alleged": 2, "denied": _DENIED}.get(status, 1)
    stance = {"alleged": "alleges", "denied": "denies"}.get(status, claim.stance)
    said = Said(
        claim.id, publisher, name, " ".join(quantity.words.split()), quantity.low, quantity.best, quantity.high,
        claim.known, stance=stance, approximate=quantity.approximate,
    )  # fmt: skip
    return _Word(claim, quantity, of, voice, tier, of_before(claim, quantity), said)


def _one_each(words: Sequence[_Word]) -> list[_Word]:
    """The counts of one group, without those of claims that give several that are neither whole nor revised.

    "Three in one town and four in another" tells no whole, and to add them up would be to invent one.
    """
    by_claim: dict[str, list[_Word]] = {}
    for word in words:
        by_claim.setdefault(word.claim.id, []).append(word)
    kept: list[_Word] = []
    for some in by_claim.values():
        now = [word for word in some if not word.earlier]
        whole = [word for word in now if not word.of.part]
        if len({(w.said.low, w.said.best, w.said.high) for w in now}) <= 1:
            kept += some
        elif len(whole) == 1:
            kept += [*whole, *(word for word in some if word.earlier)]
    return kept


def _figure(what: str, unit: str, of: str, words: Sequence[_Word]) -> Figure:
    ordered = sorted(words, key=_order)
    tier = min(word.tier for word in ordered)
    said = _superseded(ordered)
    rows = [
        (word.voice, replace(one, stands=one.stands and word.tier == tier < _DENIED))
        for word, one in zip(ordered, said, strict=True)
    ]
    standing = [(voice, one) for voice, one in rows if one.stands]
    some = [one for _, one in standing]
    lows = [bound for one in some if (bound := _least(one)) is not None]
    highs = [bound for one in some if (bound := _most(one)) is not None]
    high = max(highs, default=None)
    open_above = any(_most(one) is None and (high is None or (_least(one) or 0) > high) for one in some)
    return Figure(
        what,
        unit,
        min(lows, default=None),
        _best(standing),
        None if open_above else high,
        tuple(one for _, one in rows),
        of,
        any(excludes(one, other) for i, one in enumerate(some) for other in some[i + 1 :]),
    )


def _order(word: _Word) -> tuple[object, ...]:
    claim, span = word.claim, word.quantity.span
    at = span.start if span else claim.trigger.start
    known = claim.known.latest or date.min
    # What a title restates, and what is told as having been said before, gives way to the rest of its report.
    return (
        known, claim.report, section_rank(claim) == 0, not word.earlier, at, *text_order(claim),
        word.quantity.what, word.quantity.words, repr(word.quantity),
    )  # fmt: skip


def _later(one: _Word, other: _Word) -> bool:
    """Whether the first was surely said after the other: on a later day, or further on in the same report."""
    if one.claim.report == other.claim.report:
        return _order(one) > _order(other)
    mine, theirs = one.claim.known.earliest, other.claim.known.latest
    # What is told as an earlier count was not said when its report came out.
    return not one.earlier and mine is not None and theirs is not None and mine > theirs


def _superseded(ordered: Sequence[_Word]) -> list[Said]:
    """What was said, with the later word of the same voice that has replaced it. `ordered` by time.

    A later word that only says less ("dozens" after "32") neither replaces the figure nor stands beside it.
    """
    result = [word.said for word in ordered]
    standing: dict[tuple[str, ...], list[int]] = {}
    for at, word in enumerate(ordered):
        held = standing.setdefault((*word.voice, str(word.tier)), [])
        over = [i for i in held if _later(word, ordered[i])]
        if any(_says_less(word.said, result[i]) for i in over):
            result[at] = replace(word.said, stands=False)
            continue
        for i in over:
            result[i] = replace(result[i], superseded=word.said.claim, stands=False)
        held[:] = [*(i for i in held if i not in over), at]
    return result


def _says_less(later: Said, earlier: Said) -> bool:
    return later.best is None and earlier.best is not None and not excludes(later, earlier)


def _best(standing: Sequence[tuple[tuple[str, ...], Said]]) -> float | None:
    def merit(row: tuple[tuple[str, ...], Said]) -> tuple[int, date, float]:
        value = row[1].best or 0.0
        support = {voice for voice, other in standing if other.best == value or _allows(other, value)}
        return len(support), row[1].known.latest or date.min, value

    given = [row for row in standing if row[1].best is not None]
    return max(given, key=merit)[1].best if given else None


def _allows(said: Said, value: float) -> bool:
    low, high = _low(said), _high(said)
    return (low is None or low <= value) and (high is None or value <= high)


def _exact(said: Said) -> bool:
    """Whether a figure is one plain number: neither approximate nor a bound."""
    if said.approximate:
        return False
    return (said.low, said.high) in ((None, None), (said.best, said.best))


def _low(said: Said) -> float | None:
    """The least that a figure allows."""
    if said.approximate and said.best is not None:
        return min(said.best * (1 - _ABOUT_SHARE), said.low if said.low is not None else said.best)
    return said.best if said.low is None and said.high is None else said.low


def _high(said: Said) -> float | None:
    """The most that a figure allows, None where it sets no bound."""
    if said.approximate and said.best is not None:
        return max(said.best * (1 + _ABOUT_SHARE), said.high if said.high is not None else said.best)
    return said.best if said.low is None and said.high is None else said.high


def _least(said: Said) -> float | None:
    """The lowest number that a figure names."""
    return next((bound for bound in (said.low, said.best, said.high) if bound is not None), None)


def _most(said: Said) -> float | None:
    """The highest number that a figure names, None where it has a lower bound only."""
    return said.best if said.low is None and said.high is None else said.high
