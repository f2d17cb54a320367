"""What can be found out about an examination without a browser: rendered once, and shared between the gates."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from approval.gate import CHECK, MANDATORY_BLOCKS, PDF_UA, PROOF, WCAG
from ccm.gates.examination import Examination
from ccm.gates.mandatory import mandatory_blocks
from ccm.gates.matrix import Matrix, rendered_matrix
from ccm.gates.outcome import Outcome
from ccm.gates.pdf_ua import pdf_ua
from ccm.gates.proof import COVERAGE, coverage, proof
from ccm.gates.static import static_check
from ccm.gates.wcag import Pages, pages_of
from renderers import registry

GATES: Mapping[str, Callable[[Examination, Matrix], Outcome]] = {
    CHECK: static_check,
    PROOF: proof,
    COVERAGE: coverage,
    PDF_UA: pdf_ua,
    MANDATORY_BLOCKS: mandatory_blocks,
}
"""The gates that need nothing but the matrix. ``wcag`` needs a browser as well (`ccm.gates.run`)."""

KNOWN = (*GATES, WCAG)


@dataclass(frozen=True)
class Examined:
    """What the gates found, by gate, and the pages that are still to be looked at."""

    outcomes: Mapping[str, Outcome]
    pages: Pages


def examined(examination: Examination, gates: tuple[str, ...]) -> Examined:
    """Render the matrix and pass it through `gates`, but for ``wcag``. Raises GateUnavailableError."""
    registry.load_plugins()
    matrix = rendered_matrix(examination)
    outcomes = {gate: GATES[gate](examination, matrix) for gate in gates if gate in GATES}
    return Examined(outcomes, pages_of(examination, matrix))
