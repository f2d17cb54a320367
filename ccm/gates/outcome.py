"""What a gate made of an examination, and the report that keeps it as evidence."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from approval.gate import GateResult
from ccm.complaints import Complaint, Severity
from ccm.gates.examination import Examination
from ccm.manifest import engine_versions
from content_blocks.digest import canonical_bytes, digest_bytes

FORMAT = 1
_SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")


@dataclass(frozen=True)
class Outcome:
    """What was found, and `evidence`: plain data of what was looked at. One error, and the gate has not passed."""

    findings: tuple[Complaint, ...]
    evidence: Mapping[str, object] = field(default_factory=dict)

    @property
    def passed(self) -> bool:
        return not any(finding.severity == "error" for finding in self.findings)


@dataclass(frozen=True)
class GateReport:
    """A gate's result; its report in canonical JSON, whose digest is the result's evidence; a line; the findings."""

    result: GateResult
    report: bytes
    summary: str
    findings: tuple[Complaint, ...]


def outcome(findings: Iterable[Complaint], evidence: Mapping[str, object] | None = None) -> Outcome:
    """An outcome with its findings told once each, errors first, and otherwise in an order of their own."""
    ordered = sorted(set(findings), key=lambda one: (_SEVERITIES.index(one.severity), one.place, one.code, one.message))
    return Outcome(tuple(ordered), evidence or {})


def gate_report(examination: Examination, gate: str, found: Outcome) -> GateReport:
    """The report: the same bytes for the same examination and outcome, whenever and wherever it is made."""
    content = {
        "format": FORMAT,
        "gate": gate,
        "subject": {"kind": examination.kind, "key": examination.key, "digest": examination.digest},
        "passed": found.passed,
        "findings": [_data(finding) for finding in found.findings],
        "looked_at": {"release": examination.release.digest, "languages": list(examination.locales), **found.evidence},
        "engine": engine_versions(),
    }
    report = canonical_bytes(content)
    result = GateResult(gate, examination.digest, found.passed, digest_bytes(report), len(found.findings))
    return GateReport(result, report, _summary(examination, gate, found), found.findings)


def _data(finding: Complaint) -> dict[str, object]:
    return {
        "severity": finding.severity,
        "place": finding.place,
        "code": finding.code,
        "message": finding.message,
        "samples": list(finding.samples),
    }


def _summary(examination: Examination, gate: str, found: Outcome) -> str:
    count = Counter(finding.severity for finding in found.findings)
    parts = [f"{count[name]} {name}{'s' if count[name] != 1 else ''}" for name in _SEVERITIES if count[name]]
    verdict = "passed" if found.passed else "failed"
    return f"{examination}: {gate} {verdict}" + (f" ({', '.join(parts)})" if parts else "")
