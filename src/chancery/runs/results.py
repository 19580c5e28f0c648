"""What a run yields and what it counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from chancery.terms import ChanceryError, Claim, Failure, Report, SetAside, Snapshot, Span


@dataclass(frozen=True, slots=True)
class Coding:
    """One report read and coded.

    Shapes:  `report` has its publication date inferred where the text allows; `claims` in text order; `sentences` as
             read; `versions` of the layers of reading.
    """

    report: Report
    claims: tuple[Claim, ...]
    sentences: tuple[Span, ...] = ()
    versions: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Coded:
    """One report read and coded, with the events and states that it tells by itself."""

    report: Report
    claims: tuple[Claim, ...]
    snapshot: Snapshot


@dataclass(slots=True)
class Counts:
    """How many reports came in, and what became of each. `close` proves that none was lost.

    `already_there` counts reports that the record held, or that came twice in one run.
    """

    reports_in: int = 0
    filed: int = 0
    already_there: int = 0
    set_aside: int = 0
    failed: int = 0

    @property
    def done(self) -> int:
        """Reports whose fate is known."""
        return self.filed + self.already_there + self.set_aside + self.failed

    def close(self) -> None:
        """Check that every report that came in is accounted for. Raises: ChanceryError where one is not."""
        if self.reports_in != self.done:
            raise ChanceryError(
                f"{self.reports_in} reports came in and {self.done} are accounted for: {asdict(self)}",
                remedy="this is a fault of Chancery; please report it",
            )


Refusal = SetAside | Failure
"""A report that goes no further, with the reason."""
