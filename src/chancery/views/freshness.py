"""When a state was last confirmed, and whether that is long ago."""

from __future__ import annotations

from datetime import date, timedelta

from chancery.terms import State
from chancery.views.dating import date_label

CONFIRMED_FOR_DAYS = {
    "hostilities": 30,
    "custody": 180,
    "demand": 180,
    "displacement": 180,
    "presence": 180,
    "control": 365,
    "commitment": 365,
    "proceeding": 365,
    "sanction": 365,
    "agreement": 730,
    "office": 730,
    "membership": 1095,
}
"""Days for which a word that a state stands is good, by kind: fighting may be over in a month, a membership lasts.

Source: ours. After so many days without news a view says when it was last confirmed; nothing is closed for it.
"""
_DEFAULT_DAYS = 365


def is_stale(state: State, day: date | None) -> bool:
    """Whether a state that may still stand was last confirmed long before a day."""
    last = state.confirmed.latest
    if day is None or last is None or state.status in ("ended", "planned", "alleged"):
        return False
    return day - last > timedelta(days=CONFIRMED_FOR_DAYS.get(state.kind, _DEFAULT_DAYS))


def confirmed_words(state: State) -> str:
    """ "last confirmed 18 April 2024"; "" where no report says that it stood."""
    return f"last confirmed {date_label(state.confirmed)}" if state.confirmed.stated else ""
