"""The commands of those who decide: what awaits me, what was submitted, and one submission with all its evidence."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ccm.commands.identity import AsOption, acting, viewing
from ccm.console import FAILED, plain_errors, print_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ccm.diff.compare import Comparison
    from ccm.governance.review import GateEvidence, Review


def queue(as_: AsOption = None) -> None:
    """List what awaits your approval: what is due first comes first."""
    from ccm.governance.books import Books

    who = acting(as_)
    with viewing(as_) as session:
        books = Books(session)
        tasks = books.approvals.queue(who.person, books.people.directory(), who.at)
    rows = [
        (task.submission.id, str(task.submission.subject), task.step, task.submission.submitter,
         f"{task.due:%Y-%m-%d %H:%M}{', overdue' if task.overdue else ''}" if task.due else "",
         ", ".join(seat for seat in task.seats if seat != who.person))
        for task in tasks
    ]  # fmt: skip
    print_table(("submission", "subject", "step", "submitted by", "due", "for"), rows)
    typer.echo(f"{len(tasks)} await {who.person}")


def submissions(
    subject: Annotated[str | None, typer.Argument(metavar="[SUBJECT]", help="All of them when left out.")] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, help="List at most so many, the newest.")] = 50,
    as_: AsOption = None,
) -> None:
    """List what was submitted, the newest first, and how it stands."""
    from ccm.governance.books import Books
    from ccm.governance.names import parse_name

    with viewing(as_) as session:
        name = parse_name(session, subject) if subject else None
        found = Books(session).approvals.list_submissions(
            kind=name.kind if name else None, key=name.key if name else None, limit=limit
        )
    rows = [
        (one.id, f"{one.kind} {one.key}", str(one.version), str(one.status), one.submitter,
         f"{one.at:%Y-%m-%d %H:%M}", one.digest[:19]) for one in found
    ]  # fmt: skip
    print_table(("submission", "subject", "version", "status", "submitted by", "at (UTC)", "digest"), rows)


def review(
    subject: Annotated[str, typer.Argument(metavar="SUBJECT", help="A subject, or the number of a submission.")],
    diff: Annotated[bool, typer.Option(help="Say what changed since the last approval.")] = True,
    out: Annotated[
        Path | None, typer.Option("--out", help="An HTML page to write: all of it, in every language and channel.")
    ] = None,
    as_: AsOption = None,
) -> None:
    """Show a submission: who is asked, what the gates found, what changed since the last approval, every decision."""
    from ccm.diff.compare import compare
    from ccm.governance.books import Books
    from ccm.governance.names import parse_name
    from ccm.governance.proof_page import proof_page
    from ccm.governance.review import newest_submission
    from ccm.governance.review import review as review_it
    from ccm.outputs import write_page

    with plain_errors():
        with viewing(as_) as session:
            books = Books(session)
            if not subject.isdecimal():
                name = parse_name(session, subject)
                subject = newest_submission(books, name.kind, name.key)
            found = review_it(books, subject)
            page = proof_page(books, found.state.submission) if out else ""
        changes = compare(*found.compared, render=False, viewer=acting(as_).person) if diff and found.compared else None
        if out is not None:
            write_page(out, page)
    for line in _lines(found, changes):
        typer.echo(line)
    if out is not None:
        typer.echo(f"{out}")


def gates(
    subject: Annotated[str, typer.Argument(metavar="SUBJECT", help="Such as invoice, block:vat-note, brand:ginepro.")],
    as_: AsOption = None,
) -> None:
    """Print what the gates found on the newest version, when they were run last."""
    from ccm.governance.books import Books
    from ccm.governance.names import parse_name
    from ccm.governance.review import evidence

    with viewing(as_) as session:
        name = parse_name(session, subject)
        books = Books(session)
        digest = books.subjects.newest(name.kind, name.key, name.version).digest
        latest = {result.gate: result for result in books.approvals.gate_results(digest)}
        found = evidence(books, tuple(latest.values()))
    if not found:
        typer.echo(f"no gate was run on {name} as it is now; 'ccm submit {name}' runs them")
    for one in found:
        for line in _gate_lines(one, everything=True):
            typer.echo(line)
    if not found or not all(one.result.passed for one in found):
        raise typer.Exit(FAILED)


def _lines(found: "Review", changes: "Comparison | None") -> "Iterator[str]":
    state, submission = found.state, found.state.submission
    yield f"submission {submission.id}: {submission.subject}"
    yield f"  {state.status}; submitted by {submission.submitter} at {submission.at:%Y-%m-%d %H:%M %Z}"
    yield f"  digest {submission.digest}"
    yield f"  {submission.workflow}, authors {', '.join(sorted(submission.authors))}"
    for step in state.steps:
        due = f", due {step.due:%Y-%m-%d %H:%M %Z}" if step.due and not step.done else ""
        asked = ", ".join(sorted(submission.members[step.step.key]))
        yield f"  {step.step.key} ({asked}): {len(step.approvals)} of {step.needed}{due}"
    for follower in submission.followers:
        yield f"  with it: {follower}, {follower.digest}"
    for gate in found.gates:
        yield from _gate_lines(gate)
    yield from _change_lines(found, changes)
    for decision in found.decisions:
        behalf = f" for {decision.on_behalf_of}" if decision.on_behalf_of else ""
        about = f" on {decision.node}" if decision.node else ""
        said = f": {decision.reason}" if decision.reason else ""
        yield f"  {decision.at:%Y-%m-%d %H:%M} {decision.person}{behalf}: {decision.verdict}{about}{said}"
    for call in found.recalls:
        what = f"release {call.release[:19]}" if call.release else "all of it"
        yield f"  {call.at:%Y-%m-%d %H:%M} {call.person}: recall of {what}: {call.reason}"
    for stored in found.released:
        yield f"  released: {stored.name}, {stored.digest}"


def _gate_lines(gate: "GateEvidence", *, everything: bool = False) -> "Iterator[str]":
    result = gate.result
    subject = gate.report.get("subject", {})
    about = f"{subject.get('kind')} {subject.get('key')}"
    verdict = "passed" if result.passed else "failed"
    yield f"  {about}: {result.gate} {verdict}, {result.findings} findings, evidence {result.evidence[:19]}"
    for finding in gate.findings:
        if everything or finding["severity"] == "error" or finding["code"] == "never-exercised":
            yield f"    {finding['severity']}: {finding['place']}: {finding['message']} [{finding['code']}]"


def _change_lines(found: "Review", changes: "Comparison | None") -> "Iterator[str]":
    if found.compared is None:
        return
    yield f"  since {found.compared[0]} was approved:"
    for change in changes.changes if changes else ():
        yield f"    {change.place} {change.what}"
        for sign, text in (("-", change.before), ("+", change.after)):
            for line in (text or "").splitlines():
                yield f"      {sign} {line}"


def register(app: typer.Typer) -> None:
    """Put the commands into `app`."""
    for command in (queue, submissions, review, gates):
        app.command(command.__name__)(command)
