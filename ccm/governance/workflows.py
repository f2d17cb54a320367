"""The acts on workflows: adding and dropping one, which is for those who manage; and workflows as files."""

from importlib.resources import files
from pathlib import Path

import yaml
from sqlalchemy.orm import Session

from approval.audit import AuditSubject
from approval.store import ApprovalStore
from approval.workflow import Workflow, WorkflowError
from approval.workflow_data import read_workflow
from ccm.governance.acting import Acting, record
from ccm.people.store import PeopleStore
from content_blocks.strict_yaml import load, load_file


def add_workflow(session: Session, acting: Acting, workflow: Workflow) -> tuple[int, bool]:
    """Make `workflow` the newest version of its key; return its number, and whether there was a change to make.

    What is under way goes on under the workflow it began with. Raises ForbiddenError, WorkflowError.
    """
    PeopleStore(session).require(acting.person, "manage")
    number, new = ApprovalStore(session).add_workflow(workflow, acting.person, acting.at)
    if new:
        record(session, acting, "workflow-add", AuditSubject("workflow", workflow.key, number, workflow.digest))
    return number, new


def drop_workflow(session: Session, acting: Acting, key: str) -> None:
    """Take a workflow out of use for what is submitted from now on; it stays on record.

    Raises ForbiddenError, and ApprovalStoreError when no such workflow is in use.
    """
    PeopleStore(session).require(acting.person, "manage")
    store = ApprovalStore(session)
    number, workflow = store.workflow(key)
    store.drop_workflow(key, acting.person, acting.at)
    record(session, acting, "workflow-drop", AuditSubject("workflow", key, number, workflow.digest))


def read_workflow_file(path: Path) -> Workflow:
    """The workflow that a YAML file says. Raises YamlError or WorkflowError, which name the file."""
    return _named(str(path), load_file(path).data)


def starter_workflows() -> tuple[Workflow, ...]:
    """A workflow for each kind of subject, to begin with: those of the folder ``approval/workflows``, by key."""
    sources = sorted((one for one in files("approval").joinpath("workflows").iterdir()), key=lambda one: one.name)
    return tuple(
        _named(one.name, load(one.read_text(encoding="utf-8"), one.name).data)
        for one in sources
        if one.name.endswith(".yaml")
    )


def workflow_text(workflow: Workflow) -> str:
    """The workflow as YAML that `read_workflow_file` reads back."""
    return yaml.safe_dump(workflow.data(), sort_keys=False, allow_unicode=True, width=120)


def _named(name: str, data: object) -> Workflow:
    try:
        return read_workflow(data)
    except WorkflowError as error:
        raise WorkflowError(f"{name}: {error}") from error
