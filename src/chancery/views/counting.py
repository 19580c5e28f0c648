"""Counts of people and things in a sentence, in the words of the report."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from chancery.terms import Figure, Participant, Quantity
from chancery.views.figures import Voice, figure_notes, figure_words
from chancery.views.naming import actor_name, inside, parties_plural, party_names

_NAMES = {
    "dead": "killed",
    "injured": "injured",
    "displaced": "displaced",
    "detained": "detained",
    "size": "number taking part",
    "aid": "aid",
    "troops": "troops",
    "money": "sum",
}
PART = "among them"
"""What a count is of that is a part of another, of nobody named."""
#: Which count tells how many underwent what a verb says.
_TOLD_BY = {
    **dict.fromkeys(("kill", "execute", "assassinate", "massacre", "murder"), "dead"),
    "injure": "injured",
    **dict.fromkeys(("detain", "arrest", "sentence", "capture", "imprison"), "detained"),
    **dict.fromkeys(("flee", "drive", "displace", "deport", "expel"), "displaced"),
}
_LEADING_NUMBER = re.compile(r"([\d.,]+(?: (?:thousand|million|billion|hundred))?) ")
_SHARE = re.compile(r"^(?:(?:nearly|almost|about|over|more than)\s+)?(?:all|most|half|none|both)\b", re.IGNORECASE)
_VAGUE_START = re.compile(r"^(?:the|a|an|some|several|many|most)\s+", re.IGNORECASE)


def count_name(what: str) -> str:
    """What a count counts, as a label: "killed" for dead."""
    return _NAMES.get(what, what if what and what != "other" else "count")


@dataclass(frozen=True, slots=True)
class Count:
    """One count as a sentence tells it: what is counted, in which words, and of whom where not of all."""

    what: str
    words: str
    of: str = ""


@dataclass(frozen=True, slots=True)
class Counts:
    """The counts of a sentence, and who gives which where they differ or have been revised."""

    told: tuple[Count, ...]
    notes: tuple[str, ...] = ()


def told_counts(quantities: Sequence[Quantity], figures: Sequence[Figure], voice: Voice) -> Counts:
    """What to tell of counts: of each figure the number or the range that stands, of the rest the words as they are."""
    told: list[Count] = []
    notes: list[str] = []
    for figure in figures:
        words = figure_words(figure)
        if words:
            told.append(Count(figure.what, words, figure.of))
            notes += figure_notes(figure, voice)
    counted = {figure.what for figure in figures}
    told += [Count(one.what, inside(one.words)) for one in quantities if one.what not in counted]
    return Counts(tuple(told), tuple(notes))


def quantity_words(counts: Sequence[Count], notes: Sequence[str] = ()) -> str:
    """Counts in brackets: " (killed: at least 12; detained: dozens)"; "" for none. `notes` follow them."""
    said: dict[str, list[str]] = {}
    for one in counts:
        words = " ".join(one.words.split())
        # A count of nothing named ("two" of "the two countries") tells nothing in brackets.
        if words and one.what not in ("other", ""):
            said.setdefault(count_label(one.what, one.of), []).append(words)
    told = [f"{what}: {' and '.join(dict.fromkeys(words))}" for what, words in said.items()]
    return f" ({'; '.join([*told, *notes])})" if told or notes else ""


def count_label(what: str, of: str = "") -> str:
    """What a figure counts, as a label: "killed", "civilians killed"."""
    name = count_name(what)
    return f"{of} {name}" if of else name


def counted_parties(
    participants: Sequence[Participant], quantities: Sequence[Count], verb: str
) -> tuple[str, bool, list[Count]]:
    """The participants with their count before them, whether a verb agrees in the plural, and the counts left over.

    Only one group with one count of people is joined ("some 120,000 ethnic Armenians"); in all other cases
    the counts are left to stand in brackets. The count is joined that counts what the verb says of them: those who were
    killed are no count of the wounded.
    """
    names, plural, kept = party_names(participants), parties_plural(participants), list(quantities)
    counts = [one for one in kept if one.words and one.what == _TOLD_BY.get(verb)]
    counts = [one for one in counts if not one.of] or [one for one in counts if one.of != PART]
    groups = {actor_name(one.actor, one.text) for one in participants}
    if len(groups) != 1 or len(counts) != 1 or participants[0].actor.kind not in ("group", "unknown", ""):
        return names, plural, kept
    words = " ".join(counts[0].words.split())
    if _SHARE.match(names):  # "nearly all of the population" is a number already
        return names, plural, kept
    bare = _VAGUE_START.sub("", names)
    kept.remove(counts[0])
    if words.casefold() in names.casefold():
        return names, plural, kept
    # The words of the group may begin with the number ("100,000 ethnic Armenians") that the count hedges or replaces.
    number = _LEADING_NUMBER.match(bare)
    if number and any(letter.isdigit() for letter in words):
        bare = bare[number.end() :]
    # The count may hold the people already ("some 120,000 ethnic Armenians").
    return (words if bare.casefold() in words.casefold() else f"{words} {bare}"), True, kept
