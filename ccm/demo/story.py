"""The demo's story: a locked block is changed, and what it takes until the change is sent.

Emil puts the deposit guarantee into plainer words. Anna submits it in every language, with the statement that follows
it. Emil cannot approve what he wrote, nor can the administrator; others do, two for each language, and the act that
gives the last approval releases the statement anew. Then a row of the audit log is changed in a copy of the database,
behind everybody's back, and the log says which.
"""

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import yaml

from approval.decision import Verdict
from approval.refusals import RefusedError
from ccm.auditing import log_head, verify_log
from ccm.db.session import Database
from ccm.demo.office import AUTHOR, MANAGER, Name, Office
from ccm.governance.acting import acting_now
from ccm.governance.books import Books
from ccm.governance.editing import import_library
from ccm.impact.measure import measure
from ccm.impact.page import impact_page
from ccm.impact.stored import touched_in_store
from ccm.library import STARTER, Shelf
from ccm.outputs import write_page
from ccm.people.rights import ForbiddenError
from ccm.release_store import ReleaseStore, StoredRelease

IMPACT = "impact.html"
WRITER = "emil"
BLOCK = "deposit-guarantee"
NAMES: tuple[Name, ...] = (
    ("block", BLOCK),
    ("translation", f"{BLOCK}/de"),
    ("translation", f"{BLOCK}/it"),
)
_WORDS = {
    "block.yaml": (
        ("version: 1", "version: 2"),
        (
            "All your deposits with us are added together and the total is subject to this limit",
            "We add up all your deposits with us, and the limit applies to the total",
        ),
    ),
    "locales/it.po": (
        (
            "Tutti i depositi che ha presso di noi si sommano e il totale è soggetto a questo limite",
            "Sommiamo tutti i depositi che ha presso di noi, e il limite vale per il totale",
        ),
    ),
    "locales/de.po": (
        (
            "Alle Ihre Einlagen bei uns werden zusammengerechnet, und die Summe unterliegt dieser Obergrenze",
            "Wir rechnen alle Ihre Einlagen bei uns zusammen, und die Obergrenze gilt für die Summe",
        ),
    ),
}


class StoryError(RuntimeError):
    """Something that must be refused was not, or was found that must not be."""


def tell(office: Office, folder: Path) -> Iterator[str]:
    """Let the story happen, and say what happened, a line at a time.

    Writes the impact page, the locks of the releases before and after, and the heads of the log into `folder`.
    """
    with office.database.writing() as session:
        import_library(session, acting_now(WRITER, "demo"), Shelf.at(_plainer(folder / "library")), "Plainer words")
    yield f"Emil, of Compliance, puts the locked block {BLOCK} into plainer words: version 2, in three languages."
    impact = _impact(office, folder / IMPACT)
    yield f"What it touches is rendered before and after: {impact}."
    submitted = office.submit(AUTHOR, NAMES, with_followers=True)
    following = sorted({one.key for submission in submitted.submissions for one in submission.followers})
    yield f"Anna submits it, with what follows it ({', '.join(following)}). {len(submitted.reports)} gates have passed."
    for person in (WRITER, MANAGER):
        yield f"Refused: {_refusal(office, person)}."
    for name in NAMES:
        outcome = office.approve(name)
        people = " and ".join(approval.person.title() for approval in outcome.state.approvals)
        yield f"{people} approve the {name[0]} {name[1]}."
        for stored in outcome.released:
            yield f"With this last approval {stored.name} is released: {stored.digest[:19]}."
            _write_locks(office, folder, stored)
    yield _found(office, folder)


def _plainer(folder: Path) -> Path:
    """The starter block with other words, as a library of its own."""
    target = folder / "blocks" / BLOCK
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(STARTER.blocks / BLOCK, target)
    for name, changes in _WORDS.items():
        file = target / name
        text = file.read_text(encoding="utf-8")
        for before, after in changes:
            if before not in text:
                raise StoryError(f"{file}: does not say {before!r}")
            text = text.replace(before, after)
        file.write_text(text, encoding="utf-8")
    # A translation says which words it translates, so those follow the source.
    for locale in ("it", "de"):
        file = target / "locales" / f"{locale}.po"
        before, after = _WORDS["block.yaml"][1]
        file.write_text(file.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")
    return folder


def _impact(office: Office, page: Path) -> str:
    with office.database.reading() as session:
        found = touched_in_store(Books(session), "block", BLOCK, acting_now(AUTHOR, "demo").at.date())
        released = [one for one in found.touched if one.before is not None]
    impact = measure(released, found.name, proposed=found.proposed, present=found.present, samples=2)
    write_page(page, impact_page(impact))
    changed = sum(cell.outcome == "changed" for cell in impact.cells)
    return f"{changed} of {len(impact.cells)} renderings change, none fails" if not impact.failing else "some fail"


def _refusal(office: Office, person: str) -> str:
    """What `person` is told who tries to approve the change of the block."""
    try:
        office.decide(person, Verdict.APPROVE, NAMES[0])
    except (RefusedError, ForbiddenError) as refusal:
        return str(refusal)
    raise StoryError(f"{person} approved the block {BLOCK}, and must not be able to")


def _write_locks(office: Office, folder: Path, after: StoredRelease) -> None:
    with office.database.reading() as session:
        releases = ReleaseStore(session).of(after.template)
    for stored in releases:
        text = yaml.safe_dump(stored.lock, sort_keys=False, allow_unicode=True, width=120)
        (folder / f"{stored.template}-{stored.number}.lock.yaml").write_text(
            f"# {stored.name}\n# {stored.digest}\n{text}", encoding="utf-8"
        )


def _found(office: Office, folder: Path) -> str:
    """Change a row of the log in a copy of the database, and return what verifying says."""
    head = log_head(office.database.engine)
    (folder / "heads.txt").write_text(f"{head}\n", encoding="utf-8")
    copy = folder / "tampered.db"
    copy.unlink(missing_ok=True)
    with sqlite3.connect(str(office.url.database)) as source, sqlite3.connect(copy) as target:
        source.backup(target)
        target.execute("DROP TRIGGER audit_log_no_update")
        target.execute("UPDATE audit_log SET who = 'emil' WHERE act = 'approve' AND sequence = "
                       "(SELECT MAX(sequence) FROM audit_log WHERE act = 'approve')")  # fmt: skip
    source.close()
    target.close()
    tampered = Database(office.url.set(database=str(copy)))
    try:
        report = verify_log(tampered.engine, [head])
    finally:
        tampered.close()
    whole = verify_log(office.database.engine, [head])
    if report.ok or not whole.ok:
        raise StoryError("the audit log did not tell the changed row from the others")
    return f"Somebody changes a row in a copy of the database. ccm audit verify: {report.lines[0]}. {whole.lines[0]}"
