"""The gates: what they found on something as it is now."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field

from ccm.api.depend import scoped
from ccm.api.looking import Looking
from ccm.api.models.common import Answer, SubjectName
from ccm.api.models.submissions import GateShown, SubjectShown, gate_of, subject_of
from ccm.governance.books import Books
from ccm.governance.names import parse_name
from ccm.governance.review import evidence

router = APIRouter(prefix="/v1/gates", tags=["submissions"], dependencies=[scoped("view")])


class GatesShown(Answer):
    """What the gates found on a subject when they were run last; none, when they were never run on it as it is."""

    subject: SubjectShown
    passed: bool = Field(description="Whether there are results, and every one of them is a pass.")
    gates: list[GateShown]


@router.get("")
def show_gates(subject: Annotated[SubjectName, Query()], session: Looking) -> GatesShown:
    """What the gates found on the newest version, or the one that is named, when they were run last."""
    books = Books(session)
    name = parse_name(session, subject)
    found = books.subjects.newest(name.kind, name.key, name.version)
    latest = {result.gate: result for result in books.approvals.gate_results(found.digest)}
    gates = evidence(books, tuple(latest.values()))
    passed = bool(gates) and all(one.result.passed for one in gates)
    return GatesShown(subject=subject_of(found), passed=passed, gates=[gate_of(one) for one in gates])
