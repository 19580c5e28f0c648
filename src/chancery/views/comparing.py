"""Features that two accounts were compared by, named for people."""

from __future__ import annotations

_PLAIN = {
    "word": "word that tells it",
    "sides": "parties",
    "rule": "coding rule",
    "published": "days of the reports",
    "wording": "words in common",
    "names": "names in common",
    "numbers": "numbers in common",
    "story": "names that the reports have in common",
}


def feature_label(name: str) -> str:
    """A feature's name in plain words, with what came of the comparison.

    >>> feature_label("names: 2"), feature_label("date: same day")
    ('names in common: 2', 'date: same day')
    """
    field, colon, found = name.partition(":")
    return f"{_PLAIN.get(field, field)}{colon}{found}"
