"""Where the database is, and what is said when it cannot be used."""

from pathlib import Path

import pytest
from sqlalchemy import text

from ccm.db.revision import is_current
from ccm.db.session import Database, DatabaseError, database_url, open_database


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, "sqlite:///ccm.db"),
        ({"CCM_HOME": "/srv/ccm"}, "sqlite:////srv/ccm/ccm.db"),
        ({"CCM_DATABASE_URL": "", "CCM_HOME": ""}, "sqlite:///ccm.db"),
        ({"CCM_DATABASE_URL": "postgresql://anna@db/ccm"}, "postgresql+psycopg://anna@db/ccm"),
        ({"CCM_DATABASE_URL": "sqlite:///x.db", "CCM_HOME": "/srv"}, "sqlite:///x.db"),
    ],
)
def test_the_environment_names_the_database(environment: dict[str, str], expected: str) -> None:
    assert str(database_url(environment)) == expected


def test_the_embedded_database_is_made_by_itself(tmp_path: Path) -> None:
    with open_database({"CCM_HOME": str(tmp_path / "new/home")}) as database, database.reading() as session:
        assert is_current(session.connection())
        assert session.scalar(text("PRAGMA journal_mode")) == "wal"
        assert session.scalar(text("PRAGMA foreign_keys")) == 1
    assert (tmp_path / "new/home/ccm.db").is_file()


def test_a_named_database_is_upgraded_only_when_asked(tmp_path: Path) -> None:
    environment = {"CCM_DATABASE_URL": f"sqlite:///{tmp_path / 'own.db'}"}
    with pytest.raises(DatabaseError, match="run 'ccm db upgrade'"), open_database(environment):
        pass
    with open_database(environment, check=False) as database:
        database.upgrade()
    with open_database(environment):
        pass


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("nonsense", "is no address"),
        ("oracle+magic://x", "no database for ccm"),
        ("postgresql://ccm:secret@127.0.0.1:1/none", "cannot be used"),
    ],
)
def test_what_cannot_be_used_is_said_without_the_password(url: str, message: str) -> None:
    with pytest.raises(DatabaseError, match=message) as raised, open_database({"CCM_DATABASE_URL": url}):
        pass
    assert "secret" not in str(raised.value)


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    (tmp_path / "ccm.db").write_bytes(b"not a database, whatever it is called" * 100)
    with pytest.raises(DatabaseError, match="cannot be used"), open_database({"CCM_HOME": str(tmp_path)}):
        pass


def test_an_exception_undoes_a_transaction(database: Database) -> None:
    def fail_after_writing() -> None:
        with database.writing() as session:
            session.execute(text("INSERT INTO block (key, newest) VALUES ('a', 0)"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_after_writing()
    with database.reading() as session:
        assert session.scalar(text("SELECT count(*) FROM block")) == 0
