"""Runs: the steps put together over many reports. Importing this loads no model and no database."""

from chancery.runs.codebooks import Checked, check_codebook, copy_codebook, describe_codebook, describe_type
from chancery.runs.coding import code_reports, code_text, make_text_report, read_reports, read_text, snapshot_of
from chancery.runs.filing import file_reports, open_record
from chancery.runs.pairs import code_pair
from chancery.runs.results import Coded, Coding, Counts
from chancery.runs.steps import Steps, default_steps, steps_with

__all__ = [
    "Checked",
    "Coded",
    "Coding",
    "Counts",
    "Steps",
    "check_codebook",
    "code_pair",
    "code_reports",
    "code_text",
    "copy_codebook",
    "default_steps",
    "describe_codebook",
    "describe_type",
    "file_reports",
    "make_text_report",
    "open_record",
    "read_reports",
    "read_text",
    "snapshot_of",
    "steps_with",
]
