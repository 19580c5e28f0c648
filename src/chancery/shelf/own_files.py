"""A user's own file of actors or sources: which one the environment names, and the mark that says which it was."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path


def file_in_use(variable: str) -> Path | None:
    """The user's file that a variable of the environment names; None where it names none."""
    given = os.environ.get(variable, "").strip()
    return Path(given).expanduser() if given else None


def mark(file: Path) -> str:
    """The first twelve digits of the file's SHA-256: what a run was made with."""
    return hashlib.sha256(file.read_bytes()).hexdigest()[:12]
