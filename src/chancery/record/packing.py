"""JSON of a record as SQLite keeps it: deflated with a dictionary of what such JSON is mostly made of.

A short row deflates badly by itself; with the dictionary it takes less than half. PostgreSQL packs long rows by itself
and has plain JSON. Rows of schema 1 stay as they are.
Source: `dictionary-1.txt`, made by bench/record/dictionary.py of 265 articles of Wikinews; decision 0024.
"""

from __future__ import annotations

import zlib
from functools import cache
from importlib.resources import files
from typing import Any

from sqlalchemy import Dialect, Text
from sqlalchemy.types import TypeDecorator

_DICTIONARY = 1
"""The dictionary of what is written now: its number is the first byte. Older ones stay, to read what they packed."""
_LEVEL, _WINDOW = 6, -15
"""Deflate without a header: the digest of a claim tells whether its row is as it was."""


def pack(text: str) -> bytes:
    """A text, packed.

    >>> unpack(pack('{"kind":"event"}'))
    '{"kind":"event"}'
    """
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, _WINDOW, zdict=_dictionary(_DICTIONARY))
    return bytes([_DICTIONARY]) + packer.compress(text.encode()) + packer.flush()


def unpack(packed: bytes) -> str:
    """The text. Raises: ValueError or zlib.error where it is not one that `pack` gave."""
    if not packed or packed[0] > _DICTIONARY:
        raise ValueError("packed in no way that is known")
    unpacker = zlib.decompressobj(_WINDOW, zdict=_dictionary(packed[0]))
    text = unpacker.decompress(packed[1:])
    if not unpacker.eof:
        raise ValueError("packed text that is cut short")
    return text.decode()


@cache
def _dictionary(number: int) -> bytes:
    return (files("chancery.record") / f"dictionary-{number}.txt").read_bytes()


class Packed(TypeDecorator[str]):
    """A column of JSON that SQLite keeps packed and PostgreSQL as text. What cannot be unpacked reads as no JSON."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> Any:
        """What the database keeps of a text."""
        return pack(value) if value is not None and dialect.name == "sqlite" else value

    def process_result_value(self, value: Any, dialect: Dialect) -> str | None:
        """The text that a database keeps."""
        if not isinstance(value, bytes):
            return None if value is None else str(value)  # of schema 1, or of PostgreSQL
        try:
            return unpack(value)
        except (ValueError, OSError, zlib.error):
            return "cannot be unpacked"
