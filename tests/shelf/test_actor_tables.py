"""The tables of persons and organisations: whole, without doubles, with codes and dates that are codes and dates."""

from __future__ import annotations

import re
from collections import defaultdict

from chancery.shelf.keys import name_key
from chancery.shelf.tables import listed, rows

#: Names that two of the list share; the day or the text tells them apart.
SHARED = {"king abdullah"}
SECTORS = frozenset("GOV MIL REB OPP LEG JUD COP SPY PTY IGO NGO MED BUS REL EDU LAB CVL UAF CRM ELI".split())
DATE = re.compile(r"(\d{4}(-(0[1-9]|1[0-2]))?)?")


def key(name: str) -> str:
    plain = name_key(name.removeprefix("the ").removeprefix("The ")).replace(".", "")
    return " ".join(re.findall(r"\w+", plain))


def test_a_name_means_one_person_or_one_organisation() -> None:
    bearers: defaultdict[str, set[str]] = defaultdict(set)
    for table in ("persons", "organisations"):
        for row in rows(table):
            for name in [row["name"], *listed(row["other_names"])]:
                bearers[key(name)].add(f"{table}:{row['id']}")
    assert {name for name, found in bearers.items() if len(found) > 1} == SHARED


def test_rows_are_well_formed() -> None:
    for table in ("persons", "organisations"):
        for row in rows(table):
            assert all(cell == cell.strip() for cell in row.values()), row
            assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", row["id"]), row
            assert row["sector"] in SECTORS | {""}, row
            assert re.fullmatch(r"([A-Z]{3})?", row["country"]), row
            names = [row["name"], *listed(row["other_names"])]
            assert len(names) == len(set(names)), row


def test_offices_have_dates_and_no_row_comes_twice() -> None:
    seen: set[tuple[str, ...]] = set()
    names: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for row in rows("persons"):
        assert row["office"], row
        assert DATE.fullmatch(row["from"]), row
        assert DATE.fullmatch(row["to"]), row
        place = (row["id"], row["country"], row["office"], row["from"])
        assert place not in seen, row
        seen.add(place)
        names[row["id"]].add((row["name"], row["other_names"]))
    assert all(len(written) == 1 for written in names.values())


def test_an_organisation_has_one_row() -> None:
    ids = [row["id"] for row in rows("organisations")]
    assert len(ids) == len(set(ids))


def test_nearly_every_state_has_its_heads() -> None:
    heads = {
        "president",
        "prime minister",
        "king",
        "queen",
        "sultan",
        "emir",
        "chancellor",
        "premier",
        "leader",
        "pope",
    }
    heads |= {"prince", "head of government", "supreme leader"}
    held = {row["country"] for row in rows("persons") if row["office"] in heads}
    members = {row["iso3"] for row in rows("countries") if not row["to"]}
    assert len({row["id"] for row in rows("persons")}) >= 3000
    assert len(members & held) >= 190
