"""One happening as two sides tell it, field by field: what differs, and whether both can be right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from chancery.record.accounts import one_side
from chancery.record.figures import excludes, fold_figures
from chancery.record.happenings import merge_event
from chancery.record.merge import merge_participants, places_agree
from chancery.record.sourcing import Whose
from chancery.record.statuses import joint_status
from chancery.terms import Claim, Event, Figure, Outlet, Participant
from chancery.views.counting import count_label
from chancery.views.dating import date_label
from chancery.views.figures import figure_words, standing_of
from chancery.views.naming import listed, party_names
from chancery.views.vouching import vouched
from chancery.views.wording import Wording

_NOT_SAID = "not said"
_STEM_CHARS = 5


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that two sides tell in different ways, each in words; whether the two contradict each other.

    `field` is status, date, place, who, to whom, a count, what (type of event), words, hedge or on whose word.
    """

    field: str
    one: str
    other: str
    contradicts: bool = False


def compare_events(wording: Wording, event: Event, mine: Sequence[Claim], theirs: Sequence[Claim]) -> list[Difference]:
    """What differs between two sides' claims about one event, contradictions first."""
    one, other = (merge_event(event.mentions[0], some, _whose) for some in (mine, theirs))
    found = [_status(mine, theirs)]
    if one.when.date.stated or other.when.date.stated:
        told = [date_label(side.when.date) if side.when.date.stated else _NOT_SAID for side in (one, other)]
        agree = one.when.date.may_equal(other.when.date)
        found.append(Difference("date", told[0], told[1], not agree) if not agree or _NOT_SAID in told else None)
    if one.place or other.place:
        told = [side.place.place.name if side.place else _NOT_SAID for side in (one, other)]
        agree = not (one.place and other.place) or places_agree(one.place, other.place)
        found.append(Difference("place", told[0], told[1], not agree) if told[0] != told[1] else None)
    found.append(_parties("who", one.actors, other.actors))
    found.append(_parties("to whom", one.recipients, other.recipients))
    found += _counts(one.figures, other.figures)
    found.append(_differ("what", *(f"{s.type.lower()}{f' ({s.mode})' if s.mode else ''}" for s in (one, other))))
    found.append(_words(*([wording.cut(c.report, c.trigger) for c in some] for some in (mine, theirs))))
    found.append(_differ("hedge", one.hedge or "none", other.hedge or "none"))
    found.append(_quoting(mine, theirs))
    return sorted((one for one in found if one), key=lambda one: not one.contradicts)


def compare_states(mine: Sequence[Claim], theirs: Sequence[Claim]) -> list[Difference]:
    """What differs between two sides' claims about one state, beyond the words; contradictions first."""
    found = [_status(mine, theirs)]
    holders = [merge_participants((c, p) for c in some for p in c.state.who) for some in (mine, theirs)]
    found.append(_parties("who", holders[0], holders[1]))
    figures = [fold_figures(((c, q) for c in some for q in c.state.quantities), _report) for some in (mine, theirs)]
    found += _counts(figures[0], figures[1])
    return sorted((one for one in found if one), key=lambda one: not one.contradicts)


def _whose(claim: Claim) -> Whose:
    """Each report by itself: that the two sides copy from one source is no reason to say that they agree."""
    return Whose(Outlet(claim.report))


def _report(claim: Claim) -> str:
    return claim.report


def _differ(field: str, one: str, other: str) -> Difference | None:
    return Difference(field, one, other) if one != other else None


def _status(mine: Sequence[Claim], theirs: Sequence[Claim]) -> Difference | None:
    told = []
    for some in (mine, theirs):
        status, disputed = joint_status(some)
        denied = "; reports a denial" if disputed else ""
        told.append(f"{status}{denied}")
    against = ("denied" in told[0]) != ("denied" in told[1])
    return Difference("status", told[0], told[1], against) if told[0] != told[1] else None


def _parties(field: str, one: Sequence[Participant], other: Sequence[Participant]) -> Difference | None:
    told = [party_names(some) or _NOT_SAID for some in (one, other)]
    if told[0] == told[1] or {p.actor.id for p in one} == {p.actor.id for p in other}:
        return None
    known = [[p.actor for p in some if p.how == "stated" and p.actor.country] for some in (one, other)]
    against = bool(known[0] and known[1]) and not any(one_side(a, b) for a in known[0] for b in known[1])
    return Difference(field, told[0], told[1], against)


def _counts(one: Sequence[Figure], other: Sequence[Figure]) -> list[Difference | None]:
    sides = [{(f.what, f.unit, f.of): f for f in some if figure_words(f)} for some in (one, other)]
    found: list[Difference | None] = []
    for key in sorted({*sides[0], *sides[1]}):
        figures = [side.get(key) for side in sides]
        told = [figure_words(figure) if figure else _NOT_SAID for figure in figures]
        a, b = (standing_of(figure) if figure else [] for figure in figures)
        against = bool(a and b) and not any(not excludes(x, y) for x in a for y in b)
        if told[0] != told[1]:
            found.append(Difference(count_label(key[0], key[2]), told[0], told[1], against))
    return found


def _words(one: Sequence[str], other: Sequence[str]) -> Difference | None:
    """The words for what happened, where the sides share none."""
    mine, theirs = ([word for word in dict.fromkeys(w.casefold() for w in some) if word] for some in (one, other))
    if not mine or not theirs or {_stem(word) for word in mine} & {_stem(word) for word in theirs}:
        return None
    told = [", ".join(f"“{word}”" for word in side) for side in (mine, theirs)]
    return Difference("words", told[0], told[1])


def _stem(words: str) -> str:
    """What two forms of one word have in common, roughly: "withdrew" and "withdrawal" are the same word."""
    return words[:_STEM_CHARS]


def _quoting(mine: Sequence[Claim], theirs: Sequence[Claim]) -> Difference | None:
    told = []
    for some in (mine, theirs):
        who = vouched(some)
        parts = [f"{names} {verb}".strip() for stance, verb in _STANCE_WORDS if (names := who.names(stance))]
        told.append(listed([*(["its own voice"] if who.own_voice else []), *parts]) or _NOT_SAID)
    return _differ("on whose word", told[0], told[1])


_STANCE_WORDS = (
    ("asserts", ""), ("confirms", "(confirms)"), ("alleges", "(alleges)"), ("denies", "(denies)"),
    ("demands", "(demands)"), ("predicts", "(predicts)"),
)  # fmt: skip
