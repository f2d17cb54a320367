"""Specimen letters: what cannot be sent by itself is proved inside a small letter.

A block stands in a letter made here, its slots filled from their examples. A brand dresses the letter of
``specimens/brand``, which shows every kind of node.
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from ccm.gates.example_values import example_value
from ccm.release import Release, seal_draft
from content_blocks.block import ContentBlock
from content_blocks.folders import BrandFolder, read_block
from content_blocks.structure import Heading, Section, walk_source
from renderers.registry import CHANNELS
from templates_repo.contract import Contract, parse_contract
from templates_repo.folders import read_template
from templates_repo.template import Template, TemplateDefinition

SPECIMENS = Path(__file__).parent / "specimens"
SAMPLE = "specimen"

_LONGEST_SMS = 20


class _Parts:
    """The blocks and the brand of a specimen."""

    def __init__(self, block: ContentBlock, brand: BrandFolder) -> None:
        self._block, self._brand = block, brand

    def block(self, key: str) -> ContentBlock:
        return self._block

    def brand(self, key: str) -> BrandFolder:
        return self._brand


def narrowed(block: ContentBlock, locale: str | None = None) -> ContentBlock:
    """`block` with its source alone, or with its translation into `locale` as well.

    Its number is left out too: it is no part of what a block says. Raises KeyError for a language it has not.
    """
    locales = () if locale is None else (locale,)
    definition = block.definition.model_copy(update={"version": 1, "locales": locales})
    return replace(block, definition=definition, catalogs={tag: block.catalogs[tag] for tag in locales})


def block_specimen(block: ContentBlock, locale: str, brand: BrandFolder) -> Release:
    """A letter in `locale` that carries `block`: whole, and once more without the slots it can do without.

    Raises ContractError when its slots are no schemas.
    """
    slots = block.definition.slots
    required = {name for name, schema in slots.items() if schema.get("required", True) is not False}
    references = [_reference("block", block, slots)]
    if required != set(slots):
        references.append(_reference("block-least", block, required))
    definition = TemplateDefinition.model_validate(
        {
            "template": "specimen",
            "title": f"Specimen of {block.key}",
            "language": locale,
            "brand": brand.brand.brand,
            "channels": list(CHANNELS),
            "key": "id",
            "issued": "issued_on",
            "subject": "{{ title }}",
            "recipient": {
                "name": "{{ name }}",
                "address": ["{{ name }}", {"each": "address"}],
                "email": "anna@example.com",
            },
            "sms": {"limit": _LONGEST_SMS},
            "content": [*_headings(block), *references],
        }
    )
    template = Template(
        definition, _contract(slots), {}, {}, {SAMPLE: _record(block.definition.title, slots)}
    )  # fmt: skip
    return seal_draft(template, _Parts(block, brand))


def brand_specimen(brand: BrandFolder) -> Release:
    """The specimen letter in the dress of `brand`."""
    template, block = _brand_letter()
    definition = template.definition.model_copy(update={"brand": brand.brand.brand})
    return seal_draft(replace(template, definition=definition), _Parts(block, brand))


@cache
def _brand_letter() -> tuple[Template, ContentBlock]:
    return read_template(SPECIMENS / "brand"), read_block(SPECIMENS / "specimen-terms")


def _reference(node_id: str, block: ContentBlock, slots: Any) -> dict[str, object]:
    return {"block": block.key, "id": node_id, "slots": {name: f"slots.{name}" for name in sorted(slots)}}


def _headings(block: ContentBlock) -> list[dict[str, object]]:
    """The headings that the first of the block's own stands under; only text messages go without."""
    levels = [node.level for node in walk_source(block.definition.content)
              if isinstance(node, Heading) or (isinstance(node, Section) and node.title)]  # fmt: skip
    return [
        {"heading": "{{ title }}", "id": f"title-{level}", "level": level, "channels": ["pdf", "email", "mobile"]}
        for level in range(1, min(levels, default=2))
    ]


def _contract(slots: Mapping[str, Mapping[str, Any]]) -> Contract:
    text = {"type": "string", "maxLength": 200}
    properties: dict[str, Any] = {
        "id": text,
        "issued_on": {"type": "string", "format": "date"},
        "title": text,
        "name": text,
        "address": {"type": "array", "items": text, "maxItems": 6, "minItems": 1},
    }
    if slots:
        plain = {name: {key: schema[key] for key in schema if key != "required"} for name, schema in slots.items()}
        properties["slots"] = {"type": "object", "properties": plain, "required": list(plain)}
    return parse_contract({"type": "object", "properties": properties, "required": list(properties)}, "specimen")


def _record(title: str, slots: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    record: dict[str, Any] = {
        "id": SAMPLE,
        "issued_on": "2026-11-30",
        "title": title,
        "name": "Anna Esempio",
        "address": ["Via dell’Esempio 1", "20100 Milano MI"],
    }
    return {**record, "slots": {name: example_value(schema) for name, schema in slots.items()}} if slots else record
