"""A real PostgreSQL for tests, from the system's binaries: started once a session, gone without a trace after it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

USER = "chancery"
GUEST = "guest"
"""A user who needs a password, and may do nothing."""
_SECONDS = 30.0
_QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "listen_addresses=", "max_connections=60")


def binaries() -> Path | None:
    """The folder with initdb and postgres; None where PostgreSQL is not installed."""
    folders = [Path(found).parent for name in ("initdb", "pg_ctl") if (found := shutil.which(name))]
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: -float(path.parent.name))
    if config := shutil.which("pg_config"):
        folders.append(Path(subprocess.run([config, "--bindir"], capture_output=True, text=True).stdout.strip()))
    return next((one for one in folders if (one / "initdb").exists() and (one / "postgres").exists()), None)


def _plain_user() -> str | None:
    """Whom the server runs as where the tests run as root, which it refuses; None where they do not."""
    if os.geteuid() != 0:
        return None
    import pwd

    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


@contextmanager
def running_server(folder: Path) -> Iterator[str]:
    """A server with an empty database: the URL without schema, over a socket in a folder of its own."""
    user = _plain_user()
    home = Path(tempfile.mkdtemp(prefix="chancery-pg-", dir="/tmp"))
    if user:
        shutil.chown(home, user)
    try:
        make = [folder / "initdb", "-D", home / "data", "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C", "-N"]
        subprocess.run(make, user=user, cwd=home, check=True, capture_output=True, timeout=120)
        rules = home / "data" / "pg_hba.conf"
        rules.write_text(f"local all {GUEST} scram-sha-256\n{rules.read_text()}")
        options = [part for setting in _QUICK for part in ("-c", setting)]
        with (home / "log").open("wb") as log:
            server = subprocess.Popen(
                [folder / "postgres", "-D", home / "data", "-k", home, *options],
                user=user, cwd=home, stdout=log, stderr=log,
            )  # fmt: skip
        try:
            _await(home, server)
            yield f"postgresql://{USER}@/postgres?host={home}"
        finally:
            server.send_signal(signal.SIGINT)  # a fast end: whoever is connected is sent away
            server.wait(_SECONDS)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _await(home: Path, server: subprocess.Popen[bytes]) -> None:
    import psycopg

    end = time.monotonic() + _SECONDS
    while True:
        try:
            with psycopg.connect(host=str(home), user=USER, dbname="postgres", autocommit=True) as connection:
                connection.execute(f"CREATE ROLE {GUEST} LOGIN PASSWORD 'secret'")
            return
        except psycopg.OperationalError:
            if server.poll() is not None or time.monotonic() > end:
                raise RuntimeError((home / "log").read_text(errors="replace")) from None
            time.sleep(0.05)
