"""A PostgreSQL cluster of one's own, for tests and benchmarks, stopped when it is no longer needed.

It is made with Debian's ``postgresql`` package in a temporary folder, listens on a free loopback port and a socket in
that folder. PostgreSQL refuses to run as root, so root runs it as the user ``postgres``.
"""

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from uuid import uuid4

from sqlalchemy import URL, create_engine, text


class NoPostgreSQLError(RuntimeError):
    """There is no PostgreSQL to run; the message says what to install."""


@cache
def postgresql_programs() -> Path | None:
    """The folder with ``initdb`` and ``postgres``, those of the newest PostgreSQL there is."""
    packaged = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4]))
    if packaged:
        return packaged[-1].parent
    found = shutil.which("initdb")
    return Path(found).resolve().parent if found else None


@contextmanager
def postgresql_cluster() -> Iterator[URL]:
    """A cluster that lives as long as the context; its address, without a database. Raises NoPostgreSQLError."""
    programs = postgresql_programs()
    if programs is None:
        raise NoPostgreSQLError("there is no PostgreSQL: install Debian's postgresql package")
    folder = Path(mkdtemp(prefix="ccm-postgresql-"))
    as_user: list[str] = []
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
        as_user = ["runuser", "-u", "postgres", "--"]
    port = _free_port()
    data = folder / "data"

    def run(program: str, *arguments: str) -> None:
        subprocess.run([*as_user, str(programs / program), *arguments], cwd=folder, check=True, capture_output=True)

    try:
        run("initdb", "--pgdata", str(data), "--username", "ccm", "--auth", "trust", "--encoding", "UTF8",
            "--locale", "C", "--no-sync")  # fmt: skip
        settings = f"-h 127.0.0.1 -p {port} -k {folder} -c fsync=off -c max_connections=40"
        run("pg_ctl", "start", "--wait", "--pgdata", str(data), "--log", str(folder / "log"), "--options", settings)
        try:
            yield URL.create("postgresql+psycopg", "ccm", host="127.0.0.1", port=port, database="postgres")
        finally:
            run("pg_ctl", "stop", "--wait", "--pgdata", str(data), "--mode", "immediate")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def create_database(cluster: URL) -> URL:
    """The address of a new, empty database in `cluster`."""
    name = f"ccm_{uuid4().hex}"
    engine = create_engine(cluster, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return cluster.set(database=name)


def _free_port() -> int:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        return int(server.getsockname()[1])
