"""What is kept is found and read again to the byte; what was tampered with is not read at all."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import text

from ccm.archive.archive import Archive, ArchiveDamagedError
from ccm.archive.master_key import ArchiveKeyError, MasterKey
from ccm.archive.pack import pack_object, read_head
from ccm.archive.store import ArchiveStore, Communication, CommunicationNotFoundError
from ccm.db.session import Database
from tests.ccm.archive.kept import NOON, all_of, archive_in, entry, keep


def test_what_is_kept_is_found_and_is_the_same_to_the_byte(database: Database, tmp_path: Path) -> None:
    archive = archive_in(tmp_path)
    entries = [entry(archive, f"A-{n}", f"C-{n % 2}", text="é" * n * 3000) for n in range(4)]
    keep(database, archive, entries)
    again = archive_in(tmp_path)
    found = all_of(database)
    assert [one.record_key for one in found] == ["A-3", "A-2", "A-1", "A-0"]
    assert [again.read(one) for one in found] == entries[::-1]
    assert {again.holder(one) for one in found} == {"customer C-0", "customer C-1"}
    assert [one.record_key for one in all_of(database, customer=found[0].pseudonym)] == ["A-3", "A-1"]


def test_an_entry_is_found_by_what_it_is_about(database: Database, tmp_path: Path) -> None:
    archive = archive_in(tmp_path)
    keep(database, archive, [
        entry(archive, "A-1", period="2026-10-31"), entry(archive, "A-2", job="invoice-1a2b3c4d"),
        entry(archive, "A-3", template="statement", period="100%_"),
    ])  # fmt: skip
    searches = (
        {"template": "statement"}, {"period": "2026-10"}, {"period": "100%"}, {"period": "2026_"}, {"key": "A-2"},
        {"job": "invoice-1a2b3c4d"}, {"channel": "sms"}, {"channel": "pdf"}, {"templates": ("statement", "letter")},
    )  # fmt: skip
    assert [[one.record_key for one in all_of(database, **search)] for search in searches] == [
        ["A-3"], ["A-1"], ["A-3"], [], ["A-2"], ["A-2"], ["A-3", "A-2", "A-1"], [], ["A-3"],
    ]  # fmt: skip


def test_keeping_the_same_again_is_nothing(database: Database, tmp_path: Path) -> None:
    archive = archive_in(tmp_path)
    first = keep(database, archive, [entry(archive, "A-1")])
    assert keep(database, archive, [entry(archive, "A-1")]) == first
    assert len(all_of(database)) == 1


def test_no_customers_number_and_no_word_of_a_letter_is_written_anywhere(database: Database, tmp_path: Path) -> None:
    archive = archive_in(tmp_path)
    (one,) = keep(database, archive, [entry(archive, "A-1", "Rossi-4711", text="Gentile signora Rossi-4711")])
    body = archive.store.get(pack_object(one.pack))
    assert b"Rossi" not in body
    assert read_head(body).made == NOON
    with database.reading() as session:
        for table in ("communication", "archive_customer"):
            assert "Rossi" not in str(session.execute(text(f"SELECT * FROM {table}")).all())  # noqa: S608


@pytest.mark.parametrize("key", ["\ud800", "a\0b", "x" * 5000, "", "ü" * 300])
def test_keys_that_databases_do_not_take_are_found_all_the_same(database: Database, tmp_path: Path, key: str) -> None:
    archive = archive_in(tmp_path)
    (one,) = keep(database, archive, [entry(archive, key, key)])
    assert all_of(database, key=key) == (one,)
    assert archive.read(one).record_key == key


def test_a_communication_is_named_by_the_beginning_of_its_id(database: Database, tmp_path: Path) -> None:
    archive = archive_in(tmp_path)
    (one,) = keep(database, archive, [entry(archive, "A-1")])
    with database.reading() as session:
        assert ArchiveStore(session).communication(one.id[:8]) == one
        for name in ("0" * 32, "A-1", one.id[:7], "%%%%%%%%"):
            with pytest.raises(CommunicationNotFoundError):
                ArchiveStore(session).communication(name)


def test_another_master_key_is_refused_before_anything_is_sealed_with_it(database: Database, tmp_path: Path) -> None:
    archive = archive_in(tmp_path)
    (one,) = keep(database, archive, [entry(archive, "A-1")])
    (tmp_path / "other").mkdir()
    other = Archive(archive.store, MasterKey(tmp_path / "other/archive.key"))
    with database.writing() as session, pytest.raises(ArchiveKeyError, match="is not there"):
        other.customer_keys(session, [entry(archive, "A-2")])
    assert not other.master.path.exists()
    other.master.make()
    with database.writing() as session, pytest.raises(ArchiveKeyError, match="put back the file"):
        other.customer_keys(session, [entry(archive, "A-2")])
    with pytest.raises(ArchiveKeyError, match="put back the file"):
        other.read(one)


@pytest.mark.parametrize("place", [0.2, 0.6, 0.99])
def test_a_changed_byte_of_a_pack_is_found(database: Database, tmp_path: Path, place: float) -> None:
    archive = archive_in(tmp_path)
    (one,) = keep(database, archive, [entry(archive, "A-1")])
    name = pack_object(one.pack)
    body = bytearray(archive.store.get(name))
    body[one.start + int(one.length * place)] ^= 1
    archive.store.put(name, bytes(body))
    with pytest.raises(ArchiveDamagedError, match="altered"):
        archive.read(one)
    archive.store.put(name, bytes(body[: one.start + 5]))
    with pytest.raises(ArchiveDamagedError, match="altered"):
        archive.read(one)
    archive.store.delete(name)
    with pytest.raises(ArchiveDamagedError, match="gone from the store"):
        archive.read(one)


SWAPPED = [
    ("key",), ("start", "length"), ("key", "start", "length"), ("customer",), ("key", "customer", "start", "length"),
    ("record_key",), ("manifest",), ("shared",), ("communication",),
]  # fmt: skip


@pytest.mark.parametrize("columns", SWAPPED)
def test_rows_that_were_swapped_are_found(tmp_path: Path, columns: tuple[str, ...], database: Database) -> None:
    archive = archive_in(tmp_path)
    keep(database, archive, [entry(archive, "A-1", "C-1"), entry(archive, "A-2", "C-2", shared="sha256:" + "5" * 64)])
    one, two = all_of(database)
    swapped = {name: getattr(two, name) for name in columns if name not in ("customer", "communication")}
    if "customer" in columns:
        swapped |= {"customer": two.customer, "customer_key": two.customer_key}
    if "communication" in columns:
        swapped |= {"id": two.id}
    with pytest.raises(ArchiveDamagedError):
        archive.read(Communication(**{**vars(one), **swapped}))


def test_two_that_write_to_a_new_customer_at_once_use_the_same_key(database: Database, tmp_path: Path) -> None:
    archives = [archive_in(tmp_path) for _ in range(4)]
    customers = [f"C-{n}" for n in range(50)]

    def keep_all(number: int) -> None:
        archive = archives[number]
        order = customers if number % 2 else customers[::-1]
        keep(database, archive, [entry(archive, f"A-{number}", one) for one in order])

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(keep_all, range(4)))
    found = all_of(database)
    assert len(found) == 200
    assert len({one.customer for one in found}) == 50
    assert all(archive_in(tmp_path).read(one) for one in found[::40])


def test_the_rows_of_what_is_kept_cannot_be_changed_or_deleted(database: Database, tmp_path: Path) -> None:
    archive = archive_in(tmp_path)
    keep(database, archive, [entry(archive, "A-1")])
    for act in ("DELETE FROM communication", "UPDATE communication SET manifest = ''", "DELETE FROM archive_customer"):
        with pytest.raises(Exception, match="never deleted or changed"), database.writing() as session:
            session.execute(text(act))
