"""The audit log of a database, as those see it who ask whether to trust it."""

import os
import re
import socket
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from getpass import getuser
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect

from approval.audit import MAX_KEY, AuditEntry, AuditError, Head, Where
from approval.audit_chain import MAX_FAULTS, AuditFault, verify
from approval.audit_store import entries, head
from approval.audit_tables import TABLE, missing_guards


class AuditLogError(RuntimeError):
    """The log or the kept heads cannot be read; the message says what to do."""


@dataclass(frozen=True)
class AuditReport:
    """What verifying the log found.

    `rows` and `head` are of what was read; `missing_guards` names the triggers that should keep the rows as they are
    and are gone: no proof that a row was changed, but of somebody who could have.
    """

    rows: int
    head: Head
    heads: int
    faults: tuple[AuditFault, ...]
    missing_guards: tuple[str, ...]

    @property
    def ok(self) -> bool:
        return not self.faults and not self.missing_guards

    @property
    def lines(self) -> tuple[str, ...]:
        """The report in words, a line for each finding, and the sum of it last."""
        findings = [fault.message for fault in self.faults]
        findings += [f"the guard {name} is gone from the database, or is another" for name in self.missing_guards]
        if len(self.faults) >= MAX_FAULTS:
            findings.append(f"verifying stopped after {MAX_FAULTS} findings")
        if findings:
            return (*findings, f"The audit log cannot be trusted: {_count(self.rows, 'row')} read.")
        kept = f", with {_count(self.heads, 'kept head')}" if self.heads else ""
        return (f"The audit log is whole: {_count(self.rows, 'row')}{kept}.",)

    def as_data(self) -> dict[str, object]:
        """The report as plain data, for JSON."""
        faults = [
            {"kind": fault.kind, "first": fault.first, "last": fault.last, "message": fault.message}
            for fault in self.faults
        ]
        return {
            "ok": self.ok,
            "rows": self.rows,
            "head": str(self.head),
            "kept_heads": self.heads,
            "faults": faults,
            "missing_guards": list(self.missing_guards),
        }


def here(origin: str) -> Where:
    """Return where an act comes from that came in by `origin` (cli, api, job).

    That is this machine and the user of its operating system that the engine runs as (``office-1/anna``), so that it
    shows when somebody acts as somebody else.
    """
    half = MAX_KEY // 2 - 1
    return Where(origin, f"{_plain(socket.gethostname())[:half]}/{_plain(_system_user())[:half]}")


def _system_user() -> str:
    """The user this process runs as, whatever its environment says."""
    try:
        import pwd
    except ImportError:  # not on Windows
        return getuser()
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:  # a container may run as a number that nobody gave a name to
        return str(os.getuid())


def _plain(name: str) -> str:
    """A name in the letters that the log takes."""
    return re.sub(r"[^A-Za-z0-9._-]", "-", name).lstrip("._-") or "unknown"


def verify_log(engine: Engine, heads: Iterable[Head] = ()) -> AuditReport:
    """Read the whole log, in constant memory, and say what is wrong with it.

    `heads` were kept elsewhere at earlier times. Raises AuditLogError when the database has no log.
    """
    kept = frozenset(heads)
    with engine.connect() as connection:
        _need_log(connection)
        guards = missing_guards(connection)
        with closing(entries(connection)) as rows:
            read = _Counted(rows)
            faults = verify(read, kept)
    return AuditReport(read.count, read.head, len(kept), faults, guards)


def log_head(engine: Engine) -> Head:
    """Return the head of the log, for keeping elsewhere. Raises AuditLogError when the database has no log."""
    with engine.connect() as connection:
        _need_log(connection)
        return head(connection)


def read_heads(path: Path) -> tuple[Head, ...]:
    """Read the heads in a text file, one a line; empty lines and those that begin with # are passed over.

    Raises AuditLogError when the file cannot be read or a line is no head.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise AuditLogError(f"the heads in {path} cannot be read: {error}") from error
    found = []
    for number, line in enumerate(lines, 1):
        if line.strip() and not line.startswith("#"):
            try:
                found.append(Head.parse(line))
            except AuditError as error:
                raise AuditLogError(f"{path}, line {number}: {error}") from error
    return tuple(found)


class _Counted:
    """Rows as they go by, counted, with the head of the last."""

    def __init__(self, rows: Iterable[AuditEntry]) -> None:
        self.rows = rows
        self.count = 0
        self.head = Head()

    def __iter__(self) -> Iterator[AuditEntry]:
        for row in self.rows:
            self.count += 1
            self.head = row.head
            yield row


def _need_log(connection: Connection) -> None:
    if not inspect(connection).has_table(TABLE):
        raise AuditLogError("the database has no audit log; run 'ccm db upgrade', and ask who removed it if it had one")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")
