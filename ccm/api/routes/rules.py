"""Rules: which communications carry which block, whatever else they say."""

from typing import Annotated

from fastapi import APIRouter, Path, Response
from sqlalchemy.orm import Session

from ccm.api.depend import Caller, IfMatch, Page, idempotent, scoped
from ccm.api.etags import etag_of
from ccm.api.looking import Looking, Ruling
from ccm.api.models.workflows import NewRule, RuleAsked, RuleShown, RuleVersionShown, rule_of, rule_version_of
from ccm.api.paging import Listing
from ccm.api.problems import ApiError
from ccm.gates.rules import MandatoryRule, NoSuchRuleError
from ccm.gates.rules_store import RuleStore, StoredRule
from ccm.governance.rules import add_rule, drop_rule

router = APIRouter(prefix="/v1/rules", tags=["workflows"])

RuleKey = Annotated[str, Path(pattern=r"^[a-z][a-z0-9-]{0,63}$", examples=["credit"])]


@router.get("", dependencies=[scoped("view")])
def list_rules(session: Looking, page: Page) -> Listing[RuleShown]:
    """List the rules that hold."""
    store = RuleStore(session)
    cut = page.cut(sorted(store.rules(), key=lambda one: one.key), lambda one: one.key)
    return Listing(items=[rule_of(store.versions(one.key)[-1].number, one) for one in cut.items], next=cut.next)


@router.post("", status_code=201, dependencies=[scoped("view"), idempotent])
def create_rule(asked: NewRule, session: Ruling, caller: Caller, response: Response) -> RuleShown:
    """Add a rule, or bring one back that was ended. It holds for what is submitted from now on."""
    rule = _rule(asked.key, asked)
    number, new = add_rule(session, caller, rule)
    if number > 1 and new and not RuleStore(session).versions(rule.key)[-2].ended:
        raise ApiError(409, "conflict", f"there is a rule {rule.key} in force; change it with PUT /v1/rules/{rule.key}")
    response.headers["Location"] = f"/v1/rules/{rule.key}"
    response.headers["ETag"] = etag_of(rule.digest)
    return rule_of(number, rule)


@router.get("/{rule}", dependencies=[scoped("view")])
def show_rule(rule: RuleKey, session: Looking, response: Response) -> RuleShown:
    """A rule that holds."""
    newest = _holding(session, rule)
    response.headers["ETag"] = etag_of(newest.rule.digest)
    return rule_of(newest.number, newest.rule)


@router.get("/{rule}/versions", dependencies=[scoped("view")])
def list_rule_versions(rule: RuleKey, session: Looking, page: Page) -> Listing[RuleVersionShown]:
    """List every version there was of a rule, the oldest first."""
    cut = page.cut(RuleStore(session).versions(rule), lambda one: f"{one.number:09}")
    return Listing(items=[rule_version_of(one) for one in cut.items], next=cut.next)


@router.put("/{rule}", dependencies=[scoped("view")])
def change_rule(
    rule: RuleKey, asked: RuleAsked, session: Ruling, caller: Caller, seen: IfMatch, response: Response
) -> RuleShown:
    """Make a new version of a rule. It holds for what is submitted from now on."""
    seen.check(etag_of(_holding(session, rule).rule.digest))
    changed = _rule(rule, asked)
    number, _ = add_rule(session, caller, changed)
    response.headers["ETag"] = etag_of(changed.digest)
    return rule_of(number, changed)


@router.delete("/{rule}", status_code=204, dependencies=[scoped("view")])
def end_rule(rule: RuleKey, session: Ruling, caller: Caller, seen: IfMatch) -> None:
    """End a rule for what is submitted from now on; it stays on record."""
    seen.check(etag_of(_holding(session, rule).rule.digest))
    drop_rule(session, caller, rule)


def _rule(key: str, asked: RuleAsked) -> MandatoryRule:
    return MandatoryRule(key, tuple(asked.tags), tuple(asked.jurisdictions), asked.block, asked.reason)


def _holding(session: Session, key: str) -> StoredRule:
    """The newest version of a rule that holds. Raises NoSuchRuleError."""
    newest = RuleStore(session).versions(key)[-1]
    if newest.ended:
        raise NoSuchRuleError(f"the rule {key} was ended by {newest.author}; add it anew if it is to hold")
    return newest
