"""The record: one file that reports and claims are added to, and that events and states are computed in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from chancery.record.addresses import open_database
from chancery.record.asking import Asking
from chancery.record.filing import Filing
from chancery.record.opening import make_ready


def utc_now() -> str:
    """The time of filing, to the second. Nothing else in the record depends on a clock."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class Record(Filing, Asking):
    """An attributed record in one SQLite file or in PostgreSQL; open it with `Record.open`, use it in a `with`.

    Filing is two steps. `add` puts one report with its claims into the file, in one transaction, and marks the
    record unmatched. `rebuild` judges which claims belong together, folds them into events and states, replaces
    the computed tables and lifts the mark, in one transaction too. A process killed in between leaves whole reports
    and the mark, nothing half-written; whoever opens the file next and finds `unmatched` true calls `rebuild`, which
    gives what the first process would have. (Why not rebuild with each report: a run over many would do the work again
    for each.) Claims and judgements are append-only: triggers refuse to change or delete them.

    Known on a day: a claim counts from the last day on which its report can have been published. A report whose
    date of publication is not known counts only where no such day is asked; `Snapshot.origin` says how many were
    left out.
    """

    @classmethod
    def open(cls, address: Path | str, *, create: bool = True, clock: Callable[[], str] = utc_now) -> Record:
        """The record in a file, or in PostgreSQL by URL; made new where there is none and `create` allows it.

        Raises:  RecordError where it is missing, is no record, cannot be reached, or was made by a newer Chancery.
        """
        record = cls(open_database(address), clock)
        try:
            make_ready(record._database, create)
        except BaseException:
            record.close()
            raise
        return record
