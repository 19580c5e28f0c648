"""A user's own list (actors, sources) put to use: for this process and those that it starts, or for a while."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path


def use(variable: str, file: Path | None, read: Callable[[Path], object], forget: Callable[[], None]) -> None:
    """Make a variable of the environment name the file, once `read` has found it right; None leaves things as they are.

    `forget` drops what was made of the list before. Raises: InputError where the file cannot be read or is wrong.
    """
    if file is None:
        return
    read(file)
    os.environ[variable] = str(file)
    forget()


@contextmanager
def using(
    variable: str, file: Path | None, read: Callable[[Path], object], forget: Callable[[], None]
) -> Iterator[None]:
    """The same for as long as the block runs. Raises: as `use`."""
    before = os.environ.get(variable)
    use(variable, file, read, forget)
    try:
        yield
    finally:
        if file is not None:
            if before is None:
                os.environ.pop(variable, None)
            else:
                os.environ[variable] = before
            forget()
