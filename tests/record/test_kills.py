"""Kill -9 at random moments of filing, judging, re-reading and rebuilding: nothing is lost and nothing is half there.

The full form is `python -m bench.record.kills`, 500 kills.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bench.record.kills import coded_reports, kill_rounds

DOSSIER = Path(__file__).parents[2] / "examples" / "dossier"
KILLS = 20


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked here, which this system cannot")
def test_a_killed_process_loses_nothing(tmp_path: Path) -> None:
    tally = kill_rounds(coded_reports(DOSSIER), tmp_path, kills=KILLS)
    assert tally.faults == []
    assert tally.kills == KILLS
    assert tally.finished["filed"] > 0
    assert tally.finished["judged"] + tally.finished["reread"] > 0
