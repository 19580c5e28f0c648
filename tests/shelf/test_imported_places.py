"""A GeoNames dump goes into a file of the user's own, and the gazetteer asks it."""

from __future__ import annotations

import gzip
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chancery.shelf import geonames
from chancery.shelf.imported_places import ImportedTable, file_in_use, import_places
from chancery.shelf.place_tables import BuiltInTable
from chancery.shelf.places import Gazetteer
from chancery.terms import ArtefactError, InputError


def place(number: int, name: str, *, code: str = "P.PPL", country: str = "NL", people: int = 0, **more: str) -> str:
    """A line of a file of places in the form of GeoNames."""
    main, _, feature = code.partition(".")
    lat, lon = more.get("lat", "52.5"), more.get("lon", "5.5")
    admin = (more.get("admin1", "99"), more.get("admin2", "0001"), "", "")
    cells = [str(number), name, name, more.get("others", ""), lat, lon, main, feature, country, "", *admin]
    return "\t".join([*cells, str(people), "", "3", "Europe/Amsterdam", "2024-01-01"])


PLACES = [
    place(900001, "Testdorp", people=1200, others="Proefdorp,Тест,TST,http://example.org"),
    place(900002, "Testmeer", code="H.LK"),
    place(900003, "Kamp Testheide", code="L.MILB"),
    place(900004, "Provincie Testland", code="A.ADM1", people=50_000),
    place(900005, "Hotel Testdorp", code="S.HTL"),
    place(900006, "Oud Testland", code="A.ADM1H"),
]
ADMIN1 = ["NL.99\tTestland\tTestland\t900004"]
ADMIN2 = ["NL.99.0001\tTestgouw\tTestgouw\t900009"]
OTHERS = [
    "1\t900001\ten\tExampleville\t1\t\t\t",
    "2\t900001\twkdt\tQ1\t\t\t\t",
    "3\t999999\ten\tNowhereville\t1\t\t\t",
]


def write(file: Path, lines: list[str]) -> Path:
    """A file with these lines."""
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """A dump of four files."""
    return [
        write(tmp_path / "alternateNamesV2.txt", OTHERS),
        write(tmp_path / "XX.txt", PLACES),
        write(tmp_path / "admin1CodesASCII.txt", ADMIN1),
        write(tmp_path / "admin2Codes.txt", ADMIN2),
    ]


def test_an_import_keeps_places_with_their_divisions_and_names(files: list[Path], tmp_path: Path) -> None:
    done = import_places(files, tmp_path / "g.sqlite")
    assert (done.lines, done.places, done.left_out, done.bad) == (11, 4, 3, 0)
    table = ImportedTable(tmp_path / "g.sqlite")
    (town,) = table.rows("testdorp")
    assert (town.number, town.kind, town.country, town.region, town.district) == (
        900001,
        "p",
        "NLD",
        "Testland",
        "Testgouw",
    )
    assert table.rows("exampleville")[0].own
    assert not table.rows("proefdorp")[0].own
    assert table.rows("nowhereville") == table.rows("tst") == []
    assert table.keys(900001) == ["exampleville", "proefdorp", "testdorp"]


@pytest.mark.parametrize(
    ("name", "precision"),
    [("Testdorp", "city"), ("Testmeer", "area"), ("Kamp Testheide", "point"), ("Provincie Testland", "region")],
)
def test_the_gazetteer_asks_what_was_imported(files: list[Path], tmp_path: Path, name: str, precision: str) -> None:
    import_places(files, tmp_path / "g.sqlite")
    asked = Gazetteer([ImportedTable(tmp_path / "g.sqlite"), BuiltInTable()])
    assert [one.place.precision for one in asked.lookup(name)] == [precision]
    assert asked.lookup("Amsterdam")[0].place.geonames_id == 2759794


def test_a_place_of_both_tables_counts_once(tmp_path: Path) -> None:
    line = place(2759794, "Amsterdam", people=1, lat="52.3", lon="4.9")
    import_places([write(tmp_path / "NL.txt", [line])], tmp_path / "g.sqlite")
    asked = Gazetteer([ImportedTable(tmp_path / "g.sqlite"), BuiltInTable()])
    found = [one for one in asked.lookup("Amsterdam") if one.place.geonames_id == 2759794]
    assert [(one.place.lat, one.people) for one in found] == [(52.3, 1)]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("900010\tShort", "2 columns where 19 belong"),
        (place(900010, "Far", lat="91.0"), "latitude 91.0 is not between -90 and 90"),
        (place(900010, "Far", lon="east"), "longitude 'east' is no number"),
        (place(900010, ""), "no name"),
        (place(900010, "Odd").replace("900010", "9e5"), "number '9e5' is no whole number"),
    ],
)
def test_a_bad_line_is_told_with_its_number_and_the_rest_goes_in(tmp_path: Path, line: str, told: str) -> None:
    file = write(tmp_path / "XX.txt", [PLACES[0], line, PLACES[1]])
    done = import_places([file], tmp_path / "g.sqlite")
    assert (done.places, done.bad) == (2, 1)
    assert done.problems == [f"{file}:2: {told}"]


