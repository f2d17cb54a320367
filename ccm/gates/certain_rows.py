"""Lists that are never empty, by the contract or a condition around them: no sample can show them empty."""

from dataclasses import dataclass

from ccm.release import Release
from content_blocks.structure import BlockReference, Expression
from templates_repo.check.nodes import NodeCheck
from templates_repo.check.scope import ITEMS, Scope, path_of, record_scope
from templates_repo.check.texts import Desk
from templates_repo.contract import slot_types
from templates_repo.expressions import parse_expression
from templates_repo.template import AddressLine
from templates_repo.types import ListType


def certain_rows(release: Release) -> frozenset[str]:
    """The places (as `ccm.compose.observe` names them) of lists that have a row in every record."""
    definition = release.template.definition
    scope = record_scope(release.template.contract.type)
    found: set[str] = set()
    head = _finder(release, "", found)
    for number, line in enumerate(definition.recipient.address, 1):
        if isinstance(line, AddressLine) and line.each is not None:
            context = f"template.recipient.address.{number}"
            head.rows(context, line.each, head.guarded(context, line.condition, scope))
    head.nodes(definition.content, scope)
    return frozenset(found)


@dataclass(frozen=True)
class _Finder(NodeCheck):
    """Walks as the static check does, which knows each list's type where it stands, and notes the certain ones."""

    prefix: str
    found: set[str]

    def rows(self, context: str, expression: Expression, scope: Scope) -> ListType | None:
        rows = super().rows(context, expression, scope)
        path = path_of(parse_expression(expression).tree)
        if rows is not None and (rows.min_items > 0 or (path is not None and (*path, ITEMS) in scope.defined)):
            self.found.add(f"{self.prefix}{context}.rows")
        return rows


def _finder(release: Release, prefix: str, found: set[str]) -> _Finder:
    def reference(node: BlockReference, _: Scope) -> None:
        block = release.blocks[node.key].definition
        slots = record_scope(slot_types(block.slots, f"block {node.key}"))
        _finder(release, f"{prefix}{node.id}.", found).nodes(block.content, slots)

    return _Finder(Desk(lambda context: context, {}), {}, reference, prefix, found)
