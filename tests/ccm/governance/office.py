"""An office: people, workflows, and a small library of a template, two blocks and a brand, in a database.

Anna writes; Bruno and Carla are Legal, Dora and Emil Compliance, Gina and Hugo on call, Ida sends, Otto manages.
"""

import shutil
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from approval.audit import AuditEntry, AuditSubject, Where
from approval.audit_store import entries
from approval.decision import Verdict
from approval.gate import GateResult, gates_for
from approval.workflow_data import read_workflow
from ccm.db.session import Database
from ccm.gates.examination import Examination
from ccm.gates.run import GateReport
from ccm.governance.acting import Acting, record
from ccm.governance.books import Books
from ccm.governance.deciding import Outcome, Words, decide
from ccm.governance.releasing import release
from ccm.governance.submitting import Submitted, submit, unsubmitted
from ccm.governance.workflows import add_workflow
from ccm.library import STARTER, Shelf
from ccm.people.acts import add_group, add_user, join_group
from ccm.release_store import StoredRelease
from ccm.repository import import_folder
from ccm.scaffold.new_template import new_template
from content_blocks.digest import canonical_bytes, digest_bytes

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
HERE = Where("test", "office")

ROLES = {
    "anna": "author", "bruno": "compliance", "carla": "compliance", "dora": "compliance", "emil": "compliance",
    "fritz": "designer", "gina": "approver", "hugo": "approver", "ida": "operator", "otto": "administrator",
}  # fmt: skip
GROUPS = {"legal": ("bruno", "carla"), "compliance": ("dora", "emil"), "incident": ("gina", "hugo")}


def workflow(kind: str, *stages: tuple[tuple[str, Any], ...], **more: object) -> Any:
    """A workflow of stages, each a tuple of (group, quorum)."""
    return read_workflow({
        "workflow": f"{kind}s", "title": f"{kind}s", "for": {"kind": kind}, "recall": {"group": "incident"},
        "stages": [
            {"stage": f"stage-{number}", "steps": [
                {"step": f"{group}-{number}", "group": group, "quorum": quorum} for group, quorum in steps]}
            for number, steps in enumerate(stages, 1)
        ], **more,
    })  # fmt: skip


class Office:
    """The database with everybody in it, and a clock that goes on by a minute with every act."""

    def __init__(self, database: Database, folder: Path) -> None:
        self.database = database
        self.shelf = folder / "library"
        self.at = MONDAY
        new_template("order-letter", self.shelf)
        for kind, keys in (("blocks", ("privacy-notice", "right-to-complain")), ("brands", ("ginepro",))):
            for key in keys:
                shutil.copytree(getattr(STARTER, kind) / key, self.shelf / kind / key)
        otto = Acting("otto", self.at, HERE)
        with database.writing() as session:
            for person, role in sorted(ROLES.items(), key=lambda one: one[0] != "otto"):
                add_user(session, otto, person, person.title(), role)
            for group, members in GROUPS.items():
                add_group(session, otto, group)
                for person in members:
                    join_group(session, otto, group, person)
            for one in (
                workflow("template", (("compliance", "any"),)),
                workflow("block", (("legal", "any"), ("compliance", "any"))),
                workflow("brand", (("compliance", "any"),)),
                workflow("translation", (("legal", "any"),)),
            ):
                add_workflow(session, otto, one)
        self.bring("fritz")

    @classmethod
    def again(cls, database: Database, folder: Path) -> "Office":
        """The office of a database that is a copy of one of an office, as it is now."""
        office = cls.__new__(cls)
        office.database, office.shelf, office.at = database, folder / "library", datetime.now(UTC)
        return office

    def by(self, person: str) -> Acting:
        self.at += MINUTE
        return Acting(person, self.at, HERE)

    def bring(self, person: str) -> None:
        """Import the library as it stands on disk, whoever may change what of it."""
        acting = self.by(person)
        with self.database.writing() as session:
            for moved in import_folder(session, Shelf.at(self.shelf), person, acting.at):
                if moved.new:
                    version = moved.version
                    made = AuditSubject(moved.kind, version.key, version.number, version.digest)
                    record(session, acting, "import", made)

    def edit(self, person: str, path: str, before: str, after: str) -> None:
        """Change a file of the library, and import it; a block gets its next number."""
        file = self.shelf / path
        text = file.read_text(encoding="utf-8")
        assert before in text
        file.write_text(text.replace(before, after), encoding="utf-8")
        if path.startswith("blocks/"):
            source = self.shelf.joinpath(*path.split("/")[:2], "block.yaml")
            words = source.read_text(encoding="utf-8")
            number = int(words.partition("version: ")[2].split()[0])
            source.write_text(words.replace(f"version: {number}", f"version: {number + 1}"), encoding="utf-8")
        self.bring(person)

    def submit(self, person: str, *names: str, with_followers: bool = False) -> Submitted:
        acting = self.by(person)
        subjects = [(kind, key) for kind, _, key in (name.partition(":") for name in names)]
        return submit(self.database, acting, subjects, with_followers=with_followers)  # type: ignore[arg-type]

    def decide(self, person: str, verdict: Verdict, name: str, reason: str = "", **words: Any) -> Outcome:
        kind, _, key = name.partition(":")
        acting = self.by(person)
        with self.database.writing() as session:
            return decide(Books(session), acting, verdict, kind, key, Words(reason, **words))  # type: ignore[arg-type]

    def approve(self, person: str, name: str, **words: Any) -> Outcome:
        return self.decide(person, Verdict.APPROVE, name, **words)

    def release(self, person: str, template: str, **dates: Any) -> StoredRelease:
        acting = self.by(person)
        with self.database.writing() as session:
            return release(Books(session), acting, template, **dates)

    def approve_all(self) -> None:
        """Submit and approve everything there is."""
        with self.database.reading() as session:
            names = [f"{kind}:{key}" for kind, key in unsubmitted(Books(session))]
        self.submit("anna", *names)
        for name in names:
            if name.startswith(("block:", "translation:")):
                self.approve("bruno", name)
                if name.startswith("translation:"):
                    self.approve("carla", name)
            if not name.startswith("translation:"):
                self.approve("dora", name)

    def released(self) -> StoredRelease:
        """Everything approved, and the letter released."""
        self.approve_all()
        return self.release("dora", "order-letter")

    def log(self) -> list[AuditEntry]:
        with self.database.reading() as session:
            return list(entries(session.connection()))


def passed(
    examinations: Sequence[Examination], progress: object = None, more: Iterable[str] = (), **_: object
) -> tuple[GateReport, ...]:
    """Every gate passes: what the gates find is asked in their own tests."""
    found = []
    for one in examinations:
        for gate in gates_for(one.kind, more):
            report = canonical_bytes({"gate": gate, "digest": one.digest})
            result = GateResult(gate, one.digest, True, digest_bytes(report))
            found.append(GateReport(result=result, report=report, summary="passed", findings=()))
    return tuple(found)
