"""The gazetteer at work: taking a GeoNames dump in, and asking what is there. Plain data comes back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from chancery.terms import InputError, Place, UnknownIdError

Data = dict[str, Any]


def import_gazetteer(
    files: Sequence[Path],
    *,
    into: Path | None = None,
    fresh: bool = False,
    progress: Callable[[int, str], None] = lambda lines, note: None,
) -> Data:
    """What an import of GeoNames files did: `file`, counts, and `problems`, the first twenty lines that are bad.

    Raises:  InputError where a file cannot be read or is none of GeoNames, or the gazetteer cannot be written.
    """
    from chancery.shelf import imported_places

    done = asdict(imported_places.import_places(files, into or _chosen(), fresh=fresh, progress=progress))
    return done | {"file": str(done["file"])}


def find_places(name: str, *, country: str = "", most: int = 20) -> list[Data]:
    """The places that go by a name, the likeliest first, at most so many; with a country's code only those in it."""
    from chancery.shelf.places import gazetteer

    found = [one for one in gazetteer().lookup(name) if not country or one.place.country == country.upper()]
    return [
        _place(one.place) | {"district": one.district or None, "people": one.people, "own_name": one.own_name}
        for one in found[:most]
    ]


def show_place(number: str) -> Data:
    """All that is known of the place with a GeoNames number ("2643743" or "geonames:2643743"), with its names.

    Raises:  InputError where it is no number; UnknownIdError where no table has the place.
    """
    from chancery.shelf.imported_places import ImportedTable, file_in_use
    from chancery.shelf.place_tables import BuiltInTable
    from chancery.shelf.places import PRECISION

    digits = number.removeprefix("geonames:")
    if not digits.isdigit():
        raise InputError("is no GeoNames number", where=number, remedy="chancery gazetteer find NAME tells numbers")
    file = file_in_use()
    tables: list[tuple[str, ImportedTable | BuiltInTable]] = [("imported", ImportedTable(file))] if file else []
    for source, table in [*tables, ("built in", BuiltInTable())]:
        row = table.row(int(digits))
        if row is not None:
            facts = {key: value or None for key, value in row._asdict().items() if key not in ("own", "kind", "number")}
            names = [key for key in table.keys(int(digits)) if not key.startswith("=")]
            return (
                {"geonames_id": row.number} | facts | {"precision": PRECISION[row.kind], "from": source, "keys": names}
            )
    raise UnknownIdError("no table has this place", where=number, remedy="chancery gazetteer find NAME")


def gazetteer_status() -> Data:
    """Which tables are asked: `built_in` with version and places, `imported` with file and facts or null, `version`."""
    from chancery.shelf import artefacts
    from chancery.shelf.imported_places import VARIABLE, ImportedTable, default_file, file_in_use
    from chancery.shelf.place_tables import BuiltInTable
    from chancery.shelf.places import gazetteer_version

    file = file_in_use()
    imported = None
    if file is not None:
        facts = ImportedTable(file).facts()
        counts = {what: int(facts[what]) for what in ("places", "names", "divisions")}
        imported = {"file": str(file), "bytes": file.stat().st_size, **counts, "files": facts["files"].split("\n")}
        imported["digest"] = facts["digest"]
    return {
        "version": gazetteer_version(),
        "built_in": {"version": artefacts.manifest()["places"].version, "places": BuiltInTable().count()},
        "imported": imported,
        "default_file": str(default_file()),
        "variable": VARIABLE,
    }


def _chosen() -> Path:
    """Where an import goes: the file that the variable names, or the default one."""
    import os

    from chancery.shelf.imported_places import NONE, VARIABLE, default_file

    said = os.environ.get(VARIABLE, "").strip()
    return Path(said).expanduser() if said and said.casefold() != NONE else default_file()


def _place(place: Place) -> Data:
    return {
        "geonames_id": place.geonames_id,
        "name": place.name,
        "country": place.country or None,
        "region": place.part_of or None,
        "lat": place.lat,
        "lon": place.lon,
        "precision": place.precision,
    }
