"""What the record asks of whoever judges which accounts of different reports are of one event."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from chancery.terms import Claim, Judgement, PartialDate


class Told(Protocol):
    """One report's account of one event."""

    @property
    def report(self) -> str:
        """The report."""
        ...

    @property
    def first(self) -> str:
        """Its first mention, by which judgements name it."""
        ...


class Blocks(Protocol):
    """What an account is found by: keys, and the days between which it can be of."""

    @property
    def keys(self) -> tuple[str, ...]:
        """Accounts that share none are never compared."""
        ...

    @property
    def days(self) -> PartialDate:
        """The first and last day, None where open."""
        ...


class Matcher(Protocol):
    """Judges accounts pair by pair; `chancery.matching.events` does, and its `judge` says the same of all at once.

    What is said of a pair may depend on nothing but the two reports, so that judging new reports against those there
    already gives what judging all at once would.
    """

    @property
    def BY(self) -> str:  # noqa: N802 - the constant of a module
        """The name and version that its judgements bear."""
        ...

    def within(self, claims: Iterable[Claim], /) -> Iterable[Judgement]:
        """Which mentions of a report retell another."""
        ...

    def happenings(self, claims: Iterable[Claim], /) -> Sequence[Any]:
        """The accounts (Told) that event claims of whole reports give."""
        ...

    def keys(self, happening: Any, /) -> Blocks:
        """What an account is found by."""
        ...

    def compare(self, one: Any, other: Any, /) -> Judgement | None:
        """What two accounts are to each other."""
        ...
