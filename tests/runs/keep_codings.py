"""Keeps what the coder made of the dossier, for tests of what is done with claims: python tests/runs/keep_codings.py

The kept claims need not be today's: any that agree and disagree with one another will do.
"""

from __future__ import annotations

import gzip
import json
from pathlib import Path

from chancery.record.rows import claim_of, claim_row, report_of, report_row
from chancery.terms import Claim, Report

KEPT = Path(__file__).parent / "kept_codings.json.gz"
DOSSIER = Path(__file__).parent.parent.parent / "examples" / "dossier"


def kept_codings() -> list[tuple[Report, list[Claim]]]:
    """The reports of the dossier with their claims, by path."""
    kept = json.loads(gzip.decompress(KEPT.read_bytes()))
    return [(report_of(report), [claim_of(row) for row in claims]) for report, claims in kept]


def main() -> None:
    """Code the dossier and keep it."""
    from chancery.intake import read_path
    from chancery.runs.coding import code_text

    reports = [one for one in read_path(DOSSIER) if isinstance(one, Report)]
    kept = [[report_row(report, ""), [claim_row(claim) for claim in code_text(report).claims]] for report in reports]
    KEPT.write_bytes(gzip.compress(json.dumps(kept, sort_keys=True).encode(), 9, mtime=0))


if __name__ == "__main__":
    main()
