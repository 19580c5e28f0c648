"""A record moved between machines: an archive made of it, and an archive taken into another."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from chancery.runs.filing import open_record
from chancery.runs.steps import Judge
from chancery.terms import RecordError

if TYPE_CHECKING:  # brings SQLAlchemy in, which reading and coding do without
    from chancery.record.archive import Manifest
    from chancery.record.moving import Imported


def export_archive(record: Path | str, path: Path | str, *, force: bool = False) -> Manifest:
    """Write a record into an archive, and say what is in it.

    Raises:  RecordError where there is no record, the file cannot be written, or is there already without `force`.
    """
    from chancery.record import Record

    if Path(path).is_file() and not force:
        remedy = "name another, or write over it with --force"
        raise RecordError("the archive is not written: the file is there already", where=str(path), remedy=remedy)

    with Record.open(record, create=False) as opened:
        return opened.export_archive(path)


def import_archive(path: Path | str, record: Path | str, *, judge: Judge | None = None) -> Imported:
    """Take an archive into a record, which is made where there is none, and match what is new.

    Raises:  RecordError where the archive is none or is damaged: then nothing is imported, and no record is made.
    """
    from chancery.record import Record, archive, schema

    archive.check(Path(path), schema.VERSION)
    with Record.open(record) as opened:
        imported = opened.import_archive(path)
    with open_record(record, judge=judge):
        return imported
