"""A fresh database for a test: SQLite, and PostgreSQL from a private cluster where Debian's package is installed."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text


def _as_postgres(command: list[str]) -> None:
    """Run `command`, as the user postgres if this is root: PostgreSQL refuses to be run by root."""
    user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    subprocess.run([*user, *command], check=True, capture_output=True, cwd="/")


@pytest.fixture(scope="session")
def postgresql_cluster() -> Iterator[str]:
    """The folder of the socket of a private cluster, which listens nowhere else."""
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not programs:
        pytest.skip("PostgreSQL is not installed; install Debian's package postgresql")
    folder = Path(tempfile.mkdtemp(prefix="ccm-postgresql-"))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
    data, pg_ctl = str(folder / "data"), str(programs[-1].with_name("pg_ctl"))
    options = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off"
    try:
        _as_postgres([str(programs[-1]), "-D", data, "-U", "ccm", "-A", "trust", "-E", "UTF8", "--locale=C", "-N"])
        _as_postgres([pg_ctl, "-D", data, "-w", "-o", options, "-l", str(folder / "log"), "start"])
        try:
            yield str(folder)
        finally:
            _as_postgres([pg_ctl, "-D", data, "-w", "-m", "immediate", "stop"])
    finally:
        shutil.rmtree(folder)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'ccm.db'}"
    folder = request.getfixturevalue("postgresql_cluster")
    name = "test_" + os.urandom(8).hex()
    server = create_engine(f"postgresql+psycopg://ccm@/postgres?host={folder}", isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    server.dispose()
    return f"postgresql+psycopg://ccm@/{name}?host={folder}"
