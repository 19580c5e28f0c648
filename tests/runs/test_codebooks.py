"""The codebook as people handle it: its examples come out as they say, mistakes are named, types are described."""

from __future__ import annotations

import shutil
from importlib.resources import files
from pathlib import Path

import pytest

from chancery.runs import steps_with
from chancery.runs.codebooks import check_codebook, describe_codebook, describe_type
from chancery.terms import CodebookError


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    folder = tmp_path / "mine"
    shutil.copytree(str(files("chancery.shelf") / "codebook"), folder)
    return folder


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_every_example_of_the_shipped_codebook_is_coded_as_it_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CHANCERY_CODEBOOK", raising=False)
    checked = check_codebook()
    assert [str(problem) for problem in checked.problems] == []
    assert checked.types == 16
    assert checked.examples >= 190


def test_every_type_and_nearly_every_mode_has_an_example() -> None:
    for brief in describe_codebook():
        full = describe_type(brief["type"])
        assert full["examples"], brief["type"]
        assert full["counterexamples"], brief["type"]
        assert all(mode["says"] for mode in full["modes"]), brief["type"]
        shown = {example["is"].split()[0].partition("/")[2] for example in full["examples"]}
        lacking = {mode["mode"] for mode in full["modes"]} - shown
        assert len(lacking) <= 3, f"{brief['type']}: no example of {sorted(lacking)}"


def test_an_example_that_comes_out_otherwise_is_named_with_its_line(copy: Path) -> None:
    examples = copy / "examples.yaml"
    examples.write_text(
        'examples:\n  AGREE:\n    examples:\n      - {text: "France condemned the coup in Niger.", is: AGREE}\n',
        "utf-8",
    )
    [problem] = check_codebook(copy).problems
    assert problem.where == f"{examples}, line 4"
    assert "ACCUSE/disapprove happened" in problem.remedy


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ("{text: Nothing., is: AGRE}", "unknown type 'AGRE'"),
        ("{text: Nothing., is: AGREE/visit}", "AGREE has no mode 'visit'"),
        ("{text: Nothing., is: AGREE maybe}", "unknown status 'maybe'"),
        ("{text: Nothing., is: SUPPORT}", "an example of AGREE cannot be SUPPORT"),
        ("{text: Nothing.}", "an example needs text and is"),
    ],
)
def test_a_broken_example_is_named(copy: Path, row: str, found: str) -> None:
    (copy / "examples.yaml").write_text(f"examples:\n  AGREE:\n    examples:\n      - {row}\n", "utf-8")
    [problem] = check_codebook(copy).problems
    assert found in problem.found
    assert problem.where.endswith("line 4")


def test_all_mistakes_are_told_at_once(copy: Path) -> None:
    edit(copy / "triggers.yaml", "  mode: withdraw", "  mode: vanish")
    edit(copy / "senses.yaml", "profile: word\n", "profile: wrod\n")
    edit(copy / "types.yaml", "    quad: VCOOP\n", "    quad: VCOOPS\n")
    edit(copy / "classes.yaml", '"@country"', '"@contry"')
    problems = check_codebook(copy).problems
    assert [problem.where.split(",")[0].rsplit("/", 1)[-1] for problem in problems] == [
        "types.yaml",
        "classes.yaml",
        "triggers.yaml",
        "senses.yaml",
    ]
    assert [problem.remedy for problem in problems if "did you mean" in problem.remedy] == [
        "did you mean 'VCOOP'?",
        "did you mean '@country'?",
        "did you mean 'word'?",
    ]


def test_a_key_that_stands_twice_is_told(copy: Path) -> None:
    with (copy / "classes.yaml").open("a", encoding="utf-8") as file:
        file.write("forces:\n  lemmas: [horse]\n")
    [problem] = check_codebook(copy).problems
    assert problem.found == "'forces' stands twice"


def test_a_file_that_is_no_yaml_is_one_mistake_with_its_line(copy: Path) -> None:
    with (copy / "states.yaml").open("a", encoding="utf-8") as file:
        file.write("standing: [\n")
    [problem] = check_codebook(copy).problems
    assert "states.yaml, line " in problem.where


def test_steps_refuse_a_broken_codebook_before_the_first_report(copy: Path) -> None:
    (copy / "types.yaml").unlink()
    with pytest.raises(CodebookError, match="the file is missing"):
        steps_with(None, copy)


def test_the_version_of_the_codebook_changes_with_its_files(copy: Path) -> None:
    same = steps_with(None, copy).versions["codebook"]
    assert same == steps_with(None).versions["codebook"]
    other = copy.parent / "other"
    shutil.copytree(copy, other)
    edit(other / "types.yaml", "score: 2.5", "score: 2.4")
    assert steps_with(None, other).versions["codebook"] != same
