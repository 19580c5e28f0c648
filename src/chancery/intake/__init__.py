"""Bytes into reports: text, Markdown, HTML, JSON lines and folders of them, each report with one outcome."""

from chancery.intake.files import KINDS, Outcome, read_bytes, read_path
from chancery.intake.options import DEFAULTS, IntakeOptions
from chancery.intake.reports import make_report

__all__ = ["DEFAULTS", "KINDS", "IntakeOptions", "Outcome", "make_report", "read_bytes", "read_path"]
