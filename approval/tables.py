"""The tables of approval.

What was submitted, decided and recalled, what the gates found, and the workflows: rows that are only ever added; the
database itself refuses to change or delete one, and each is sealed by a digest over its fields (`sealed_store`). Times
are text, in UTC and of one length, as they were sealed; nested data is canonical JSON.

``submission_state`` and ``submission_task`` say where each submission stands and whom it waits for. They follow from
the rows, serve to find things quickly, and approve nothing.
"""

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, MetaData, String, Text, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

DIGEST = String(71)
MOMENT = String(27)
KEY = String(200)
WORD = String(40)

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
}
ONE_OPEN = "uq_submission_state_open"


class ApprovalBase(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMING)


class WorkflowDefinition(ApprovalBase):
    """What a workflow says, once, under the digest of it, however many versions and submissions have it."""

    __tablename__ = "workflow_definition"

    digest: Mapped[str] = mapped_column(DIGEST, primary_key=True)
    data: Mapped[str] = mapped_column(Text)


class WorkflowVersion(ApprovalBase):
    """A version of the workflow `key`; one without a `digest` drops the workflow: it is no longer chosen."""

    __tablename__ = "workflow_version"

    key: Mapped[str] = mapped_column(KEY, primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    digest: Mapped[str | None] = mapped_column(ForeignKey("workflow_definition.digest"), type_=DIGEST)
    author: Mapped[str] = mapped_column(KEY)
    at: Mapped[str] = mapped_column(MOMENT)
    seal: Mapped[str] = mapped_column(DIGEST)


class GateRow(ApprovalBase):
    """What a gate found out about the subject with this `digest`; `evidence` is the digest of its report.

    `number` counts the results for a digest: of several for one gate, the last counts.
    """

    __tablename__ = "gate_result"

    digest: Mapped[str] = mapped_column(DIGEST, primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    gate: Mapped[str] = mapped_column(KEY)
    passed: Mapped[bool]
    findings: Mapped[int]
    evidence: Mapped[str] = mapped_column(ForeignKey("evidence.digest"), type_=DIGEST)
    at: Mapped[str] = mapped_column(MOMENT)
    seal: Mapped[str] = mapped_column(DIGEST)


class Evidence(ApprovalBase):
    """The report of a gate, under the digest of its bytes."""

    __tablename__ = "evidence"

    digest: Mapped[str] = mapped_column(DIGEST, primary_key=True)
    body: Mapped[bytes] = mapped_column(LargeBinary)


class SubmissionRow(ApprovalBase):
    """A submission: everything that it pins. `number` counts them; `digest` is the one that is approved."""

    __tablename__ = "submission"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    id: Mapped[str] = mapped_column(WORD, unique=True)
    kind: Mapped[str] = mapped_column(WORD)
    key: Mapped[str] = mapped_column(KEY)
    version: Mapped[int]
    digest: Mapped[str] = mapped_column(DIGEST)
    workflow: Mapped[str] = mapped_column(ForeignKey("workflow_definition.digest"), type_=DIGEST)
    submitter: Mapped[str] = mapped_column(KEY)
    at: Mapped[str] = mapped_column(MOMENT)
    changes: Mapped[int]
    subject: Mapped[str] = mapped_column(Text)
    followers: Mapped[str] = mapped_column(Text)
    authors: Mapped[str] = mapped_column(Text)
    rosters: Mapped[str] = mapped_column(Text)
    gates: Mapped[str] = mapped_column(Text)
    seal: Mapped[str] = mapped_column(DIGEST)


class DecisionRow(ApprovalBase):
    """One decision on a submission, as `approval.decision.Decision` has it."""

    __tablename__ = "decision"

    submission: Mapped[str] = mapped_column(ForeignKey("submission.id"), type_=WORD, primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    verdict: Mapped[str] = mapped_column(WORD)
    person: Mapped[str] = mapped_column(KEY)
    on_behalf_of: Mapped[str | None] = mapped_column(KEY)
    step: Mapped[str | None] = mapped_column(KEY)
    seen: Mapped[str] = mapped_column(DIGEST)
    at: Mapped[str] = mapped_column(MOMENT)
    reason: Mapped[str] = mapped_column(Text)
    node: Mapped[str | None] = mapped_column(Text)
    seal: Mapped[str] = mapped_column(DIGEST)


class RecallRow(ApprovalBase):
    """One person's call to take back what a submission approved, as `approval.recall.Recall` has it."""

    __tablename__ = "recall"

    submission: Mapped[str] = mapped_column(ForeignKey("submission.id"), type_=WORD, primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    person: Mapped[str] = mapped_column(KEY)
    release: Mapped[str] = mapped_column(DIGEST)
    at: Mapped[str] = mapped_column(MOMENT)
    reason: Mapped[str] = mapped_column(Text)
    seal: Mapped[str] = mapped_column(DIGEST)


class SubmissionSubject(ApprovalBase):
    """A subject that a submission is about: its own (`place` 0), or one of its followers."""

    __tablename__ = "submission_subject"
    __table_args__ = (Index(None, "digest"), Index(None, "kind", "key"))

    submission: Mapped[str] = mapped_column(ForeignKey("submission.id"), type_=WORD, primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    digest: Mapped[str] = mapped_column(DIGEST)
    kind: Mapped[str] = mapped_column(WORD)
    key: Mapped[str] = mapped_column(KEY)


class SubmissionState(ApprovalBase):
    """Where a submission stands. Whoever decides on it locks its row. Of one thing, one submission is open."""

    __tablename__ = "submission_state"
    __table_args__ = (
        Index(
            ONE_OPEN,
            "kind",
            "key",
            unique=True,
            sqlite_where=text("status = 'open'"),
            postgresql_where=text("status = 'open'"),
        ),
        Index(None, "status", "number"),
        CheckConstraint("decisions >= 0 AND recalls >= 0", name="counts"),
    )

    submission: Mapped[str] = mapped_column(ForeignKey("submission.id"), type_=WORD, primary_key=True)
    number: Mapped[int]
    kind: Mapped[str] = mapped_column(WORD)
    key: Mapped[str] = mapped_column(KEY)
    status: Mapped[str] = mapped_column(WORD)
    decisions: Mapped[int]
    recalls: Mapped[int]
    due: Mapped[str | None] = mapped_column(MOMENT)
    closed: Mapped[str | None] = mapped_column(MOMENT)


class SubmissionTask(ApprovalBase):
    """An open step of a submission, and one member of its group whose right has not been used in it.

    `urgency` puts what is due first first: "0" and when it is due, or "1" and when it was asked.
    """

    __tablename__ = "submission_task"
    __table_args__ = (Index(None, "seat", "urgency", "submission"),)

    submission: Mapped[str] = mapped_column(ForeignKey("submission.id"), type_=WORD, primary_key=True)
    step: Mapped[str] = mapped_column(KEY, primary_key=True)
    seat: Mapped[str] = mapped_column(KEY, primary_key=True)
    group: Mapped[str] = mapped_column(KEY)
    urgency: Mapped[str] = mapped_column(String(28))
