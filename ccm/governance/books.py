"""The books: every store that an act of governance reads and writes, in one session."""

from collections.abc import Collection, Iterable, Mapping

from sqlalchemy.orm import Session

from approval.audit import AuditSubject
from approval.choice import choose_workflow
from approval.store import ApprovalStore
from approval.subject import Kind, Subject
from approval.workflow import Workflow
from ccm.governance.subjects import Subjects
from ccm.people.roles import Ability
from ccm.people.store import PeopleStore
from ccm.release_store import ReleaseStore
from content_blocks.store import BlockStore, BrandStore
from templates_repo.store import TemplateStore


class Books:
    """The stores of one session. What is approved is asked once for each digest, so books are for one act."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.approvals = ApprovalStore(session)
        self.people = PeopleStore(session)
        self.releases = ReleaseStore(session)
        self.subjects = Subjects(session, self.approved)

    def proposing(self, proposed: Mapping[tuple[Kind, str], int]) -> Subjects:
        """The subjects as they would be with these versions of blocks and brands, by kind and key, approved."""
        return Subjects(self.session, self.approved, proposed)

    def approved(self, digests: Iterable[str]) -> Collection[str]:
        """Those of `digests` that are approved, and not recalled."""
        return self.approvals.approved(digests).keys()

    def content(self, kind: Kind) -> TemplateStore | BlockStore | BrandStore:
        """The store that holds what a subject of `kind` is about: a translation stands in its block."""
        if kind == "template":
            return self.subjects.templates
        return self.subjects.brands if kind == "brand" else self.subjects.blocks

    def workflow(self, subject: Subject) -> Workflow:
        """The workflow for `subject`, by its kind, folder and tags. Raises NoWorkflowError."""
        folder = self.people.folder_of(*home(subject.kind, subject.key))
        return choose_workflow(self.approvals.workflows(), subject, folder)

    def require(self, person: str, ability: Ability, kind: Kind, key: str) -> None:
        """Raise ForbiddenError unless `person` may, where the subject stands."""
        self.people.require(person, ability, *home(kind, key))


def home(kind: Kind, key: str) -> tuple[Kind, str]:
    """Where a subject stands: a translation with its block, everything else by itself."""
    return ("block", key.partition("/")[0]) if kind == "translation" else (kind, key)


def audited(subject: Subject, digest: str | None = None) -> AuditSubject:
    """The subject as a row of the audit log names it; `digest` where another than its own was put before people."""
    return AuditSubject(subject.kind, subject.key, subject.version, digest or subject.digest)
