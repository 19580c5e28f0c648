"""What an account says of each feature that it is compared by, in words that a person can check."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from chancery.matching.happenings import Happening
from chancery.terms import Actor, Place

#: Names of a story that are shown: enough to see which story it is.
_NAMES_SHOWN = 8


def shown(feature: str, happening: Happening) -> str:
    """The value of one account that a feature compares, "" where it says nothing of it."""
    return _SHOWN[feature](happening)


def _said(values: Iterable[str]) -> str:
    return ", ".join(values)


def _named(values: Iterable[Actor | Place]) -> str:
    return ", ".join(value.name for value in values)


def _dated(happening: Happening) -> str:
    return happening.date.edtf or "not stated"


def _counted(happening: Happening) -> str:
    return ", ".join(f"{quantity.words} {quantity.what}".strip() for quantity in happening.quantities)


def _spelled(told: Happening, names: Iterable[str], most: int | None = None) -> str:
    """Names as the report writes them, each once."""
    written = dict(told.spelled)
    return _said(list(dict.fromkeys(written.get(name, name) for name in sorted(names)))[:most])


_SHOWN: dict[str, Callable[[Happening], str]] = {
    "type": lambda told: _said(told.types),
    "mode": lambda told: _said(told.modes),
    "rule": lambda told: _said(told.rules),
    "word": lambda told: _said(told.triggers),
    "actors": lambda told: _named(told.actors),
    "recipients": lambda told: _named(told.recipients),
    "sides": lambda told: _named(told.parties),
    "place": lambda told: _named(told.places),
    "date": _dated,
    "published": lambda told: told.known.edtf,
    "counts": _counted,
    "act": lambda told: _said(told.modes or told.types),
    "status": lambda told: _said(told.statuses),
    "wording": lambda told: told.words,
    "names": lambda told: _spelled(told, told.names),
    "numbers": lambda told: _said(sorted(told.numbers)),
    "story": lambda told: _spelled(told, told.story, _NAMES_SHOWN),
}
