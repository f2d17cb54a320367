"""Proof sheets: a draft or a submission on paper, every sample in every language and channel."""

from sqlalchemy.orm import Session

from approval.submission import Submission
from ccm.content.bundle import Opened, bundle_of
from ccm.diff.subject import Which
from ccm.governance.acting import Acting
from ccm.governance.books import Books
from ccm.governance.examining import examination_of
from ccm.governance.proof_page import refuse_changed
from ccm.proofs.sheet import ProofHead, Tell, proof_sheet
from ccm.release import Release, seal_draft
from ccm.rendering import Rendering


def draft_proof(session: Session, by: Acting, key: str, which: Which, tell: Tell) -> bytes:
    """The proof sheet of a template: a version, the newest for None, or the draft, as a PDF.

    Raises ForbiddenError, StoreError, FolderError for half a draft, GateUnavailableError and CompileError.
    """
    Books(session).people.require(by.person, "view", "template", key)
    bundle = bundle_of(session, key, which)
    opened = Opened(bundle)
    release = seal_draft(opened.template, opened)
    head = ProofHead(
        release.template.definition.title, bundle.name, release.digest, _made(by), bundle.made_of
    )  # fmt: skip
    return proof_sheet(head, Rendering(release), release.template.locales, tell)


def submission_proof(books: Books, by: Acting, submission: Submission, tell: Tell) -> bytes:
    """The proof sheet of what was submitted, as a PDF; a block or brand in a letter.

    Raises PreviewError when it was changed since, GateUnavailableError and CompileError.
    """
    refuse_changed(books, submission)
    subject = submission.subject
    examination = examination_of(books, subject)
    release = examination.release
    head = ProofHead(
        f"Submission {submission.id}: {subject.kind} {subject.key}", f"{subject}", submission.digest, _made(by),
        _parts(release),
    )  # fmt: skip
    return proof_sheet(head, Rendering(release), examination.locales, tell)


def _made(by: Acting) -> str:
    return f"Made {by.at:%Y-%m-%d %H:%M} UTC for {by.person}. A draft: not approved, not for customers."


def _parts(release: Release) -> tuple[str, ...]:
    blocks = (f"{block.key}@{block.version}" for _, block in sorted(release.blocks.items()))
    return (*blocks, f"brand {release.brand.brand.brand}")
