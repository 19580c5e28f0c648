"""A view as plain JSON data: every field under its own name, dates as ISO 8601, unknown ones null."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from chancery.terms import Span
from chancery.views.pages import View


def plain_data(value: object) -> Any:
    """Dataclasses as objects, tuples as lists, spans as [start, end], dates as strings."""
    if isinstance(value, Span):
        return [value.start, value.end]
    if isinstance(value, date):
        return value.isoformat()
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {one.name: plain_data(getattr(value, one.name)) for one in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain_data(one) for key, one in value.items()}
    if isinstance(value, (tuple, list, frozenset, set)):
        return [plain_data(one) for one in value]
    return value


def view_json(view: View) -> str:
    """The view as one JSON document."""
    return json.dumps(plain_data(view), ensure_ascii=False, indent=2) + "\n"
