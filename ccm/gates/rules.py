"""Mandatory blocks as rules: which communications carry which block, and why."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from content_blocks.digest import digest
from templates_repo.template import Template

_KEY = re.compile(r"[a-z][a-z0-9-]{0,63}\Z")


class RuleError(ValueError):
    """A rule does not say which communications carry which block, or there is none of that key."""


class NoSuchRuleError(RuleError):
    """There is no rule of this key."""


@dataclass(frozen=True)
class MandatoryRule:
    """Templates with all of `tags`, and any of `jurisdictions` if some are named, carry the block of key `block`.

    A rule without tags is for every template of its jurisdictions; one with neither is refused, as is one without a
    reason. Raises RuleError.
    """

    key: str
    tags: tuple[str, ...]
    jurisdictions: tuple[str, ...]
    block: str
    reason: str

    def __post_init__(self) -> None:
        for name, text in (("key", self.key), ("block", self.block)):
            if not _KEY.match(text):
                raise RuleError(f"the {name} of a rule is {text[:80]!r}; use small letters, digits and hyphens")
        if not self.tags and not self.jurisdictions:
            raise RuleError(f"the rule {self.key} is for no templates in particular; give a tag or a jurisdiction")
        if not self.reason.strip():
            raise RuleError(f"the rule {self.key} has no reason; say what demands the block")
        object.__setattr__(self, "tags", tuple(sorted(set(self.tags))))
        object.__setattr__(self, "jurisdictions", tuple(sorted(set(self.jurisdictions))))

    @cached_property
    def digest(self) -> str:
        return digest(self.data())

    def applies(self, template: Template) -> bool:
        """Whether `template` is one of those the rule is for."""
        definition = template.definition
        somewhere = not self.jurisdictions or bool(set(self.jurisdictions) & set(definition.jurisdictions))
        return somewhere and set(self.tags) <= set(definition.tags)

    def data(self) -> dict[str, object]:
        """The rule as plain data: what its digest is made of, and what reports show."""
        return {
            "key": self.key,
            "tags": list(self.tags),
            "jurisdictions": list(self.jurisdictions),
            "block": self.block,
            "reason": self.reason,
        }


def applying(rules: Iterable[MandatoryRule], template: Template) -> tuple[MandatoryRule, ...]:
    """The rules that `template` has to keep, by key."""
    return tuple(sorted((rule for rule in rules if rule.applies(template)), key=lambda rule: rule.key))
