"""The lexicon of attribution: which words say that somebody says something, and how their content stands."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from chancery.shelf import wordlists


class Cue(NamedTuple):
    """A cue word's stance, and how its content may stand (see the header of `attribution_cues.tsv`).

    Shapes:  `how` are the constructions in which the source gives its word for the content, `wide` those that tell of
             an attitude or a topic alone.
    """

    stance: str
    how: str
    wide: str = ""


TIME_NOUNS = frozenset(
    "second minute hour day night morning afternoon evening week weekend month year decade century today yesterday "
    "tomorrow tonight monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june july august september october november december spring summer autumn winter fall moment period time".split()
)
"""Nouns that tell a time by themselves."""


@cache
def verb_cues() -> dict[str, Cue]:
    """Verbs by lemma, with particle ("point_out"). Where several rows name a verb, the first gives the stance."""
    return _cues("verb")


@cache
def noun_cues() -> dict[str, Cue]:
    """Nouns by lemma that give their source's word: those with small letters."""
    return {lemma: cue for lemma, cue in _cues("noun").items() if cue.how}


@cache
def attitude_nouns() -> dict[str, Cue]:
    """Nouns by lemma that tell what somebody says or feels: those with capitals."""
    return {lemma: cue for lemma, cue in _cues("noun").items() if cue.wide}


@cache
def adjective_cues() -> dict[str, Cue]:
    """Adjectives by lemma."""
    return _cues("adj")


def _cues(part_of_speech: str) -> dict[str, Cue]:
    found: dict[str, Cue] = {}
    for stance, kind, letters, lemmas in wordlists.table("attribution_cues.tsv"):
        if kind != part_of_speech:
            continue
        how = "".join(letter for letter in letters if letter.islower())
        wide = "".join(letter for letter in letters if letter.isupper())
        for lemma in lemmas.split():
            before = found.get(lemma)
            if before is None:
                found[lemma] = Cue(stance, how, wide)
            else:
                found[lemma] = before._replace(wide=before.wide + wide)
    return found
