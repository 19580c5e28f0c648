"""Keeps a small record of this version's schema, for test_kept_records. Run once, when a schema is to ship:

PYTHONPATH=src python tests/record/keep_schema.py
"""

from __future__ import annotations

import lzma
import sqlite3
import tempfile
from pathlib import Path

from chancery.record import Record
from chancery.record.schema import VERSION
from chancery.runs import file_reports
from chancery.terms import Judgement

HERE = Path(__file__).parent
DOSSIER = HERE.parents[1] / "examples" / "dossier"
NAMES = ("2020-11-10-statement.md", "2024-04-18-peacekeepers.md", "2024-06-13-completed.md")


def keep(target: Path) -> None:
    """A record of three reports, with a judgement that somebody passed and a file that could not be read, packed."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "kept.chancery"
        with Record.open(path) as record:
            file_reports([*(DOSSIER / name for name in NAMES), HERE / "no-such-file.md"], record)
            one, other = sorted({claim.mention for claim in record.snapshot().claims.values()})[:2]
            record.add_judgements([Judgement(one, other, "different", 1.0, "two things", "person:editor")])
        with sqlite3.connect(path) as connection:
            connection.execute("VACUUM")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(lzma.compress(path.read_bytes(), preset=9 | lzma.PRESET_EXTREME))


if __name__ == "__main__":
    keep(HERE / "kept" / f"schema-{VERSION}.xz")
