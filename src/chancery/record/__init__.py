"""The record: claims and judgements kept, events and states computed from them.

`fold` is pure and light; the store behind `Record` is loaded when it is first asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chancery.record.differences import Difference, find_differences, find_happened, snapshots_between
from chancery.record.fold import fold

if TYPE_CHECKING:
    from chancery.record.addresses import named
    from chancery.record.checks import Problem
    from chancery.record.lookup import Found
    from chancery.record.matcher import Matcher
    from chancery.record.paging import Page
    from chancery.record.refreshing import Judge
    from chancery.record.searching import Hit
    from chancery.record.store import Record

__all__ = [
    "Difference",
    "Found",
    "Hit",
    "Judge",
    "Matcher",
    "Page",
    "Problem",
    "Record",
    "find_differences",
    "find_happened",
    "fold",
    "named",
    "snapshots_between",
]

_HOMES = {
    "Record": "store",
    "Judge": "refreshing",
    "Problem": "checks",
    "Found": "lookup",
    "Hit": "searching",
    "named": "addresses",
    "Matcher": "matcher",
    "Page": "paging",
}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(f"chancery.record.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
