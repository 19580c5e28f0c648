"""Runs: the steps put together over many reports. Importing this loads no model and no database."""

from chancery.runs.archives import export_archive, import_archive
from chancery.runs.coding import code_reports, code_text, make_text_report, read_reports, read_text, snapshot_of
from chancery.runs.filing import file_reports, open_record
from chancery.runs.pairs import code_pair
from chancery.runs.results import Coded, Coding, Counts
from chancery.runs.steps import Steps, default_steps, steps_with

__all__ = [
    "Coded",
    "Coding",
    "Counts",
    "Steps",
    "code_pair",
    "code_reports",
    "code_text",
    "default_steps",
    "export_archive",
    "file_reports",
    "import_archive",
    "make_text_report",
    "open_record",
    "read_reports",
    "read_text",
    "snapshot_of",
    "steps_with",
]
