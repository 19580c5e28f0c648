"""Asking the actor list, and adding to a file of one's own."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

import chancery
from chancery.runs.actors import add_actor, find_actors, show_actor, using_actors
from chancery.shelf import own_actors
from chancery.terms import InputError, UnknownIdError


@pytest.fixture(autouse=True)
def no_file_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(own_actors.VARIABLE, raising=False)


def ids(found: list[dict[str, object]]) -> list[object]:
    return [one["id"] for one in found]


def test_an_alias_finds_its_actor_first() -> None:
    assert ids(find_actors("European Union"))[0] == "org:european-union"
    assert ids(find_actors("burma"))[0] == "country:MMR"
    assert ids(find_actors("lavrov"))[0] == "person:sergei-lavrov"


def test_a_name_written_nearly_so_is_offered() -> None:
    assert "person:recep-tayyip-erdogan" in ids(find_actors("Erdogann"))
    assert find_actors("Qqqqxyz") == []


def test_country_sector_kind_and_day_narrow_the_search() -> None:
    found = find_actors("", country="fra", sector="GOV", kind="person", on=date(2016, 3, 1), most=100)
    assert found
    assert all((one["country"], one["kind"]) == ("FRA", "person") for one in found)
    assert "person:francois-hollande" in ids(found)
    assert len(find_actors("", country="FRA", most=2)) == 2


def test_all_that_is_known_is_shown() -> None:
    macron = show_actor("Emmanuel Macron")
    assert macron["id"] == "person:emmanuel-macron"
    assert {"office": "president", "sector": "GOV", "from": "2017-05", "to": None} in macron["offices"]
    assert macron["sources"][0].startswith("persons: ")
    assert show_actor("PRI")["part_of"] == "USA"
    assert show_actor("country:GEO")["names"][0] == "Georgia"
    assert "South Ossetian" not in show_actor("GEO")["names"]


def test_nobody_and_several_are_refused_with_what_to_try() -> None:
    with pytest.raises(UnknownIdError, match="did you mean person:recep"):
        show_actor("Erdogann")
    with pytest.raises(InputError, match="give the id"):
        show_actor("Amhara")


def test_own_actors_are_found_shown_and_used(tmp_path: Path) -> None:
    file = tmp_path / "mine.tsv"
    added = add_actor(file, {"name": "Ana Example", "country": "KEN", "sector": "GOV", "office": "minister"})
    assert (added["id"], added["file"]) == ("ana-example", str(file))
    with using_actors(file):
        assert ids(find_actors("Example"))[0] == "person:ana-example"
        assert show_actor("Ana Example")["sources"] == [f"your file, {file}:2"]
        assert chancery.resolve_actor("Ana Example").country == "KEN"
    assert chancery.resolve_actor("Ana Example").country == ""
    assert own_actors.VARIABLE not in os.environ


def test_what_was_named_before_is_named_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = tmp_path / "one.tsv", tmp_path / "other.tsv"
    add_actor(one, {"name": "One Example", "country": "KEN"})
    add_actor(other, {"name": "Other Example", "country": "UGA"})
    monkeypatch.setenv(own_actors.VARIABLE, str(one))
    with using_actors(other):
        assert find_actors("Other Example")
    assert os.environ[own_actors.VARIABLE] == str(one)


def test_without_a_file_nothing_can_be_added() -> None:
    with pytest.raises(InputError, match="CHANCERY_ACTORS"):
        add_actor(None, {"name": "Ana Example"})
