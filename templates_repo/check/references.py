"""Checking references to content blocks: key, version, slots, languages."""

from collections.abc import Mapping
from dataclasses import dataclass

from content_blocks.block import ContentBlock
from content_blocks.structure import BlockReference
from templates_repo.check.problem import Fix
from templates_repo.check.scope import Scope
from templates_repo.check.texts import Desk
from templates_repo.contract import ContractError, slot_types
from templates_repo.suggest import did_you_mean, nearest
from templates_repo.types import DataType, FieldType, IntegerType, ListType, ObjectType, TextType, described


@dataclass(frozen=True)
class ReferenceCheck:
    """Checks the references of one template that speaks `locales`."""

    desk: Desk
    blocks: Mapping[str, ContentBlock]
    locales: tuple[str, ...]

    def __call__(self, node: BlockReference, scope: Scope) -> None:
        block = self.blocks.get(node.key)
        if block is None:
            close = nearest(node.key, self.blocks)
            fix = None if close is None else Fix("set", "block", close)
            message = f"there is no block {node.key!r}{did_you_mean(node.key, self.blocks)}"
            self._error(node, "unknown-block", message, fix)
            return
        if node.version is not None and node.version != block.version:
            self._error(
                node,
                "other-version",
                f"pins version {node.version} of {node.key}, and there is version {block.version}; "
                "review the new version and pin it, or take the pin out",
                Fix("set", "version", str(block.version)),
            )
        if node.short is not None and block.locked:
            self._error(
                node,
                "short-of-locked",
                f"{node.key} is locked and has its own short form; take 'short' out here",
                Fix("set", "short", ""),
            )
        self._slots(node, block, scope)
        self._languages(node, block)

    def _slots(self, node: BlockReference, block: ContentBlock, scope: Scope) -> None:
        try:
            wanted = slot_types(block.definition.slots, f"block {block.key}").fields
        except ContractError:
            wanted = {}  # check_block says so; here every slot would look unknown
        for name, expression in node.slots.items():
            if name not in wanted:
                takes = did_you_mean(name, wanted) if wanted else "; it has none"
                self._error(node, "unknown-slot", f"{node.key} has no slot {name!r}{takes}")
                continue
            given = self.desk.value(f"{node.id}.slots.{name}", expression, scope)
            wrong = None if given is None else misfit(given.type, wanted[name].type)
            if wrong:
                self._error(node, "wrong-slot", f"the slot {name!r} of {node.key} {wrong}")
        for name, slot in wanted.items():
            if slot.required and name not in node.slots:
                self._error(node, "missing-slot", f"the slot {name!r} of {node.key} is not given; add it under slots")

    def _languages(self, node: BlockReference, block: ContentBlock) -> None:
        """Which of the template's languages the block does not speak."""
        spoken = {locale.split("-")[0] for locale in block.locales}
        silent = [locale for locale in self.locales if locale.split("-")[0] not in spoken]
        if silent:
            self.desk.add(
                "error" if block.locked else "warning",
                node.id,
                "block-language",
                f"{node.key} does not speak {', '.join(silent)}, only {', '.join(block.locales)}; have it translated",
            )

    def _error(self, node: BlockReference, code: str, message: str, fix: Fix | None = None) -> None:
        self.desk.add("error", node.id, code, message, fix=fix)


def misfit(given: DataType, wanted: DataType) -> str | None:
    """Why a value of the type `given` does not fit where `wanted` is asked for; None when it does."""
    if given.kind != wanted.kind and not (isinstance(given, IntegerType) and wanted.kind == "decimal"):
        return f"takes {described(wanted.kind)}, not {described(given.kind)}"
    if isinstance(given, TextType) and isinstance(wanted, TextType):
        return _text_misfit(given, wanted)
    if isinstance(given, ListType) and isinstance(wanted, ListType):
        return misfit(given.item, wanted.item)
    if isinstance(given, ObjectType) and isinstance(wanted, ObjectType):
        return _object_misfit(given.fields, wanted.fields)
    return None


def _text_misfit(given: TextType, wanted: TextType) -> str | None:
    if wanted.format and given.format != wanted.format:
        return f"takes a text of 'format: {wanted.format}'"
    if wanted.enum and not (given.enum and set(given.enum) <= set(wanted.enum)):
        return f"takes one of {', '.join(wanted.enum)}"
    if wanted.max_length is not None and (given.max_length is None or given.max_length > wanted.max_length):
        return f"takes at most {wanted.max_length} characters; give the field 'maxLength: {wanted.max_length}'"
    return None


def _object_misfit(given: Mapping[str, FieldType], wanted: Mapping[str, FieldType]) -> str | None:
    for name, field in wanted.items():
        found = given.get(name)
        if found is None or (found.optional and not field.optional):
            if field.optional and found is None:
                continue
            return f"needs the field {name!r}"
        wrong = misfit(found.type, field.type)
        if wrong:
            return f"has a field {name!r} that {wrong}"
    return None
