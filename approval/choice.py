"""Choosing the workflow for a subject, by its kind, folder and tags."""

from collections.abc import Iterable

from approval.subject import Subject
from approval.workflow import Workflow


class NoWorkflowError(LookupError):
    """No workflow, or more than one, is the one for a subject; nothing is submitted without one."""


def choose_workflow(workflows: Iterable[Workflow], subject: Subject, folder: str) -> Workflow:
    """Return the workflow that fits `subject` in `folder` ("legal/italy") most closely.

    A workflow fits if it is for the kind, has the folder or one above it (or names none), and if the subject has all
    of its tags. The deepest folder wins, then the most tags. Raises NoWorkflowError when none fits best.
    """
    fits = [(_depth(workflow, folder), len(workflow.scope.tags), workflow) for workflow in workflows]
    fits = [fit for fit in fits if fit[0] >= 0 and fit[2].scope.kind == subject.kind]
    fits = [fit for fit in fits if fit[2].scope.tags <= subject.tags]
    if not fits:
        raise NoWorkflowError(f"no workflow is for {subject} in folder {folder!r}; make one whose 'for' covers it")
    closest = max(fit[:2] for fit in fits)
    best = [workflow for *fit, workflow in fits if tuple(fit) == closest]
    if len(best) > 1:
        names = " and ".join(sorted(workflow.key for workflow in best))
        raise NoWorkflowError(
            f"{names} fit {subject} in folder {folder!r} equally well; give one more tags or a folder"
        )
    return best[0]


def _depth(workflow: Workflow, folder: str) -> int:
    """How many levels of `folder` the workflow names; 0 when it names no folder, -1 when only others."""
    path = folder.strip("/").split("/")
    names = [name.strip("/").split("/") for name in workflow.scope.folders]
    if not names:
        return 0
    return max((len(name) for name in names if path[: len(name)] == name), default=-1)
