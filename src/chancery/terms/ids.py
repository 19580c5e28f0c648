"""Ids that are derived from content, so that the same input has the same id on any machine."""

from __future__ import annotations

import hashlib


def content_id(prefix: str, *parts: object, digits: int = 16) -> str:
    """`prefix` and the first hex digits of a SHA-256 over the parts.

    Each part is written with its length before it, so that no two lists of parts give one key.

    >>> content_id("r", "ab", "c") == content_id("r", "a", "bc")
    False
    """
    digest = hashlib.sha256()
    for part in parts:
        data = str(part).encode("utf-8", "surrogatepass")
        digest.update(f"{len(data)}:".encode())
        digest.update(data)
    return f"{prefix}{digest.hexdigest()[:digits]}"
