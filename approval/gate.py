"""Gates: what must have passed before anybody is asked.

Gates are run elsewhere; here stands which there are for each kind of subject, and what is missing. A result counts
for the digest it was made on and no other. Workflows can ask for more gates, never for fewer.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from approval.digests import is_digest, short
from approval.subject import Kind, Subject

CHECK = "check"  # the static check
PROOF = "proof"  # every sample in every channel and language, with the coverage of its conditions
PDF_UA = "pdf-ua"
WCAG = "wcag"  # email and mobile
MANDATORY_BLOCKS = "mandatory-blocks"

GATES: dict[Kind, tuple[str, ...]] = {
    "template": (CHECK, PROOF, PDF_UA, WCAG, MANDATORY_BLOCKS),
    "block": (CHECK, PROOF, PDF_UA, WCAG),
    "brand": (CHECK, PROOF, PDF_UA, WCAG),
    "translation": (CHECK, PROOF, PDF_UA, WCAG),
}


class GateError(ValueError):
    """A gate's result does not say what was examined and what it shows for it."""


class GatesClosedError(Exception):
    """Gates have not passed, so nobody is asked; `missing` says which and why."""

    def __init__(self, subject: Subject, missing: tuple["MissingGate", ...]) -> None:
        self.missing = missing
        reasons = "; ".join(str(gate) for gate in missing)
        super().__init__(f"{subject} cannot be submitted: {reasons}. Put it right, run the gates again, and submit.")


@dataclass(frozen=True)
class GateResult:
    """What a gate found out about the subject with this digest; `evidence` is the digest of its report."""

    gate: str
    digest: str
    passed: bool
    evidence: str
    findings: int = 0

    def __post_init__(self) -> None:
        for name, value in (("digest", self.digest), ("evidence", self.evidence)):
            if not is_digest(value):
                raise GateError(f"gate {self.gate}: {name} is {value!r}; give a digest, sha256: and 64 hex digits")
        if self.findings < 0:
            raise GateError(f"gate {self.gate}: {self.findings} findings; count from 0")


@dataclass(frozen=True)
class MissingGate:
    """A gate that has not passed, and why; `follower` is the one it is about, where that is not the subject itself."""

    gate: str
    why: str
    follower: Subject | None = None

    def __str__(self) -> str:
        return f"{self.gate} {self.why}" + (f" for its follower {self.follower}" if self.follower else "")


def gates_for(kind: Kind, more: Iterable[str] = ()) -> tuple[str, ...]:
    """The gates a subject of `kind` must pass, and `more` that a workflow asks for."""
    return tuple(dict.fromkeys((*GATES[kind], *more)))


def missing_gates(subject: Subject, results: Iterable[GateResult], more: Iterable[str] = ()) -> tuple[MissingGate, ...]:
    """What stands between `subject` and the people to be asked; nothing when every gate has passed.

    Of several results for one gate and digest, the last in `results` counts.
    """
    results = tuple(results)
    latest = {result.gate: result for result in results if result.digest == subject.digest}
    elsewhere = {result.gate: result.digest for result in results}
    missing = []
    for gate in gates_for(subject.kind, more):
        if gate in latest:
            if not latest[gate].passed:
                missing.append(MissingGate(gate, f"failed with {latest[gate].findings} findings"))
        elif gate in elsewhere:
            missing.append(MissingGate(gate, f"was run on other content ({short(elsewhere[gate])})"))
        else:
            missing.append(MissingGate(gate, "has not been run"))
    return tuple(missing)


def missing_for_package(
    subject: Subject, followers: Iterable[Subject], results: Iterable[GateResult], more: Iterable[str] = ()
) -> tuple[MissingGate, ...]:
    """What `missing_gates` says of `subject` and of each of its `followers`, by the results for its own digest."""
    results, more, followers = tuple(results), tuple(more), tuple(followers)
    members = {one.digest for one in (subject, *followers)}
    strange = tuple(result for result in results if result.digest not in members)
    missing = []
    for one in (subject, *followers):
        own = (*strange, *(result for result in results if result.digest == one.digest))
        follower = None if one is subject else one
        missing += [replace(gate, follower=follower) for gate in missing_gates(one, own, more)]
    return tuple(missing)
