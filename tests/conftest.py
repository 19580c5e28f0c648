"""What holds for every test: nothing of what this user has imported is asked; a record may be in either database."""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.postgres import binaries, running_server

os.environ["CHANCERY_GAZETTEER"] = "none"

# How fast the machine is at the moment is nothing that a test may fail on.
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")

Place = Callable[[str], str]
"""From a name to the address of a record of that name, where there is none yet."""

_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The URL of a real PostgreSQL, with a database for tests."""
    folder = binaries()
    if folder is None:
        pytest.skip("PostgreSQL is not installed (README.md says how)")
    pytest.importorskip("psycopg", reason="psycopg is not installed: pip install 'chancery[postgres]'")
    with running_server(folder) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """Where the records of a test are: files in its folder, or schemas of a server."""
    if request.param == "sqlite":
        return lambda name: str(tmp_path / f"{name}.chancery")
    url, number = request.getfixturevalue("postgres"), next(_numbers)
    return lambda name: f"{url}&schema=t{number}_{name}"
