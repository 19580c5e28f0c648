"""Hand-made tables of the shelf: tab-separated, first line the names of the columns."""

from __future__ import annotations

from collections.abc import Iterator

from chancery.shelf import artefacts
from chancery.terms import ArtefactError


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of the table `name`, each a column name to text mapping; an empty cell is "".

    Raises:  ArtefactError where the file is not what the manifest says or a row has too few or too many cells.
    """
    file = artefacts.path(name)
    lines = file.read_text(encoding="utf-8").splitlines()
    columns = lines[0].split("\t")
    for number, line in enumerate(lines[1:], start=2):
        cells = line.split("\t")
        if len(cells) != len(columns):
            raise ArtefactError(
                f"{len(cells)} cells where {len(columns)} belong", where=f"{file}:{number}", remedy="correct the row"
            )
        yield dict(zip(columns, cells, strict=True))


def listed(cell: str) -> list[str]:
    """The parts of a cell that holds a list: split at commas, empty parts dropped."""
    return [part.strip() for part in cell.split(",") if part.strip()] if cell else []
