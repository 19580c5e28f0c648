"""The shelf hands out checked files and nothing else."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from chancery.shelf import artefacts
from chancery.terms import ArtefactError


def test_every_artefact_is_what_the_manifest_says() -> None:
    found = artefacts.check_all()
    assert {"countries", "organisations", "persons", "places", "place_names", "outlines"} <= {one.name for one in found}
    assert all(one.licence and one.origin and one.rebuilt and one.version for one in found)


def shelf_with(tmp_path: Path, data: bytes) -> Path:
    row = artefacts.manifest()["peoples"]
    (tmp_path / "data").mkdir()
    shutil.copy(artefacts.SHELF / "manifest.toml", tmp_path / "manifest.toml")
    (tmp_path / "data" / row.file.name).write_bytes(data)
    return tmp_path


def test_a_changed_file_is_refused_with_a_remedy(tmp_path: Path) -> None:
    shelf = shelf_with(tmp_path, b"something else")
    with pytest.raises(ArtefactError, match="not what the manifest says") as caught:
        artefacts.path("peoples", shelf)
    assert "peoples.tsv" in caught.value.where
    assert caught.value.remedy


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    shelf = shelf_with(tmp_path, b"")
    with pytest.raises(ArtefactError, match="cannot be read"):
        artefacts.path("countries", shelf)


def test_an_unknown_name_is_answered_with_those_that_exist() -> None:
    with pytest.raises(ArtefactError, match="countries"):
        artefacts.path("county")


def test_a_shelf_without_a_manifest_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ArtefactError, match="manifest"):
        artefacts.path("countries", tmp_path)


@pytest.mark.parametrize("row", ["", '[x]\nfile = "x"\n', "[x\n"])
def test_a_broken_manifest_is_refused(tmp_path: Path, row: str) -> None:
    (tmp_path / "manifest.toml").write_text(row)
    with pytest.raises(ArtefactError):
        artefacts.path("x", tmp_path)
