"""Do workflows, rules, the findings of gates, and releases with their days agree with the audit log?"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from approval.audit import AuditEntry
from approval.digests import digest_of_bytes
from approval.moments import moment
from approval.sealed_store import read_sealed
from approval.tables import Evidence, GateRow, WorkflowVersion
from ccm.gates.rules_tables import RuleRow
from ccm.governance.periods import CALLED_OFF, ENDED
from ccm.governance.releasing import take_the_place
from ccm.governance.told import Told, differences, logged
from ccm.release_tables import ReleaseRow
from content_blocks.digest import digest, digest_bytes
from templates_repo.store import Period, TemplateStore
from templates_repo.tables import TemplatePeriod

_DAYS = re.compile(r"from (\d{4}-\d\d-\d\d) (?:to (\d{4}-\d\d-\d\d)|on)\Z")
_CHANGED = re.compile(r"from (\d{4}-\d\d-\d\d) (?:to (\d{4}-\d\d-\d\d)|on)(?:\. |\Z)")


def check_workflows(session: Session, log: Sequence[AuditEntry]) -> Iterator[str]:
    """Every version of a workflow, and its dropping, is one act of the log."""
    told = [logged(one, f"workflow {one.key}@{one.version}") for one in log if one.act == "workflow-add"]
    told += [
        Told(f"the end of workflow {one.key}, after version {one.version}", one.who, one.at)
        for one in log
        if one.act == "workflow-drop"
    ]
    stored = []
    for row in read_sealed(session, WorkflowVersion):
        what = f"workflow {row['key']}@{row['number']}"
        if row["digest"] is None:
            what = f"the end of workflow {row['key']}, after version {row['number'] - 1}"
        stored.append(Told(what, row["author"], row["at"], row["digest"] or ""))
    yield from differences(told, stored, "the workflows")


def check_rules(session: Session, log: Sequence[AuditEntry]) -> Iterator[str]:
    """Every version of a rule, and its end, is one act of the log, and says what its digest says."""
    names = {"rule-add": "rule", "rule-drop": "the end of rule"}
    told = [logged(one, f"{names[one.act]} {one.key}@{one.version}") for one in log if one.act in names]
    stored = []
    for row in session.scalars(select(RuleRow)):
        said = {name: getattr(row, name) for name in ("key", "tags", "jurisdictions", "block", "reason")}
        if digest(said) != row.digest:
            yield f"the rule {row.key}@{row.number} was altered"
        name = names["rule-drop" if row.ended else "rule-add"]
        stored.append(Told(f"{name} {row.key}@{row.number}", row.author, moment(row.set_at), row.digest))
    yield from differences(told, stored, "the rules")


def check_gates(session: Session, log: Sequence[AuditEntry]) -> Iterator[str]:
    """Every report has its digest; what the gates found about a digest at one moment is one row of the log."""
    for digest_, body in session.execute(select(Evidence.digest, Evidence.body).execution_options(yield_per=100)):
        if not isinstance(body, bytes) or digest_of_bytes(body) != digest_:
            yield f"the report {digest_} of a gate was altered"
    kept = set(session.scalars(select(Evidence.digest)))
    found: dict[tuple[str, str], list[str]] = {}
    for row in read_sealed(session, GateRow):
        found.setdefault((row["digest"], row["at"]), []).append(
            f"{row['gate']} {'passed' if row['passed'] else 'failed'}"
        )
        if row["evidence"] not in kept:
            yield f"the report {row['evidence']} of the gate {row['gate']} is missing"
    told = [Told(f"gates: {one.why}", "the engine", one.at, one.digest or "") for one in log if one.act == "gates"]
    stored = [Told(f"gates: {', '.join(gates)}", "the engine", at, digest_) for (digest_, at), gates in found.items()]
    yield from differences(told, stored, "the results of gates")


def check_releases(session: Session, log: Sequence[AuditEntry]) -> Iterator[str]:
    """Every release is what was sealed, by whom the log says; and in force on the days that the log gives."""
    acts = [one for one in log if one.act == "release"]
    first: dict[Told, AuditEntry] = {}
    for act in acts:
        first.setdefault(Told(f"release {act.key}#{act.version}", "", "", act.digest or ""), act)
    told = {logged(act, one.what): _starts(act) for one, act in first.items()}
    versions: dict[str, int] = {}
    stored = []
    for row in session.scalars(select(ReleaseRow)):
        one = Told(f"release {row.template}#{row.number}", row.released_by, moment(row.released_at), row.digest)
        stored.append(one)
        versions[row.digest] = row.version
        if not _is_sealed(row):
            yield f"{one}: its row is not what was sealed"
        if one in told and told[one] != row.effective:
            yield f"{one}: it is effective from {row.effective}, and from {told[one]} by the audit log"
    yield from differences(told.keys(), stored, "the releases")
    periods = [one for one in log if one.act in ("release", ENDED, CALLED_OFF)]
    yield from _check_periods(session, periods, versions)


def _starts(act: AuditEntry) -> date:
    """The day from which a release is effective: the one it was given, or that of the act."""
    return date.fromisoformat(days[1] if (days := _DAYS.match(act.why)) else act.at[:10])


def _is_sealed(row: ReleaseRow) -> bool:
    if digest_bytes(row.lock.encode()) != row.digest:
        return False
    lock = json.loads(row.lock)
    template = lock["template"]
    submissions = [one["submission"] for one in lock["approvals"] if one["kind"] == "template"]
    sealed = (template["key"], template["version"], *submissions[:1])
    return sealed == (row.template, row.version, row.submission)


@dataclass
class _Calendar:
    """The periods of one template, as the acts of the log make them."""

    held: list[Period] = field(default_factory=list)

    def periods(self, _key: str) -> tuple[Period, ...]:
        return tuple(sorted(self.held, key=lambda period: period.starts))

    def end(self, _key: str, starts: date, last: date) -> None:
        self.held = [Period(one.number, one.starts, last) if one.starts == starts else one for one in self.held]

    def call_off(self, _key: str, starts: date, at: datetime) -> None:
        self.held = [one for one in self.held if one.starts != starts]

    def schedule(self, _key: str, number: int, starts: date, ends: date | None, author: str, at: datetime) -> Period:
        self.held.append(Period(number, starts, ends))
        return self.held[-1]


def _go_on(calendar: _Calendar, act: AuditEntry, versions: dict[str, int]) -> None:
    """Do to the calendar what an act of the log did to the periods of the template."""
    days = _DAYS.match(act.why) if act.act == "release" else _CHANGED.match(act.why)
    if days is None:
        return
    starts, ends, at = (
        date.fromisoformat(days[1]),
        days[2] and date.fromisoformat(days[2]),
        datetime.fromisoformat(act.at),
    )
    if act.act == ENDED and ends:
        calendar.end(act.key, starts, ends)
    elif act.act == CALLED_OFF:
        calendar.call_off(act.key, starts, at)
    elif act.digest in versions:
        take_the_place(calendar, act.key, Period(versions[act.digest], starts, ends or None), act.who, at)


def _check_periods(session: Session, acts: Sequence[AuditEntry], versions: dict[str, int]) -> Iterator[str]:
    calendars: dict[str, _Calendar] = {}
    for act in acts:
        _go_on(calendars.setdefault(act.key, _Calendar()), act, versions)
    store = TemplateStore(session)
    for key in sorted(calendars.keys() | set(session.scalars(select(TemplatePeriod.key)))):
        wanted, found = calendars.get(key, _Calendar()).periods(key), store.periods(key)
        for one in [*(p for p in wanted if p not in found), *(p for p in found if p not in wanted)]:
            where = "the audit log, and not in the store" if one in wanted else "the store, and not in the audit log"
            yield f"template {key}, {one}: it is in {where}"
    in_log = {(act.who, act.at, act.key) for act in acts if act.act == "release"}
    for row in session.scalars(select(TemplatePeriod)):
        if (row.author, moment(row.set_at), row.key) not in in_log:
            yield f"template {row.key}, from {row.starts}: nobody is on record for this period"
