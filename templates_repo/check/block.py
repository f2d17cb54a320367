"""The static check of a content block on its own: its words against its slots."""

from content_blocks.block import ContentBlock, block_units
from content_blocks.structure import BlockReference
from templates_repo.check.languages import check_ids, check_languages
from templates_repo.check.nodes import NodeCheck
from templates_repo.check.problem import Problem
from templates_repo.check.scope import Scope, record_scope
from templates_repo.check.texts import Desk
from templates_repo.contract import ContractError, slot_types


def check_block(block: ContentBlock) -> tuple[Problem, ...]:
    """Return everything that is wrong with `block`. Raises nothing."""
    name = f"block {block.key}"
    desk = Desk(lambda context: f"{name}: {context}" if context else name, block.catalogs)
    try:
        slots = slot_types(block.definition.slots, name)
    except ContractError as error:
        desk.add("error", "", "bad-slot", str(error))
        return tuple(desk.problems)
    scope = record_scope(slots)
    NodeCheck(desk, block.assets, _no_references).nodes(block.definition.content, scope)
    desk.text("short", block.definition.short, scope)
    units = tuple(block_units(block.definition))
    check_languages(desk, units)
    check_ids(desk, units)
    return tuple(dict.fromkeys(desk.problems))


def _no_references(node: BlockReference, _scope: Scope) -> None:
    """A block holds no blocks; its definition has seen to that."""
    raise AssertionError(f"{node.id}: a block inside a block")
