"""Codes one file with the real model, without keeping a record."""

from __future__ import annotations

from pathlib import Path

from chancery import coding, intake, reading
from chancery.matching import events, mentions
from chancery.record.fold import fold
from chancery.terms import Report, Snapshot


def code_file(path: Path) -> Snapshot:
    """The snapshot of one report file."""
    reports = [one for one in intake.read_path(path) if isinstance(one, Report)]
    assert len(reports) == 1, f"{path} holds {len(reports)} reports"
    return code_report(reports[0])


def code_report(report: Report) -> Snapshot:
    """The snapshot of one report."""
    read = mentions.resolve_mentions(reading.load_reader().read(report))
    done, claims = coding.code(read)
    judgements = events.judge(claims)
    found, states, opinions = fold(claims, judgements)
    return Snapshot({done.id: done}, {claim.id: claim for claim in claims}, found, states, opinions, tuple(judgements))
