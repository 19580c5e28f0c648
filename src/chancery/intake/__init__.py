"""Bytes into reports: text, Markdown, HTML, feeds, WARC, JSON lines and folders of them, each with one outcome."""

from chancery.intake.files import KINDS, Outcome, list_folder, read_bytes, read_listed, read_path
from chancery.intake.options import DEFAULTS, IntakeOptions
from chancery.intake.reports import make_report

__all__ = [
    "DEFAULTS",
    "KINDS",
    "IntakeOptions",
    "Outcome",
    "list_folder",
    "make_report",
    "read_bytes",
    "read_listed",
    "read_path",
]
