"""The store of mandatory-block rules. It works in the session it is given and never commits; nothing is deleted."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from ccm.gates.rules import MandatoryRule, NoSuchRuleError, RuleError
from ccm.gates.rules_tables import RuleRow
from content_blocks.digest import digest


class RuleDamagedError(RuntimeError):
    """A rule is not what was stored: its digest does not agree."""


@dataclass(frozen=True)
class StoredRule:
    """One version of a rule: what it said from `at` on, whether that was its end, and who said so."""

    number: int
    rule: MandatoryRule
    ended: bool
    author: str
    at: datetime


class RuleStore:
    """The rules that hold, each under its key, and the versions they have had."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def add(self, rule: MandatoryRule, author: str, at: datetime) -> tuple[int, bool]:
        """Make `rule` the newest version of its key; return its number, and whether there was a change to make.

        Raises RuleError when somebody else changes the rule at the same moment.
        """
        newest = self._newest(rule.key)
        if newest is not None and not newest.ended and _rule(newest) == rule:
            return newest.number, False
        return self._write(rule, newest.number + 1 if newest else 1, False, author, at), True

    def drop(self, key: str, author: str, at: datetime) -> tuple[int, MandatoryRule]:
        """End the rule `key`; it stays on record. Return the number of its end, and the rule.

        Raises NoSuchRuleError when no such rule holds, RuleError when somebody else changes it at the same moment.
        """
        newest = self._newest(key)
        if newest is None or newest.ended:
            known = ", ".join(rule.key for rule in self.rules()) or "none"
            raise NoSuchRuleError(f"there is no rule {key!r} in force; there are {known}")
        rule = _rule(newest)
        return self._write(rule, newest.number + 1, True, author, at), rule

    def rules(self) -> tuple[MandatoryRule, ...]:
        """The rules that hold, by key. Raises RuleDamagedError."""
        newest = select(RuleRow.key, func.max(RuleRow.number).label("number")).group_by(RuleRow.key).subquery()
        rows = self.session.scalars(
            select(RuleRow)
            .join(newest, (RuleRow.key == newest.c.key) & (RuleRow.number == newest.c.number))
            .where(RuleRow.ended.is_(False))
            .order_by(RuleRow.key)
        )
        return tuple(_rule(row) for row in rows)

    def versions(self, key: str) -> tuple[StoredRule, ...]:
        """Every version there was of the rule `key`, the oldest first.

        Raises NoSuchRuleError when there never was such a rule, RuleDamagedError.
        """
        rows = list(self.session.scalars(select(RuleRow).where(RuleRow.key == key).order_by(RuleRow.number)))
        if not rows:
            raise NoSuchRuleError(f"there is no rule {key[:80]!r}; 'ccm rule list' names those that hold")
        return tuple(StoredRule(row.number, _rule(row), row.ended, row.author, row.set_at) for row in rows)

    def _newest(self, key: str) -> RuleRow | None:
        return self.session.scalars(
            select(RuleRow).where(RuleRow.key == key).order_by(RuleRow.number.desc()).limit(1)
        ).first()

    def _write(self, rule: MandatoryRule, number: int, ended: bool, author: str, at: datetime) -> int:
        row = {**rule.data(), "number": number, "ended": ended, "digest": rule.digest, "author": author, "set_at": at}
        try:
            self.session.execute(insert(RuleRow).values(row))
        except IntegrityError as error:
            raise RuleError(f"somebody else changed the rule {rule.key} just now; look at it and try again") from error
        return number


def _rule(row: RuleRow) -> MandatoryRule:
    """The rule of a row, held against its digest. Raises RuleDamagedError."""
    said = {"key": row.key, "tags": row.tags, "jurisdictions": row.jurisdictions, "block": row.block,
            "reason": row.reason}  # fmt: skip
    if digest(said) != row.digest:
        raise RuleDamagedError(f"the rule {row.key}, version {row.number}, is not what was stored; see 'ccm audit'")
    return MandatoryRule(row.key, tuple(row.tags), tuple(row.jurisdictions), row.block, row.reason)
