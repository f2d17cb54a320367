"""The gate ``pdf-ua``: every PDF of the matrix held against PDF/UA-1 (ISO 14289-1) and PDF/A-3a (ISO 19005-3)."""

from collections.abc import Iterator
from typing import Any

from ccm.complaints import Complaint
from ccm.gates.alternatives import without_words
from ccm.gates.examination import Examination
from ccm.gates.matrix import Matrix
from ccm.gates.outcome import Outcome, outcome
from ccm.gates.unavailable import installed, needed
from content_blocks.digest import digest_bytes

PDF = "application/pdf"
_PROFILES = ("PDF_UA_1", "PDF_A_3A")


def check_validator() -> None:
    """Raise GateUnavailableError when the validator is not installed."""
    needed("page", "pdf-ua")


def pdf_ua(examination: Examination, matrix: Matrix) -> Outcome:
    """Every PDF validated, the same one once; fails where one does not conform or was to be there and is not.

    A template that makes no PDF has nothing to conform. Raises GateUnavailableError.
    """
    validator: Any = needed("page", "pdf-ua")
    key = examination.release.template.key
    known: dict[str, list[dict[str, str]]] = {}
    findings = list(_not_rendered(examination, matrix))
    wordless = list(without_words(examination.release, matrix, "pdf"))
    looked_at: list[dict[str, object]] = []
    for cell, channel, name, body in matrix.carrying(PDF):
        identity = digest_bytes(body)
        if identity not in known:
            known[identity] = list(_failures(validator, body))
        looked_at.append({"cell": cell.place, "channel": channel, "part": name, "digest": identity,
                          "failures": known[identity]})  # fmt: skip
        findings += [
            Complaint("error", f"{key}: {channel}: {failure['profile']}", failure["rule"], failure["message"],
                      (cell.place,))
            for failure in known[identity]
        ]  # fmt: skip
    evidence = {"pdfs": looked_at, "validator": {"page-validation": installed("page-validation")}}
    return outcome([*_merged(findings), *wordless], evidence)


def _failures(validator: Any, body: bytes) -> Iterator[dict[str, str]]:
    for name in _PROFILES:
        profile = getattr(validator.ValidationProfile, name)
        try:
            report = validator.validate_pdf_bytes(body, profile=profile)
        except validator.PageError as error:
            yield {"profile": name, "rule": "unreadable", "message": f"cannot be validated: {error}"}
            continue
        faults = {(str(fault.rule_id), str(fault.message)) for fault in report.failures}
        if not report.is_compliant and not faults:
            faults = {("not-compliant", "does not conform")}
        for rule, message in sorted(faults):
            yield {"profile": name, "rule": rule, "message": message}


def _not_rendered(examination: Examination, matrix: Matrix) -> Iterator[Complaint]:
    if "pdf" not in matrix.channels:
        return
    missing = [cell.place for cell in matrix.cells if "pdf" not in cell.rendered.artifacts]
    if missing or not matrix.cells:
        key = examination.release.template.key
        message = "there is no PDF to validate; see what the proof says, and put it right"
        yield Complaint("error", f"{key}: pdf", "not-rendered", message, tuple(missing))


def _merged(findings: list[Complaint]) -> Iterator[Complaint]:
    """The same failure of several PDFs told once, with the cells it was seen in."""
    seen: dict[tuple[str, str, str], list[str]] = {}
    for finding in findings:
        seen.setdefault((finding.place, finding.code, finding.message), []).extend(finding.samples)
    for (place, code, message), cells in seen.items():
        yield Complaint("error", place, code, message, tuple(dict.fromkeys(cells)))
