"""An archive in a bucket: kept, read, verified and swept through a server that speaks S3."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import URL

from ccm.archive.archive import Archive, ArchiveDamagedError, open_archive
from ccm.archive.pack import pack_object
from ccm.archive.sweeping import YOUNG, sweep
from ccm.db.session import Database
from ccm.governance.acting import Acting
from ccm.people.acts import add_user
from ccm.settings import settings
from tests.ccm.archive.kept import all_of, entry, keep
from tests.ccm.governance.office import HERE, MONDAY
from tests.s3 import s3_server


@pytest.fixture
def far(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Archive]:
    with s3_server(monkeypatch) as address:
        yield open_archive(settings({"CCM_HOME": str(tmp_path), "CCM_ARCHIVE": f"{address}/archive"}))


def test_an_archive_in_a_bucket_is_one(far: Archive, tmp_path: Path) -> None:
    database = Database(URL.create("sqlite", database=str(tmp_path / "ccm.db")))
    database.upgrade()
    with database.writing() as session:
        for person, role in (("otto", "administrator"), ("dora", "compliance")):
            add_user(session, Acting("otto", MONDAY, HERE), person, person.title(), role)
    letters = [entry(far, f"A-{number}", f"C-{number % 2}", text="Ciao " * 2000 * number) for number in range(4)]
    kept = keep(database, far, letters)
    assert [far.read(one) for one in kept] == letters
    orphan = [entry(far, "A-9")]
    with database.writing() as session:
        keys = far.customer_keys(session, orphan)
    far.write(orphan, keys, MONDAY - 2 * YOUNG)
    assert len(sweep(database, far, Acting("dora", MONDAY, HERE)).packs) == 1
    body = far.store.get(pack_object(kept[0].pack))
    far.store.put(pack_object(kept[0].pack), body[:-1] + b"?")
    with pytest.raises(ArchiveDamagedError):
        far.read(all_of(database)[0])
    assert far.read(kept[0]) == letters[0]
    database.close()
