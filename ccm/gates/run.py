"""Running the gates: examinations in, results with their evidence out.

    reports = run_gates([examine_template(release, subject.digest, rules)])

Nothing here reads or writes a store; whoever asked keeps the results, and the reports under their digests.
"""

import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future

from approval.gate import PDF_UA, WCAG, gates_for
from ccm.gates.browser import check_browser
from ccm.gates.examination import Examination
from ccm.gates.looking import lookers
from ccm.gates.outcome import GateReport, Outcome, gate_report
from ccm.gates.pdf_ua import check_validator
from ccm.gates.worker import KNOWN
from ccm.gates.workers import examined_all

__all__ = ["GateReport", "UnknownGateError", "run_gates"]

MAX_WORKERS = 2


class UnknownGateError(ValueError):
    """A workflow asks for a gate that there is not."""


def run_gates(
    examinations: Sequence[Examination],
    progress: Callable[[str], None] | None = None,
    workers: int | None = None,
    more: Iterable[str] = (),
) -> tuple[GateReport, ...]:
    """Every gate of each examination's kind, and those of `more`, in the order of `examinations`.

    `progress` is told what is being looked at. Several examinations are made by `workers` processes, two when None
    and the machine has them, and pages are looked at by as many browsers. The reports are the same however many
    there are. Raises UnknownGateError, and GateUnavailableError when something a gate needs is not installed; then
    nothing has passed.
    """
    tell = progress or (lambda _: None)
    work = [(examination, _gates(examination, tuple(more))) for examination in examinations]
    _check_available(gate for _, gates in work for gate in gates)
    if workers is None:
        workers = min(MAX_WORKERS, os.cpu_count() or 1)
    reports: list[GateReport] = []
    with lookers(workers) as looking:
        if work:
            tell(f"Rendering {work[0][0]}")
        rendered: list[tuple[Examination, tuple[str, ...], dict[str, Outcome], Future[Outcome] | None]] = []
        for number, ((examination, gates), found) in enumerate(zip(work, examined_all(work, workers), strict=True), 1):
            answer = looking.look(examination, found.pages) if WCAG in gates else None
            rendered.append((examination, gates, dict(found.outcomes), answer))
            if number < len(work):
                tell(f"Rendering {work[number][0]}")
        for examination, gates, outcomes, answer in rendered:
            if answer is not None:
                tell(f"Looking at {examination}")
                outcomes[WCAG] = answer.result()
            reports += [gate_report(examination, gate, outcomes[gate]) for gate in gates]
    return tuple(reports)


def _gates(examination: Examination, more: tuple[str, ...]) -> tuple[str, ...]:
    gates = gates_for(examination.kind, more)
    for gate in gates:
        if gate not in KNOWN:
            raise UnknownGateError(f"there is no gate {gate!r}; there are {', '.join(KNOWN)}; change the workflow")
    return gates


def _check_available(gates: Iterable[str]) -> None:
    wanted = set(gates)
    if PDF_UA in wanted:
        check_validator()
    if WCAG in wanted:
        check_browser()
