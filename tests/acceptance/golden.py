"""What every view says of the example dossier, kept in `examples/views` and compared word for word.

`python -m tests.acceptance.golden` shows what has changed; with `--accept REASON` the new views are kept, and the
reason with them in `examples/views/accepted.md`.
"""

from __future__ import annotations

import argparse
import difflib
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from typer.testing import CliRunner

from chancery.doors.cli import app

ROOT = Path(__file__).parents[2]
KEPT = ROOT / "examples" / "views"
LOG = "accepted.md"
REPORTS = ("examples/dossier", "examples/jsonl")
VIEWS: Mapping[str, tuple[str, ...]] = {
    "brief.md": ("brief",),
    "timeline.md": ("timeline",),
    "situation.md": ("situation",),
    "situation-as-of-2020-10-05.md": ("situation", "--as-of", "2020-10-05"),
    "situation-as-of-2023-09-19.md": ("situation", "--as-of", "2023-09-19"),
    "situation-as-of-2022-06-01.md": ("situation", "--as-of", "2022-06-01"),
    "situation-known-on-2020-12-31.md": ("situation", "--known-on", "2020-12-31"),
    "situation-as-of-2020-11-15-known-on-2020-12-31.md": (
        *("situation", "--as-of", "2020-11-15"),
        *("--known-on", "2020-12-31"),
    ),
    "claims.md": ("claims",),
    "changes-2024.md": ("changes", "--since", "2024-01-01"),
    "diff-armenia-azerbaijan.md": ("diff", "Armenia", "Azerbaijan"),
}
"""The command behind each file; the reports are filed once, all in one run."""


def views_of_today(folder: Path) -> dict[str, str]:
    """Every view of the dossier as the program tells it now, by the file's name. `folder` takes the record."""
    record = str(folder / "dossier.sqlite")
    runner = CliRunner()
    paths = [str(ROOT / place) for place in REPORTS]
    filed = runner.invoke(app, ["file", *paths, "--record", record], catch_exceptions=False)
    assert filed.exit_code == 0, filed.output
    found = {}
    for name, command in VIEWS.items():
        shown = runner.invoke(app, [*command, "--record", record, "--format", "markdown"], catch_exceptions=False)
        assert shown.exit_code == 0, shown.output
        found[name] = shown.stdout.rstrip() + "\n"
    return found


def kept_views() -> dict[str, str]:
    """The views as last accepted."""
    return {name: (KEPT / name).read_text("utf-8") for name in VIEWS if (KEPT / name).exists()}


def changed(before: Mapping[str, str], after: Mapping[str, str]) -> str:
    """What differs, as a unified diff of each view; "" where nothing does."""
    lines: list[str] = []
    for name in sorted({*before, *after}):
        old, new = (views.get(name, "").splitlines(keepends=True) for views in (before, after))
        lines += difflib.unified_diff(old, new, f"accepted/{name}", f"today/{name}", n=1)
    return "".join(lines)


def accept(views: Mapping[str, str], reason: str) -> None:
    """Keep the views, and say why."""
    KEPT.mkdir(exist_ok=True)
    for name, text in views.items():
        (KEPT / name).write_text(text, "utf-8")
    log = KEPT / LOG
    old = log.read_text("utf-8") if log.exists() else "# Why the kept views changed, newest last\n\n"
    log.write_text(f"{old}- {reason}\n", "utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.acceptance.golden", description=__doc__)
    parser.add_argument("--accept", metavar="REASON", help="keep what the views say today")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        today = views_of_today(Path(folder))
    difference = changed(kept_views(), today)
    sys.stdout.write(difference)
    if not difference:
        print("every view is as accepted")
    elif options.accept is not None:
        if not options.accept.strip():
            parser.error("--accept needs a reason in words")
        accept(today, options.accept.strip())
        print(f"accepted: {options.accept.strip()}")
    return 1 if difference and options.accept is None else 0


if __name__ == "__main__":
    raise SystemExit(main())
