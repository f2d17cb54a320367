"""The gates ``proof`` and ``coverage``: everything rendered, and every side of every condition shown.

The proof matrix is kept: for each sample and language what came out of each channel, by digest, with its facts and
findings. A side of a condition that no sample takes is a warning of ``proof``; ``coverage``, which workflows can ask
for, makes it an error.
"""

from collections.abc import Iterator
from dataclasses import replace

from ccm.check import rendered_complaints
from ccm.complaints import Complaint
from ccm.gates.certain_rows import certain_rows
from ccm.gates.examination import Examination
from ccm.gates.matrix import Cell, Matrix
from ccm.gates.outcome import Outcome, outcome
from ccm.manifest import finding_data
from content_blocks.digest import digest, digest_bytes

COVERAGE = "coverage"


def proof(examination: Examination, matrix: Matrix) -> Outcome:
    """Every sample in every channel and language; fails when one is missing or has an error."""
    template = examination.release.template
    findings = rendered_complaints(template.key, ((cell.sample, cell.rendered) for cell in matrix.cells))
    findings = [_mild(examination, finding) for finding in findings]
    findings += _untranslated(matrix)
    findings += _missing(examination, matrix)
    certain = _certain(examination, matrix)
    findings += _never(examination, matrix, certain, strict=False)
    evidence = {
        "channels": list(matrix.channels),
        "samples": {name: digest(record) for name, record in template.samples.items()},
        "cells": [_cell(cell) for cell in matrix.cells],
        "coverage": matrix.coverage.data(certain),
    }
    return outcome(findings, evidence)


def coverage(examination: Examination, matrix: Matrix) -> Outcome:
    """Every side of every condition, list and branch taken by some sample."""
    certain = _certain(examination, matrix)
    findings = [*_missing(examination, matrix), *_never(examination, matrix, certain, strict=True)]
    return outcome(findings, {"coverage": matrix.coverage.data(certain)})


def _certain(examination: Examination, matrix: Matrix) -> frozenset[str]:
    return frozenset() if matrix.not_compiled else certain_rows(examination.release)


def _missing(examination: Examination, matrix: Matrix) -> Iterator[Complaint]:
    key = examination.release.template.key
    if not examination.release.template.samples:
        message = "there is no sample, so nothing could be rendered; put a record into samples/first.json"
        yield Complaint("error", key, "no-sample", message)
    for locale, message in matrix.not_compiled:
        yield Complaint("error", f"{key}: {locale}", "language-missing", f"nothing was rendered: {message}")


def _never(examination: Examination, matrix: Matrix, certain: frozenset[str], *, strict: bool) -> Iterator[Complaint]:
    if examination.kind != "template":
        return
    key = examination.release.template.key
    for place, expression, side in matrix.coverage.never(certain):
        message = f"in no sample {expression!r} {side}; add a sample in which it does"
        if side == "is taken":
            message = "no sample comes to this branch; add one that does"
        yield Complaint("error" if strict else "warning", f"{key}: {place}", "never-exercised", message)


def _untranslated(matrix: Matrix) -> Iterator[Complaint]:
    for cell in matrix.cells:
        for note in cell.rendered.notes:
            yield Complaint(note.severity, f"{note.path}", note.code, note.message)


def _mild(examination: Examination, finding: Complaint) -> Complaint:
    """A block without a short form or a link may be none for text messages, and then only such templates take it."""
    block = examination.block
    if block is None or block.definition.short is not None or block.definition.fallback == "link":
        return finding
    if finding.severity == "error" and finding.place.startswith("specimen: sms: "):
        remedy = "templates for text messages cannot use the block before it has a short form"
        return replace(finding, severity="warning", message=f"{finding.message}; {remedy}")
    return finding


def _cell(cell: Cell) -> dict[str, object]:
    rendered = cell.rendered
    return {
        "sample": cell.sample,
        "language": cell.language,
        "locale": rendered.locale,
        "faults": [list(fault) for fault in rendered.faults],
        "notes": [finding_data(note) for note in rendered.notes],
        "channels": {
            **{
                channel: {
                    "parts": {part.name: digest_bytes(part.body) for part in artifact.parts},
                    "facts": dict(artifact.facts),
                    "findings": [finding_data(finding) for finding in artifact.findings],
                }
                for channel, artifact in rendered.artifacts.items()
            },
            **{
                channel: {"failed": [finding_data(finding) for finding in findings]}
                for channel, findings in rendered.failures.items()
            },
        },
    }
