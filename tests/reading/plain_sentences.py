"""Sentences and tokens by plain patterns, for tests of rules that need no parse."""

from __future__ import annotations

import re

from chancery.terms import PartialDate, Report, Sentence, Token

_TOKEN = re.compile(r"\w+|[^\w\s]")


def one_sentence(text: str, *, tags: dict[str, str] | None = None) -> list[Sentence]:
    """The text as one sentence of untagged tokens; `tags` gives parts of speech to the tokens of those words."""
    tokens = tuple(
        Token(found.start(), found.end(), found[0], found[0].lower(), (tags or {}).get(found[0], ""))
        for found in _TOKEN.finditer(text)
    )
    return [Sentence(0, 0, len(text), 0, tokens)]


def report_of(text: str, published: str = "") -> Report:
    """A report of one block, published on an EDTF date."""
    return Report(text=text, published=PartialDate.parse(published))
