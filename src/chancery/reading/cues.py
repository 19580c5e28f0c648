"""The lexicon of attribution: which words say that somebody says something, and how their content stands."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from chancery.shelf import wordlists


class Cue(NamedTuple):
    """A cue word's stance, and how its content may stand (see the header of `attribution_cues.tsv`)."""

    stance: str
    how: str


@cache
def verb_cues() -> dict[str, Cue]:
    """Verbs by lemma, with particle ("point_out"). Where two rows name a verb, the first counts."""
    return _cues("verb")


@cache
def noun_cues() -> dict[str, Cue]:
    """Nouns by lemma."""
    return _cues("noun")


def _cues(part_of_speech: str) -> dict[str, Cue]:
    found: dict[str, Cue] = {}
    for stance, kind, how, lemmas in wordlists.table("attribution_cues.tsv"):
        if kind == part_of_speech:
            for lemma in lemmas.split():
                found.setdefault(lemma, Cue(stance, how))
    return found
