"""The header that a text or Markdown file may carry: `key: value` lines between two lines of three dashes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from chancery.terms import Source

_OPEN = re.compile(r"\A[ \t\n]*---[ \t]*\n")
_CLOSE = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE)
_PAIR = re.compile(r"^([A-Za-z][\w -]{0,40}?)[ \t]*:(?:[ \t]+(.*)|[ \t]*)$")
_REST = re.compile(r"^(?:[ \t]+\S.*|- .*|#.*|[ \t]*)$")
_MAX_HEADER_CHARS = 8_000

SOURCE_KINDS = ("agency", "newspaper", "broadcaster", "site", "government", "organisation", "social", "unknown")


@dataclass(frozen=True, slots=True)
class Header:
    """What a header states (keys in lower case, spaces and dashes as "_"), and where the text after it starts."""

    fields: dict[str, str] = field(default_factory=dict)
    text_start: int = 0

    def first(self, *keys: str) -> str:
        """The first field of these that is stated and not empty; "" where none is."""
        for key in keys:
            if self.fields.get(key):
                return self.fields[key]
        return ""


def split_header(text: str) -> Header:
    """The header at the top of `text`; an empty one, starting at 0, where there is none.

    Shapes:  a header begins on the first line that is not blank. Every line of it is `key: value` (quotation marks
             around the value are dropped), a comment, an indented line or a list item (both passed over); with
             any other line it is no header, but a text that begins with a rule.
    Source:  ours: the part of YAML front matter that needs no YAML.
    """
    opened = _OPEN.match(text)
    if not opened:
        return Header()
    closed = _CLOSE.search(text, opened.end(), opened.end() + _MAX_HEADER_CHARS)
    if not closed:
        return Header()
    fields: dict[str, str] = {}
    for line in text[opened.end() : closed.start()].split("\n"):
        pair = _PAIR.match(line)
        if pair:
            key = re.sub(r"[ -]+", "_", pair[1].strip().lower())
            fields[key] = _bare(pair[2] or "")
        elif not _REST.match(line):
            return Header()
    start = closed.end()
    while start < len(text) and text[start] == "\n":
        start += 1
    return Header(fields, start)


def source_of(name: str = "", country: str = "", kind: str = "", ownership: str = "") -> Source:
    """A source from words as stated; a kind that is not of the list counts as unknown."""
    kind = kind.strip().lower()
    return Source(name.strip(), country.strip(), kind if kind in SOURCE_KINDS else "unknown", ownership.strip())


def _bare(value: str) -> str:
    value = value.strip()
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return value
