"""A record's reports looked at anew for whose words they are, after the list of sources has changed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from chancery.runs.filing import bring_up, open_record
from chancery.runs.sources import trace_sources
from chancery.runs.steps import Steps, default_steps

if TYPE_CHECKING:
    from chancery.record import Record


@dataclass(frozen=True, slots=True)
class Retraced:
    """How many reports were looked at, and of how many what is known of the source is not as it was."""

    reports: int
    changed: int


def retrace(record: Record | Path | str, *, steps: Steps | None = None) -> Retraced:
    """Look at all reports of a record anew for their sources and copies, and compute what follows from them.

    No claim and no id changes. Interrupted, it is finished by whatever opens the record next.
    Raises:  RecordError where there is no record, or it cannot be written.
    """
    if isinstance(record, Path | str):
        with open_record(record) as opened:
            return retrace(opened, steps=steps)
    before = record.provenance()
    looked = trace_sources(record, again=True)
    bring_up(record, steps or default_steps())
    after = record.provenance()
    return Retraced(looked, sum(before.get(key) != traced for key, traced in after.items()))
