"""Chancery: an attributed record of political events and standing states, read from news reports.

    import chancery
    data = chancery.code("Russia condemned Georgia on Monday.", published="2021-03-02")

Importing this loads nothing of the parts below; each function loads what it needs when it is first called.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from chancery.reading import Parser
    from chancery.terms import Actor, Source

__version__ = "0.1.0"
__all__ = ["__version__", "code", "code_pair", "read", "resolve_actor"]


def read(
    text: str,
    *,
    title: str | None = None,
    published: str | None = None,
    source: str | Source | None = None,
    given_id: str | None = None,
    reader: Parser | str | None = None,
) -> dict[str, Any]:
    """What is read in a text: sentences, names, places, times, predicates with roles, attributions, coreference.

    Shapes:  the machine's view of one report, equal to a line of `chancery read --json`; every offset counts
             characters of its "text". `published` is the day of publication in EDTF ("2024-04-17", "2024"); None where
             not known, and relative dates ("on Wednesday") then stay open. `source` is the publisher, by name. `reader`
             is another parser, as an object or "module:factory" (docs/other-readers.md); None for the one that ships.
    Raises:  InputError where the text is none that can be read (empty, another language), with the reason; ReaderError
             where there is no such reader, ParseError where it breaks its protocol.
    """
    from chancery import runs
    from chancery.views.machine import reading_data

    report = runs.make_text_report(text, title=title, published=published, source=source, given_id=given_id)
    return reading_data(runs.read_text(report, steps=runs.steps_with(reader)))


def code(
    text: str,
    *,
    title: str | None = None,
    published: str | None = None,
    source: str | Source | None = None,
    given_id: str | None = None,
    reader: Parser | str | None = None,
    codebook: Path | str | None = None,
) -> dict[str, Any]:
    """The events, states and opinions of a text, each with the characters that it rests on.

    Shapes:  the machine's view of one report, equal to a line of `chancery code --json`. Arguments as for `read`;
             `codebook` is the folder of another codebook (docs/codebook.md), None for the one that ships.
    Raises:  InputError where the text is none that can be read, with the reason; ReaderError and ParseError as `read`;
             CodebookError where the codebook does not hold together.
    """
    from chancery import runs
    from chancery.views.machine import coded_data

    report = runs.make_text_report(text, title=title, published=published, source=source, given_id=given_id)
    coded = runs.code_text(report, steps=runs.steps_with(reader, codebook))
    return coded_data(coded.report, coded.snapshot)


def resolve_actor(text: str, *, on: date | str | None = None, context: str = "") -> Actor:
    """Who an actor phrase means: identity, country and sector, "" where not known.

    Shapes:  `on` is the day it was written, as a date or in EDTF (a minister is government while in office); of a
             partial date the last day counts. `context` is the text around the phrase.
    Raises:  ValueError where `on` is no date.
    """
    from chancery.matching.actors import resolve_actor as resolve
    from chancery.terms import PartialDate

    day = PartialDate.parse(on).latest if isinstance(on, str) else on
    return resolve(text, on=day, context=context)


def code_pair(text: str, *, source: tuple[int, int], target: tuple[int, int]) -> tuple[str, float]:
    """What the phrase at `source` does to the phrase at `target`: (one of the 16 PLOVER types or "none", probability).

    Shapes:  half-open ranges of characters of `text`, most often two names in one sentence.
    Raises:  InputError where the text cannot be read; ValueError where a range lies outside of it.
    """
    from chancery import runs

    return runs.code_pair(text, source=source, target=target)
