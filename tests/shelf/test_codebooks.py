"""The codebook: the shipped one holds together, and a broken copy is refused with the rule named."""

from __future__ import annotations

import shutil
from importlib.resources import files
from pathlib import Path

import pytest

from chancery.shelf.codebooks import load_codebook
from chancery.terms import CodebookError


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    folder = tmp_path / "codebook"
    shutil.copytree(str(files("chancery.shelf") / "codebook"), folder)
    return folder


def test_the_sixteen_types_are_there() -> None:
    assert len(load_codebook().types) == 16


def test_a_copy_can_be_used(copy: Path) -> None:
    assert load_codebook(copy).triggers == load_codebook().triggers


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("  mode: withdraw", "  mode: vanish", "no mode 'vanish'"),
        ("  type: RETREAT", "  type: RETRAET", "unknown type 'RETRAET'"),
        ("  anaphoric: true", "  anaforic: true", "a rule has no 'anaforic'"),
        ("agent|patient is forces", "agent|patient is forcez", "unknown word class 'forcez'"),
    ],
)
def test_a_broken_rule_is_named(copy: Path, old: str, new: str, found: str) -> None:
    path = copy / "triggers.yaml"
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    with pytest.raises(CodebookError, match=found) as caught:
        load_codebook(copy)
    assert "rule " in caught.value.where
