"""Rules are versioned, ended and never deleted; those who may change them do so on the record."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from approval.audit import Where
from approval.audit_store import entries
from ccm.db.session import Database
from ccm.gates.rules import MandatoryRule, RuleError
from ccm.gates.rules_store import RuleDamagedError, RuleStore
from ccm.governance.acting import Acting
from ccm.governance.rules import add_rule, drop_rule
from ccm.people.rights import ForbiddenError
from ccm.people.store import PeopleStore

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
OTTO, EMIL, ANNA, FRITZ = (
    Acting(person, NOW, Where("cli", "office-1")) for person in ("otto", "emil", "anna", "fritz")
)
RULE = MandatoryRule("credit", ("consumer-credit",), ("IT",), "right-of-withdrawal", "Article 125-ter TUB")


def test_a_rule_holds_until_it_is_ended_and_stays_on_record(database: Database) -> None:
    with database.writing() as session:
        store = RuleStore(session)
        assert store.add(RULE, "otto", NOW) == (1, True)
        assert store.add(replace(RULE, tags=("consumer-credit", "consumer-credit")), "otto", NOW) == (1, False)
        wider = replace(RULE, jurisdictions=("IT", "DE"))
        assert store.add(wider, "otto", NOW) == (2, True)
        assert store.rules() == (wider,)
        assert store.drop("credit", "otto", NOW) == (3, wider)
        assert store.rules() == ()
        with pytest.raises(RuleError, match="no rule 'credit' in force; there are none"):
            store.drop("credit", "otto", NOW)
        assert store.add(wider, "emil", NOW) == (4, True)
        assert store.rules() == (wider,)
        assert [(one.number, one.rule, one.ended, one.author) for one in store.versions("credit")] == [
            (1, RULE, False, "otto"), (2, wider, False, "otto"), (3, wider, True, "otto"), (4, wider, False, "emil"),
        ]  # fmt: skip
        with pytest.raises(RuleError, match="there is no rule 'debit'"):
            store.versions("debit")


@pytest.mark.parametrize("act", ["UPDATE mandatory_rule SET ended = NOT ended", "DELETE FROM mandatory_rule"])
def test_the_database_changes_no_rule(database: Database, act: str) -> None:
    with database.writing() as session:
        RuleStore(session).add(RULE, "otto", NOW)
    with pytest.raises(DBAPIError, match="only ever added"), database.writing() as session:
        session.execute(text(act))


def test_a_rule_that_was_tampered_with_is_not_read(database: Database) -> None:
    with database.writing() as session:
        RuleStore(session).add(RULE, "otto", NOW)
        session.execute(
            text(
                "INSERT INTO mandatory_rule"
                " (id, key, number, ended, tags, jurisdictions, block, reason, digest, author, set_at)"
                " SELECT 99, key, 2, ended, '[]', jurisdictions, block, reason, digest, author, set_at"
                " FROM mandatory_rule"
            )
        )
        with pytest.raises(RuleDamagedError, match="the rule credit, version 2"):
            RuleStore(session).rules()


def test_administrators_and_compliance_change_rules_on_the_record(database: Database) -> None:
    with database.writing() as session:
        people = PeopleStore(session)
        for person, role, folder in (("otto", "administrator", ""), ("emil", "compliance", ""), ("anna", "author", ""),
                                     ("fritz", "compliance", "retail")):  # fmt: skip
            people.add_person(person, person.title(), NOW)
            people.grant(person, role, folder)
        assert add_rule(session, EMIL, RULE) == (1, True)
        assert add_rule(session, OTTO, RULE) == (1, False)
        for refused in (ANNA, FRITZ):
            with pytest.raises(ForbiddenError):
                drop_rule(session, refused, "credit")
            with pytest.raises(ForbiddenError):
                add_rule(session, refused, replace(RULE, block="vat-note"))
        drop_rule(session, OTTO, "credit")
    with database.engine.connect() as connection:
        acts = [(row.who, row.act, row.kind, row.key, row.version, row.digest, row.why) for row in entries(connection)]
    assert acts == [
        ("emil", "rule-add", "rule", "credit", 1, RULE.digest, RULE.reason),
        ("otto", "rule-drop", "rule", "credit", 2, RULE.digest, ""),
    ]
