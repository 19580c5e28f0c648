"""Files written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from chancery.terms import InputError


def read_if_there(path: Path) -> bytes:
    """What a file holds; b"" where there is none. Raises: InputError where it cannot be read."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise InputError(f"cannot be read: {(error.strerror or str(error)).lower()}", where=str(path)) from error


def write_whole(path: Path, data: bytes) -> None:
    """Put data in the place of what a file held, in one step: whoever reads it finds the old or the new, never a part.

    Raises:  InputError where it cannot be written; the file is then as it was.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o644
        number, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        try:
            with os.fdopen(number, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            Path(name).chmod(mode)
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        found = f"cannot be written: {(error.strerror or str(error)).lower()}"
        raise InputError(found, where=str(path), remedy="check the folder, its permissions and the disk") from error
