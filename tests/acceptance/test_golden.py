"""The views of the example dossier are as they were accepted; see `python -m tests.acceptance.golden`."""

from __future__ import annotations

from pathlib import Path

from tests.acceptance.golden import VIEWS, changed, kept_views, views_of_today


def test_every_view_of_the_dossier_is_as_accepted(tmp_path: Path) -> None:
    kept = kept_views()
    assert set(kept) == set(VIEWS)
    assert changed(kept, views_of_today(tmp_path)) == ""


def test_a_changed_word_shows() -> None:
    kept = kept_views()
    name = next(iter(kept))
    assert changed(kept, {**kept, name: kept[name] + "One line more.\n"}).endswith("+One line more.\n")
