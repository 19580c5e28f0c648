"""A figure in words: the number that stands, or the range where voices differ, and who gives which and when."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from chancery.record.figures import excludes
from chancery.terms import Figure, Said
from chancery.views.dating import date_label
from chancery.views.naming import inside, listed

Voice = Callable[[Said], str]
"""The name of who gives a figure: the speaker, or the publisher."""

_MOST_EARLIER = 3


def figure_words(figure: Figure) -> str:
    """The number that stands in the words of a report, or the range of those that do; "" where none stands.

    What has only grown since, as a toll does, is told by its last word.
    """
    standing = standing_of(figure)
    if not standing:
        return ""
    if not figure.differs or is_revised(figure):
        return inside(_best(figure, standing).words)
    low, high = _ends(standing)
    return f"between {inside(low.words)} and {inside(high.words)}"


def figure_notes(figure: Figure, voice: Voice) -> list[str]:
    """Who gives the lowest and who the highest where voices differ; what was told earlier where it was revised."""
    standing = standing_of(figure)
    if not standing:
        return []
    best = _best(figure, standing)
    notes: list[str] = []
    if figure.differs and not is_revised(figure):
        for end in dict.fromkeys(_ends(standing)):
            names = listed(voice(one) for one in standing if one.words == end.words)
            notes.append(f"{inside(end.words)} according to {names}")
    elif figure.differs:
        names = listed(voice(one) for one in standing if one.words == best.words)
        notes.append(f"{inside(best.words)} according to {names}")
    if any(said.stance == "alleges" for said in standing) and not figure.differs:
        notes.append(f"alleged by {listed(voice(one) for one in standing)}")
    before = earlier(figure)
    if before:
        some = ", ".join(_told_when(one) for one in before[-_MOST_EARLIER:])
        notes.append(f"told earlier: {some}")
    return notes


def standing_of(figure: Figure) -> list[Said]:
    """What stands of a figure, by the day it was known."""
    return [said for said in figure.said if said.stands]


def is_revised(figure: Figure) -> bool:
    """Whether it is one count as it grew: lower on an earlier day, as all is that its best number excludes.

    A bound grows too: "more than 97,000" and, days later, "more than 100,000". One that the later number only makes
    exact ("dozens", then 32) has not grown.
    """
    standing = standing_of(figure)
    if not standing or figure.best is None:
        return False
    best = _best(figure, standing)
    against = [one for one in standing if excludes(one, best)]
    if not all(_outgrown(one, best) for one in against):
        return False
    return bool(against) or any(_outgrown(one, best) and _is_number(one) for one in standing)


def _outgrown(one: Said, best: Said) -> bool:
    return _before(one, best) and _value(one) < _value(best)


def _is_number(said: Said) -> bool:
    return any(letter.isdigit() for letter in said.words)


def earlier(figure: Figure) -> list[Said]:
    """What was told on an earlier day and counts no more: replaced by its own voice, or outgrown; each number once."""
    standing = standing_of(figure)
    if not standing:
        return []
    best, revised = _best(figure, standing), is_revised(figure)
    shown = {inside(one.words).casefold() for one in ([best] if revised else standing)}
    found: dict[str, Said] = {}
    for said in figure.said:
        over = said.superseded or (revised and said.stands and _value(said) < _value(best))
        if over and inside(said.words).casefold() not in shown and _before(said, best):
            found.setdefault(inside(said.words), said)
    return sorted(found.values(), key=lambda said: (said.known.latest or date.min, _value(said)))


def _before(one: Said, other: Said) -> bool:
    last, first = one.known.latest, other.known.earliest
    return last is not None and first is not None and last < first


def _best(figure: Figure, standing: Sequence[Said]) -> Said:
    given = [one for one in standing if one.best == figure.best]
    # The last to say it, with the plain number before a bound of the same height.
    return max(given or standing, key=lambda one: (one.high is not None, standing.index(one)))


def _ends(standing: Sequence[Said]) -> tuple[Said, Said]:
    return min(standing, key=_value), max(standing, key=_value)


def _value(said: Said) -> float:
    return next((bound for bound in (said.best, said.low, said.high) if bound is not None), 0.0)


def _told_when(said: Said) -> str:
    words = inside(said.words)
    return f"{words} ({date_label(said.known)})" if said.known.stated else words
