"""Looking, holding, erasing, expiring, sweeping, a new master key: who may, what it leaves, what the audit says."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from ccm.archive.archive import Archive
from ccm.archive.destroying import EraseError, HeldError, Proof, erase
from ccm.archive.holding import HoldError, hold_communication, hold_customer, holds, release_hold
from ccm.archive.looking import find, need_index, show
from ccm.archive.master_key import ArchiveKeyError, MasterKey
from ccm.archive.retention import RetentionError, cutoff, expire, expired, retentions, set_retention
from ccm.archive.rotating import rotate
from ccm.archive.store import ArchiveStore, ErasedError, ErasedMeanwhileError, Search
from ccm.archive.sweeping import YOUNG, sweep
from ccm.archive.verifying import Verified, verify_archive
from ccm.db.session import Database
from ccm.governance.acting import Acting
from ccm.governance.agreement import verify_books_in
from ccm.people.acts import add_user
from ccm.people.rights import ForbiddenError
from tests.ccm.archive.kept import all_of, archive_in, entry, keep
from tests.ccm.governance.office import HERE, MINUTE, MONDAY

PEOPLE = {"otto": "administrator", "dora": "compliance", "ida": "operator", "anna": "author", "gina": "approver"}


class Place:
    """An archive of invented letters, with people about it."""

    def __init__(self, database: Database, folder: Path) -> None:
        self.database = database
        self.archive = archive_in(folder)
        self.at = MONDAY
        with database.writing() as session:
            for person, role in PEOPLE.items():
                add_user(session, Acting("otto", self.at, HERE), person, person.title(), role)
        self.letters = keep(database, self.archive, [
            entry(self.archive, "A-1", "C-1"), entry(self.archive, "A-2", "C-1"), entry(self.archive, "B-1", "C-2"),
            entry(self.archive, "B-2", ""),
        ])  # fmt: skip

    def by(self, person: str) -> Acting:
        self.at += MINUTE
        return Acting(person, self.at, HERE)

    def erase(self, holder: str = "customer C-1", person: str = "dora", why: str = "Asked for in writing") -> Proof:
        with self.database.writing() as session:
            return erase(session, need_index(session, self.archive), self.by(person), holder, why)

    def act(self, person: str, act: "Callable[..., object]", *arguments: object) -> object:
        with self.database.writing() as session:
            return act(session, self.by(person), *arguments)

    def verified(self) -> Verified:
        with self.database.reading() as session:
            *_, last = verify_archive(session, self.archive)
            return last

    def books(self) -> tuple[str, ...]:
        return verify_books_in(self.database.engine) or ()

    def log(self) -> list[tuple[str, str, str]]:
        with self.database.reading() as session:
            rows = session.execute(
                text("SELECT act, key, why FROM audit_log WHERE act LIKE 'archive%' ORDER BY sequence")
            )
            return [(act, key, why) for act, key, why in rows]


@pytest.fixture
def place(database: Database, tmp_path: Path) -> Place:
    return Place(database, tmp_path)


def test_whoever_looks_is_on_record_and_customers_are_not(place: Place) -> None:
    with place.database.writing() as session:
        found = find(session, place.archive, place.by("ida"), Search(), customer="C-1")
        shown = show(session, place.archive, place.by("dora"), found[0].communication.id)
    assert [(one.communication.record_key, one.holder) for one in found] == [
        ("A-2", "customer C-1"), ("A-1", "customer C-1"),
    ]  # fmt: skip
    assert shown.entry is not None
    assert shown.entry.customer == "C-1"
    log = place.log()
    assert [act for act, _, _ in log] == ["archive-find", "archive-show"]
    assert "C-1" not in str(log)
    assert found[0].communication.pseudonym in log[0][2]


@pytest.mark.parametrize("person", ["anna", "gina", "otto"])
def test_who_neither_sends_nor_answers_for_it_sees_nothing(place: Place, person: str) -> None:
    with place.database.writing() as session:
        assert find(session, place.archive, place.by(person), Search()) == ()
        with pytest.raises(ForbiddenError):
            find(session, place.archive, place.by(person), Search(template="invoice"))
        with pytest.raises(ForbiddenError):
            show(session, place.archive, place.by(person), place.letters[0].id)


def test_an_erased_customer_is_gone_and_the_proof_stays(place: Place) -> None:
    proof = place.erase()
    assert {name for name, _ in proof.communications} == {one.id for one in place.letters[:2]}
    first, second, other, nobodys = all_of(place.database)[::-1]
    for one in (first, second):
        assert (one.record_key, one.key, one.customer_key, one.customer_number) == ("", None, None, None)
        assert one.manifest == place.letters[0 if one is first else 1].manifest
        with pytest.raises(ErasedError):
            place.archive.read(one)
    assert place.archive.read(other).record_key == "B-1"
    assert place.archive.read(nobodys).record_key == "B-2"
    with place.database.writing() as session:
        shown = show(session, place.archive, place.by("dora"), first.id)
    assert shown.proof == proof
    assert (proof.person, proof.why) == ("dora", "Asked for in writing")
    assert place.books() == ()
    found = place.verified()
    assert (found.ok, found.read, found.destroyed) == (True, 2, 2)
    with pytest.raises(EraseError, match="was erased on"):
        place.erase()
    with pytest.raises(EraseError, match="has nothing of"):
        place.erase("customer C-9")


def test_a_record_without_a_customer_is_erased_alone(place: Place) -> None:
    assert [name for name, _ in place.erase("record invoice/B-2").communications] == [place.letters[3].id]


def test_who_is_written_to_after_being_erased_has_another_key(place: Place) -> None:
    place.erase()
    (again,) = keep(place.database, place.archive, [entry(place.archive, "A-1", "C-1")])
    assert again.customer == f"{place.letters[0].pseudonym}-2"
    assert again.id != place.letters[0].id
    assert place.archive.read(again).record_key == "A-1"
    assert len(place.erase().communications) == 1
    assert place.books() == ()


def test_what_is_sealed_for_somebody_who_is_erased_meanwhile_is_not_kept(place: Place) -> None:
    entries = [entry(place.archive, "A-3", "C-1")]
    with place.database.writing() as session:
        keys = place.archive.customer_keys(session, entries)
    kept = place.archive.write(entries, keys)
    place.erase()
    with pytest.raises(ErasedMeanwhileError), place.database.writing() as session:
        ArchiveStore(session).add(kept, place.at)
    assert keep(place.database, place.archive, entries)[0].readable


@pytest.mark.parametrize("person", ["ida", "anna", "gina", "otto"])
def test_only_who_answers_for_it_destroys_holds_and_rotates(place: Place, person: str) -> None:
    with pytest.raises(ForbiddenError):
        place.erase(person=person)
    for act in (
        lambda session, acting: hold_customer(session, acting, place.letters[0].pseudonym, "Court"),
        lambda session, acting: hold_communication(session, acting, place.letters[0], "Court"),
        lambda session, acting: set_retention(session, acting, "invoice", "10y", "Law"),
        lambda session, acting: rotate(place.database, place.archive, acting),
        lambda session, acting: sweep(place.database, place.archive, acting),
    ):
        with pytest.raises(ForbiddenError), place.database.reading() as session:
            act(session, place.by(person))


@pytest.mark.parametrize("single", [True, False])
def test_nothing_under_a_hold_is_destroyed(place: Place, single: bool) -> None:
    first = place.letters[0]
    if single:
        place.act("dora", hold_communication, first, "A court asks")
    else:
        place.act("dora", hold_customer, first.pseudonym, "A court asks")
    with pytest.raises(HeldError, match=r"hold 1 .* by dora .* A court asks"):
        place.erase()
    retention = place.act("dora", set_retention, "invoice", "1d", "Trial")
    with place.database.writing() as session:
        found = expired(session, "invoice", place.at.date())
        proof = expire(session, place.by("dora"), retention, found)  # type: ignore[arg-type]
    assert proof is not None
    assert first.id not in {name for name, _ in proof.communications}
    assert len(proof.communications) == (3 if single else 2)
    place.act("dora", release_hold, 1, "The case is closed")
    with place.database.reading() as session:
        assert holds(session) == ()
        assert [one.ended_why for one in holds(session, every=True)] == ["The case is closed"]
    place.erase()
    assert place.books() == ()
    with pytest.raises(HoldError):
        place.act("dora", release_hold, 1, "Again")
    with pytest.raises(HoldError, match="destroyed already"):
        place.act("dora", hold_communication, all_of(place.database)[-1], "Too late")


def test_what_was_kept_as_long_as_it_was_to_be_is_destroyed_with_its_own_key_alone(place: Place) -> None:
    (young,) = keep(place.database, place.archive, [entry(place.archive, "A-9", "C-1", issued=date(2026, 11, 23))])
    old = keep(place.database, place.archive, [entry(place.archive, "A-8", "C-1", template="letter")])
    retention = place.act("dora", set_retention, "invoice", "2d", "Trial")
    with place.database.reading() as session:
        assert str(retentions(session)["invoice"]) == "invoice is kept for 2d"
    with place.database.writing() as session:
        found = expired(session, "invoice", cutoff("2d", date(2026, 11, 23)))
        assert {name for _, name, _ in found} == {one.id for one in place.letters}
        expire(session, place.by("dora"), retention, found)  # type: ignore[arg-type]
    assert {one.id for one in all_of(place.database) if one.readable} == {young.id, old[0].id}
    assert place.books() == ()
    assert place.verified().ok


def test_a_period_of_retention_is_counted_by_the_calendar() -> None:
    day = date(2028, 2, 29)
    assert [cutoff(period, day) for period in ("10y", "1m", "3m", "90d", "2028m")] == [
        date(2018, 2, 28), date(2028, 1, 29), date(2027, 11, 29), day - timedelta(90), date(1859, 2, 28),
    ]  # fmt: skip
    for period in ("10", "0y", "-1y", "9999y", "ten years", "", "1y "):
        with pytest.raises(RetentionError):
            cutoff(period, day)


def test_a_new_master_key_opens_everything_and_the_old_one_nothing(place: Place, tmp_path: Path) -> None:
    old = (tmp_path / "archive.key").read_bytes()
    place.erase("customer C-2")
    rotated = rotate(place.database, place.archive, place.by("dora"))
    assert rotated.customers == 2
    assert place.archive.master.names == (rotated.name,)
    assert place.verified().read == 3
    assert archive_in(tmp_path).read(all_of(place.database)[-1]).record_key == "A-1"
    assert keep(place.database, place.archive, [entry(place.archive, "A-3", "C-1")])[0].customer.endswith("-1")
    assert place.books() == ()
    (tmp_path / "archive.key").write_bytes(old)
    with pytest.raises(ArchiveKeyError, match="put back the file"), place.database.reading() as session:
        need_index(session, archive_in(tmp_path))


def test_a_rotation_that_was_stopped_goes_on(place: Place, tmp_path: Path) -> None:
    place.archive.master.add()
    assert archive_in(tmp_path).read(place.letters[0]).record_key == "A-1"
    rotated = rotate(place.database, archive_in(tmp_path), place.by("dora"))
    again = archive_in(tmp_path)
    assert again.master.names == (rotated.name,)
    assert again.read(all_of(place.database)[-1]).record_key == "A-1"


def test_packs_that_nobody_reads_are_swept_and_those_to_come_are_not(place: Place) -> None:
    store = place.archive.store
    kept = set(store.names("packs/"))
    orphans = {}
    for job, age in (("", YOUNG * 2), ("", YOUNG / 2), ("job-1", YOUNG * 2), ("job-2", YOUNG * 2)):
        entries = [entry(place.archive, "A-7", "C-1", job=job)]
        with place.database.writing() as session:
            keys = place.archive.customer_keys(session, entries)
        before = set(store.names("packs/"))
        place.archive.write(entries, keys, place.at - age)
        orphans[job, age] = set(store.names("packs/")) - before
    store.put("packs/zz/notes.txt", b"put here by hand")
    looked = sweep(place.database, place.archive, place.by("dora"), {"job-2"}, look_only=True)
    swept = sweep(place.database, place.archive, place.by("dora"), {"job-2"})
    assert looked == swept
    assert (len(swept.packs), swept.left) == (2, 3)
    gone = orphans["", YOUNG * 2] | orphans["job-1", YOUNG * 2]
    assert set(store.names("packs/")) == (kept | set().union(*orphans.values()) | {"packs/zz/notes.txt"}) - gone
    for holder in ("customer C-1", "customer C-2", "record invoice/B-2"):
        place.erase(holder)
    sweep(place.database, place.archive, place.by("dora"))
    assert not kept & set(store.names("packs/"))
    assert place.verified().ok


TAMPERED = [
    ("UPDATE archive_proof SET body = '{}'", "was altered"),
    ("DELETE FROM archive_proof", "in the audit log, and not in the archive's proofs"),
    ("UPDATE communication SET key = NULL, ended_at = '2026-11-24 00:00:00' WHERE record_key = 'B-1'", "no proof"),
    ("UPDATE communication SET ended_at = NULL WHERE record_key = ''", "by halves"),
    (
        "UPDATE communication SET ended_at = NULL, key = (SELECT key FROM communication WHERE record_key = 'B-1') "
        "WHERE record_key = ''",
        "is there again",
    ),
    ("UPDATE archive_customer SET key = NULL WHERE key IS NOT NULL", "by halves"),
    ("DELETE FROM archive_hold", "in the audit log, and not in the archive's holds"),
    ("DELETE FROM archive_retention", "in the audit log, and not in the archive's retention"),
]


@pytest.mark.parametrize(("act", "said"), TAMPERED)
def test_the_audit_finds_what_somebody_did_who_owns_the_database(place: Place, act: str, said: str) -> None:
    place.erase()
    place.act("dora", hold_communication, place.letters[2], "A court asks")
    place.act("dora", set_retention, "invoice", "10y", "Law")
    assert place.books() == ()
    with place.database.writing() as session:
        _drop_guards(session, act.split()[1 if act.startswith("UPDATE") else 2])
        session.execute(text(act))
    assert any(said in finding for finding in place.books())


def _drop_guards(session: Session, table: str) -> None:
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER USER"))
        return
    names = session.scalars(
        text("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = :t"), {"t": table}
    )
    for name in names.all():
        session.execute(text(f"DROP TRIGGER {name}"))


def test_verifying_says_what_is_altered_or_gone(place: Place) -> None:
    store = place.archive.store
    (name,) = store.names("packs/")
    body = bytearray(store.get(name))
    body[place.letters[1].start + 40] ^= 1
    store.put(name, bytes(body))
    store.put(next(iter(store.names("shared/"))), b"{}")
    found = place.verified()
    assert found.read == 3
    assert [said.split(":")[0].rpartition("/")[0][-3:] for said in found.faults if "was altered; put" in said]
    assert any(place.letters[1].id in said for said in found.faults)
    store.delete(name)
    assert any("is not there" in said and "4 communications" in said for said in place.verified().faults)
    with place.database.reading() as session, pytest.raises(ArchiveKeyError):
        list(verify_archive(session, Archive(store, MasterKey(Path("/nonexistent/archive.key")))))
