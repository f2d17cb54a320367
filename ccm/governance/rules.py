"""The acts on rules of mandatory blocks: adding one and ending one, for those who manage and for Compliance."""

from sqlalchemy.orm import Session

from approval.audit import AuditSubject
from ccm.gates.rules import MandatoryRule
from ccm.gates.rules_store import RuleStore
from ccm.governance.acting import Acting, record
from ccm.people.store import PeopleStore


def add_rule(session: Session, acting: Acting, rule: MandatoryRule) -> tuple[int, bool]:
    """Make `rule` the newest version of its key; return its number, and whether there was a change to make.

    It holds for what is submitted from now on. Raises ForbiddenError, RuleError.
    """
    require_ruling(session, acting)
    number, new = RuleStore(session).add(rule, acting.person, acting.at)
    if new:
        record(session, acting, "rule-add", AuditSubject("rule", rule.key, number, rule.digest), rule.reason)
    return number, new


def drop_rule(session: Session, acting: Acting, key: str) -> None:
    """End the rule `key` for what is submitted from now on; it stays on record. Raises ForbiddenError, RuleError."""
    require_ruling(session, acting)
    number, rule = RuleStore(session).drop(key, acting.person, acting.at)
    record(session, acting, "rule-drop", AuditSubject("rule", key, number, rule.digest))


def require_ruling(session: Session, acting: Acting) -> None:
    """Go on if the person manages, or is of Compliance everywhere. Raises ForbiddenError."""
    people = PeopleStore(session)
    people.keep()
    of_compliance = any(grant.role == "compliance" and grant.covers("") for grant in people.grants_for(acting.person))
    if not of_compliance:
        people.require(acting.person, "manage")
