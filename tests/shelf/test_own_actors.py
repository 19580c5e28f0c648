"""A user's own file of actors: what it may hold, what is told of errors, how it is used."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chancery.shelf import own_actors, own_files
from chancery.shelf.actors import ActorList, own_entries
from chancery.shelf.own_actors import add_actor, check_rows, read_actors
from chancery.terms import InputError

ROWS = "name\tother_names\tcountry\tsector\toffice\tfrom\tto\n"
MINISTER = "Ana Example\tA. Example\tKEN\tGOV\tminister of works\t2021-01\t\n"
FRONT = "Example Front\tEXF\tKEN\tREB\t\t\t\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "mine.tsv"
    made.write_text(ROWS + MINISTER + "# a remark\n\n" + FRONT, encoding="utf-8")
    return made


def test_a_table_is_read(file: Path) -> None:
    minister, front = read_actors(file)
    assert (minister.id, minister.kind, minister.other_names) == ("ana-example", "person", ("A. Example",))
    assert (minister.since, minister.until, minister.where) == ("2021-01", "", f"{file}:2")
    assert (front.id, front.kind, front.where) == ("example-front", "organisation", f"{file}:5")


def test_yaml_is_read_alike(tmp_path: Path, file: Path) -> None:
    same = tmp_path / "mine.yaml"
    same.write_text(
        "- name: Ana Example\n  other_names: [A. Example]\n  country: KEN\n  sector: GOV\n"
        "  office: minister of works\n  from: 2021-01\n"
        "- {name: Example Front, other_names: EXF, country: KEN, sector: REB}\n",
        encoding="utf-8",
    )
    assert [one.row() for one in read_actors(same)] == [one.row() for one in read_actors(file)]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({}, "no name"),
        ({"name": "A", "country": "Kenya"}, "country 'Kenya'"),
        ({"name": "A", "sector": "ARMY"}, "sector 'ARMY'"),
        ({"name": "A", "from": "May 2021"}, "from 'May 2021'"),
        ({"name": "A", "from": "2021-13"}, "from '2021-13'"),
        ({"name": "A", "from": "2021", "to": "2019-05"}, "before it begins"),
        ({"name": "A", "kind": "ship"}, "kind 'ship'"),
        ({"name": "A", "id": "Big Id"}, "id 'Big Id'"),
        ({"name": "A", "colour": "red"}, "unknown column 'colour'"),
    ],
)
def test_each_error_is_one_line_with_its_place(row: dict[str, str], said: str) -> None:
    found, wrong = check_rows([(7, row)], "mine.tsv")
    assert not found
    assert len(wrong) == 1
    assert wrong[0].startswith("mine.tsv:7: ")
    assert said in wrong[0]


def test_all_errors_of_a_file_are_told_at_once(tmp_path: Path) -> None:
    bad = tmp_path / "bad.tsv"
    bad.write_text(ROWS + "A\t\tKenya\tGOV\t\t\t\nB\t\tKEN\tARMY\t\t\t\n", encoding="utf-8")
    with pytest.raises(InputError) as told:
        read_actors(bad)
    assert [line.partition(": ")[0] for line in str(told.value).splitlines()[1:]] == [f"{bad}:2", f"{bad}:3"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("no.tsv", "title\tcountry\nA\tKEN\n"),
        ("no.yaml", "name: A\n"),
        ("no.yaml", "- [unclosed\n"),
        ("no.yaml", "- just words\n"),
        ("no.tsv", "name\tcountry\nA\tKEN\tmore\n"),
        ("twice.tsv", "name\tcountry\nA\tKEN\nA\tKEN\n"),
    ],
)
def test_what_is_no_list_of_actors_is_refused(tmp_path: Path, name: str, text: str) -> None:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=name.replace(".", r"\.")):
        read_actors(file)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_actors(tmp_path / "none.tsv")


@pytest.mark.parametrize("ending", ["tsv", "yaml"])
def test_what_is_added_is_read_again(tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"new.{ending}"
    added = add_actor(file, {"name": "Ana Example", "other_names": "A. Example, Example", "country": "KEN"})
    more = add_actor(file, {"name": "Example Front", "sector": "REB", "source": "a press release"})
    assert [one.row() for one in read_actors(file)] == [added.row(), more.row()]


def test_nothing_is_added_twice_or_wrong(file: Path) -> None:
    before = file.read_text(encoding="utf-8")
    with pytest.raises(InputError, match="already"):
        add_actor(file, {"name": "Example Front"})
    with pytest.raises(InputError, match="country"):
        add_actor(file, {"name": "Another", "country": "Kenya"})
    with pytest.raises(InputError, match="no column 'source'"):
        add_actor(file, {"name": "Another", "source": "a book"})
    assert file.read_text(encoding="utf-8") == before


def test_own_actors_come_before_those_of_the_shelf(tmp_path: Path) -> None:
    file = tmp_path / "mine.tsv"
    file.write_text("id\tname\tcountry\tsector\nmine\tGreenpeace\tNLD\tNGO\n", encoding="utf-8")
    found = ActorList(own_entries(file)).named("Greenpeace")
    assert [entry.id for entry in found][:1] == ["org:mine"]
    assert "org:greenpeace" in [entry.id for entry in found]


def test_the_environment_names_the_file(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(own_actors.VARIABLE, raising=False)
    assert own_files.file_in_use(own_actors.VARIABLE) is None
    monkeypatch.setenv(own_actors.VARIABLE, str(file))
    assert own_files.file_in_use(own_actors.VARIABLE) == file
    assert len(own_files.mark(file)) == 12


CELL = st.text(
    st.characters(blacklist_characters="\t\n\r,", blacklist_categories=("Cs", "Cc", "Zl", "Zp")), max_size=12
)


@given(name=CELL.filter(lambda text: text.strip()), office=CELL, source=CELL)
def test_any_row_is_an_actor_or_an_error(name: str, office: str, source: str) -> None:
    found, wrong = check_rows([(1, {"name": name, "office": office, "source": source})], "x")
    assert len(found) + bool(wrong) == 1
    assert all("\n" not in line for line in wrong)
