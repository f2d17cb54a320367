"""What takes its time: a function for each kind of operation, run away from the request that asked for it.

Each takes the database, who acts, what was asked as plain data, and whom to tell what is being done; it returns what
came of it. Whether the person may is asked here again, at the moment it is done.
"""

from collections.abc import Callable, Mapping
from typing import Any

from approval.audit import Head
from approval.submission import Submission
from ccm.auditing import verify_log
from ccm.db.session import Database
from ccm.gates.run import GateReport
from ccm.governance.acting import Acting
from ccm.governance.agreement import verify_books_in
from ccm.governance.books import Books
from ccm.governance.names import parse_name
from ccm.governance.submitting import submit, unsubmitted
from ccm.operations.archive_works import do_expire, do_sweep, do_verify
from ccm.operations.job_works import do_mend
from ccm.operations.made import Made, Tell
from ccm.operations.store import Kind
from ccm.people.store import PeopleStore


def do_submit(database: Database, acting: Acting, asked: Mapping[str, Any], tell: Tell) -> Made:
    """Run the gates on ``subjects`` (names), all that is not submitted where they are None, and submit them."""
    with database.reading() as session:
        PeopleStore(session).require_anywhere(acting.person, "view")
        if asked["subjects"] is None:
            wanted = unsubmitted(Books(session))
        else:
            names = [parse_name(session, subject) for subject in asked["subjects"]]
            wanted = tuple((name.kind, name.key) for name in names)
    made = submit(database, acting, wanted, with_followers=asked["with_followers"], progress=tell)
    return Made(
        {
            "submissions": [_submission(one) for one in made.submissions],
            "gates": [_report(one) for one in made.reports],
        }
    )


def do_impact(database: Database, acting: Acting, asked: Mapping[str, Any], tell: Tell) -> Made:
    """Render what takes ``subject`` before and after: of ``templates`` alone and of so many ``samples``, if given."""
    from ccm.impact.data import impact_data
    from ccm.impact.measure import measure
    from ccm.impact.page import impact_page
    from ccm.impact.stored import touched_in_store

    with database.reading() as session:
        PeopleStore(session).require_anywhere(acting.person, "view")
        name = parse_name(session, asked["subject"])
        found = touched_in_store(
            Books(session), name.kind, name.key, acting.at.date(), name.version, tuple(asked["templates"])
        )
    measured = measure(
        found.touched, found.name, proposed=found.proposed, present=found.present, samples=asked["samples"],
        progress=lambda done, total: tell(f"Rendered {done} of {total}"),
    )  # fmt: skip
    return Made(impact_data(measured), impact_page(measured))


def do_proof(database: Database, acting: Acting, asked: Mapping[str, Any], tell: Tell) -> Made:
    """The proof page of the submission ``submission``."""
    from ccm.governance.proof_page import proof_page
    from ccm.governance.review import review

    tell("Rendering every sample")
    with database.reading() as session:
        PeopleStore(session).require_anywhere(acting.person, "view")
        books = Books(session)
        submission = review(books, asked["submission"]).state.submission
        page = proof_page(books, submission)
    return Made({"submission": submission.id, "digest": submission.digest}, page)


def do_proof_sheet(database: Database, acting: Acting, asked: Mapping[str, Any], tell: Tell) -> Made:
    """The proof sheet of ``submission``, or of ``template``: ``of`` a version, the newest where it is None, or the
    draft."""
    from ccm.governance.proof_sheet import draft_proof, submission_proof
    from ccm.governance.review import review

    tell("Rendering every sample")
    with database.reading() as session:
        PeopleStore(session).require_anywhere(acting.person, "view")
        if asked.get("submission") is not None:
            books = Books(session)
            submission = review(books, asked["submission"]).state.submission
            body = submission_proof(books, acting, submission, tell)
            name = f"proof-submission-{submission.id}.pdf"
        else:
            body = draft_proof(session, acting, asked["template"], asked["of"], tell)
            name = f"proof-{asked['template']}.pdf"
    return Made({"bytes": len(body)}, file=body, file_name=name)


def do_audit(database: Database, acting: Acting, asked: Mapping[str, Any], tell: Tell) -> Made:
    """Verify the audit log, with ``heads`` that were kept, and the books of approval."""
    with database.reading() as session:
        PeopleStore(session).require(acting.person, "view")
    tell("Reading the log")
    report = verify_log(database.engine, [Head.parse(head) for head in asked["heads"]])
    tell("Reading the books of approval")
    books = verify_books_in(database.engine)
    return Made({**report.as_data(), "ok": report.ok and not books, "books": list(books or ())})


WORKS: Mapping[Kind, Callable[[Database, Acting, Mapping[str, Any], Tell], Made]] = {
    "submit": do_submit,
    "impact": do_impact,
    "proof": do_proof,
    "proof-sheet": do_proof_sheet,
    "audit": do_audit,
    "mend": do_mend,
    "archive-verify": do_verify,
    "archive-expire": do_expire,
    "archive-sweep": do_sweep,
}


def _submission(submission: Submission) -> dict[str, Any]:
    subject = submission.subject
    return {
        "id": submission.id,
        "kind": subject.kind,
        "key": subject.key,
        "version": subject.version,
        "digest": submission.digest,
        "followers": [f"{one.kind}:{one.key}@{one.version}" for one in submission.followers],
        "asked": {roster.step: sorted(roster.members) for roster in submission.rosters},
    }


def _report(report: GateReport) -> dict[str, Any]:
    result = report.result
    return {
        "gate": result.gate,
        "digest": result.digest,
        "passed": result.passed,
        "findings": result.findings,
        "evidence": result.evidence,
        "summary": report.summary,
    }