def test_packed_files_are_read_as_downloaded(tmp_path: Path) -> None:
    text = "\n".join(PLACES) + "\n"
    (tmp_path / "XX.txt.gz").write_bytes(gzip.compress(text.encode()))
    with zipfile.ZipFile(tmp_path / "XX.zip", "w") as archive:
        archive.writestr("readme.txt", "short")
        archive.writestr("XX.txt", text)
    for name in ("XX.txt.gz", "XX.zip"):
        assert import_places([tmp_path / name], tmp_path / f"{name}.sqlite").places == 4


def test_a_second_import_adds_and_a_fresh_one_begins_anew(tmp_path: Path) -> None:
    into = tmp_path / "g.sqlite"
    first, second = (write(tmp_path / f"{n}.txt", [PLACES[n]]) for n in (0, 1))
    import_places([first], into)
    assert import_places([second], into).places == 2
    assert ImportedTable(into).facts()["files"] == "0.txt\n1.txt"
    assert import_places([second], into, fresh=True).places == 1


def test_the_same_files_make_the_same_gazetteer(files: list[Path], tmp_path: Path) -> None:
    import_places(files, tmp_path / "a.sqlite")
    import_places(list(reversed(files)), tmp_path / "b.sqlite")
    digests = [ImportedTable(tmp_path / name).facts()["digest"] for name in ("a.sqlite", "b.sqlite")]
    assert digests[0] == digests[1]


@pytest.mark.parametrize("content", ["", "Dear reader,\n", "1\t2\n"])
def test_what_is_no_file_of_geonames_is_refused_and_nothing_changes(tmp_path: Path, content: str) -> None:
    into = tmp_path / "g.sqlite"
    import_places([write(tmp_path / "XX.txt", PLACES)], into)
    before = into.read_bytes()
    (tmp_path / "letter.txt").write_text(content)
    with pytest.raises(InputError):
        import_places([tmp_path / "letter.txt"], into)
    assert into.read_bytes() == before
    assert [file.name for file in tmp_path.glob("*.part")] == []


def test_a_broken_archive_is_refused_and_nothing_is_left(tmp_path: Path) -> None:
    packed = gzip.compress(("\n".join(PLACES * 500) + "\n").encode())
    (tmp_path / "XX.txt.gz").write_bytes(packed[: len(packed) // 2])
    with pytest.raises(InputError, match="cannot be read"):
        import_places([tmp_path / "XX.txt.gz"], tmp_path / "g.sqlite")
    assert not (tmp_path / "g.sqlite").exists()
    assert list(tmp_path.glob("*.part")) == []


def test_another_file_is_no_gazetteer(tmp_path: Path) -> None:
    (tmp_path / "g.sqlite").write_text("no database, but long enough to be looked at as one" * 50)
    with pytest.raises(ArtefactError):
        ImportedTable(tmp_path / "g.sqlite")


def test_the_variable_names_the_file_in_use(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHANCERY_GAZETTEER", str(tmp_path / "g.sqlite"))
    with pytest.raises(ArtefactError):
        file_in_use()
    import_places([write(tmp_path / "XX.txt", PLACES)], tmp_path / "g.sqlite")
    assert file_in_use() == tmp_path / "g.sqlite"
    monkeypatch.setenv("CHANCERY_GAZETTEER", "none")
    assert file_in_use() is None


@given(st.text(max_size=200))
def test_any_line_is_read_or_refused(text: str) -> None:
    for read in (geonames.place_line, geonames.other_name, geonames.admin_line, geonames.country_line):
        with suppress(ValueError):
            read(text)


@given(st.integers(1, 10**9), st.floats(-90, 90), st.floats(-180, 180), st.integers(0, 10**10))
def test_a_well_formed_line_is_read_as_it_stands(number: int, lat: float, lon: float, people: int) -> None:
    line = geonames.place_line(place(number, "Testdorp", people=people, lat=repr(lat), lon=repr(lon)))
    assert line is not None
    assert (line.number, line.lat, line.lon, line.people) == (number, lat, lon, people)
