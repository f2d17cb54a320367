"""Which results of gates count today: rules of mandatory blocks are no part of a digest, and they change."""

from approval.gate import MANDATORY_BLOCKS, GateResult
from approval.subject import Subject
from ccm.gates.mandatory import made_under
from ccm.gates.rules_store import RuleStore
from ccm.governance.books import Books


def counting_results(books: Books, subject: Subject) -> tuple[GateResult, ...]:
    """What the gates found out about `subject`, without what they found under fewer rules than now apply to it."""
    results = books.approvals.gate_results(subject.digest)
    rules = RuleStore(books.session).rules() if subject.kind == "template" else ()
    if not rules:
        return results
    template = books.subjects.composition(subject.key, subject.version).template
    return tuple(
        result
        for result in results
        if result.gate != MANDATORY_BLOCKS or made_under(books.approvals.evidence(result.evidence), rules, template)
    )
