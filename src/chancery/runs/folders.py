"""Folders and files as a watcher looks at them: what is new or changed since it last looked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from chancery.runs.gathering import SETTLE_S, Gathering, Outcome
from chancery.runs.guard import take_in
from chancery.runs.watch_lists import Watched
from chancery.runs.watch_state import Mark


def poll_path(watched: Watched, look: Gathering) -> Iterator[Outcome]:
    """The reports of files that are new, or were changed, under a path; a report that changed is a report of its own.

    Shapes:  a file is known by its times and size. One that was written a moment ago waits for the next round, unless
             this is the only one.
    """
    from chancery.intake import list_folder, read_listed, read_path

    standing = look.state.standing(watched.address)
    path = Path(watched.address)
    try:
        folder = path.is_dir()
        parts = list_folder(path) if folder else [path] if path.exists() else None
    except OSError as error:
        look.fails(standing, f"it cannot be read: {(error.strerror or str(error)).lower()}", "check its permissions")
        return
    if parts is None:
        look.fails(standing, "there is no such file or folder", "check the path; it is looked for again")
        return
    look.works(standing)
    for part in parts:
        if look.stopped():
            return
        if part.absolute() in look.left_out:
            continue
        stamp = _stamp(part, look)
        known = look.state.mark_of(watched.address, str(part))
        if not stamp or (known and known.stamp == stamp):
            continue
        yield from take_in([part], (lambda one: read_listed(one)) if folder else (lambda one: read_path(one)))
        look.marks.append(Mark(watched.address, str(part), stamp))


def _stamp(part: Path, look: Gathering) -> str:
    """What tells one state of a file from another; "" where it is not to be read in this round."""
    try:
        facts = part.stat()
    except OSError:
        return "gone"  # between listing and looking, or not to be looked at: reading says which
    if not look.once and 0 <= look.now() - facts.st_mtime < SETTLE_S:
        return ""
    return f"{facts.st_mtime_ns} {facts.st_ctime_ns} {facts.st_size}"
