"""Workflows in a database: versions that never change, each under the digest of what it says."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from approval.audit_store import any_bytes
from approval.digests import canonical
from approval.moments import moment, read_moment
from approval.sealed_store import (
    ApprovalDamagedError,
    NotKeptError,
    Row,
    add_next,
    add_once,
    check_texts,
    read_sealed,
    table_of,
)
from approval.tables import WorkflowDefinition, WorkflowVersion
from approval.workflow import Workflow, WorkflowError
from approval.workflow_data import read_workflow


@dataclass(frozen=True)
class StoredWorkflow:
    """One version of a workflow: what it said from `at` on, None where it was taken out of use, and who said so."""

    key: str
    number: int
    workflow: Workflow | None
    author: str
    at: datetime


class WorkflowStore:
    """The workflows there are. It works in the session it is given and never commits."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def add_workflow(self, workflow: Workflow, author: str, at: datetime) -> tuple[int, bool]:
        """Make `workflow` the newest version of its key; return its number, and whether it is new.

        What the newest version says already makes no other, unless it was dropped.
        Raises WorkflowError for one that could not be read back.
        """
        digest = self.keep(workflow)
        return self._add_version(workflow.key, digest, author, at)

    def drop_workflow(self, key: str, author: str, at: datetime) -> None:
        """Take the workflow out of use: no new submission gets it. It stays on record, with every submission under it.

        Raises NotKeptError when no such workflow is in use.
        """
        self.workflow(key)
        self._add_version(key, None, author, at)

    def workflows(self) -> tuple[Workflow, ...]:
        """The newest version of each workflow in use, by key. Raises ApprovalDamagedError for an altered one."""
        digests = [row["digest"] for row in self._newest() if row["digest"] is not None]
        definitions = self.definitions(digests)
        return tuple(definitions[digest] for digest in digests)

    def workflow(self, key: str) -> tuple[int, Workflow]:
        """The newest version of the workflow `key`, with its number. Raises NotKeptError when none is in use."""
        row = next((row for row in self._newest() if row["key"] == key), None)
        if row is None or row["digest"] is None:
            raise NotKeptError(f"there is no workflow {key} in use; 'ccm workflow list' names those there are")
        return row["number"], self.definitions([row["digest"]])[row["digest"]]

    def workflow_versions(self, key: str) -> tuple[StoredWorkflow, ...]:
        """Every version there was of the workflow `key`, the oldest first.

        Raises NotKeptError when there never was such a workflow, ApprovalDamagedError for an altered one.
        """
        rows = read_sealed(self.session, WorkflowVersion, WorkflowVersion.key == key)
        if not rows:
            raise NotKeptError(f"there is no workflow {key[:80]!r}; 'ccm workflow list' names those there are")
        said = self.definitions(row["digest"] for row in rows if row["digest"] is not None)
        return tuple(
            StoredWorkflow(key, row["number"], said.get(row["digest"]), row["author"], read_moment(row["at"]))
            for row in rows
        )

    def keep(self, workflow: Workflow) -> str:
        """Store what `workflow` says, if it is not there yet, and return its digest."""
        try:
            same = read_workflow(workflow.data()) == workflow
        except WorkflowError as error:
            raise WorkflowError(f"{workflow} cannot be kept as it is: {error}") from error
        if not same:
            raise WorkflowError(f"{workflow} cannot be kept as it is: written down and read back it is another")
        row = {"digest": workflow.digest, "data": canonical(workflow.data())}
        check_texts(table_of(WorkflowDefinition), row)
        known = self.session.scalar(select(WorkflowDefinition.digest).where(WorkflowDefinition.digest == row["digest"]))
        if known is None:
            add_once(self.session, WorkflowDefinition, row)
        return workflow.digest

    def definitions(self, digests: Iterable[str]) -> dict[str, Workflow]:
        """The workflows with these digests. Raises ApprovalDamagedError when one is missing or was altered."""
        wanted = set(digests)
        query = select(WorkflowDefinition.digest, WorkflowDefinition.data).where(WorkflowDefinition.digest.in_(wanted))
        with any_bytes(self.session.connection()):
            stored = {row.digest: row.data for row in self.session.execute(query)}
        if missing := wanted - stored.keys():
            raise ApprovalDamagedError(
                f"the row of workflow_definition {min(missing)} is missing; ask the audit log why"
            )
        return {digest: _definition(digest, stored[digest]) for digest in wanted}

    def _add_version(self, key: str, digest: str | None, author: str, at: datetime) -> tuple[int, bool]:
        while True:
            newest = next((row for row in self._newest() if row["key"] == key), None)
            if newest is not None and newest["digest"] == digest:
                return newest["number"], False
            number = 1 if newest is None else newest["number"] + 1
            row = {"key": key, "number": number, "digest": digest, "author": author, "at": moment(at)}
            if add_next(self.session, WorkflowVersion, row):
                return number, True

    def _newest(self) -> list[Row]:
        """The last version of every workflow there ever was; all versions are read, for one may have been altered."""
        return list({row["key"]: row for row in read_sealed(self.session, WorkflowVersion)}.values())


def _definition(digest: str, stored: object) -> Workflow:
    try:
        if isinstance(stored, str) and (workflow := _read(stored)).digest == digest:
            return workflow
    except (ValueError, TypeError, RecursionError) as error:
        raise ApprovalDamagedError(f"the row of workflow_definition {digest} was altered: {error}") from error
    raise ApprovalDamagedError(f"the row of workflow_definition {digest} was altered; ask the audit log who did it")


@lru_cache(maxsize=256)
def _read(stored: str) -> Workflow:
    """The workflow that a text says; the same text always says the same."""
    if canonical(data := json.loads(stored)) != stored:
        raise ValueError("it is not written as this program writes it")
    return read_workflow(data)
