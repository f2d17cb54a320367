"""Cases of the static check, as files: what a template says, and what the check says about it.

``record`` is the contract's properties (``required`` names those that must be there; all of them by default),
``template`` overrides parts of a template that is in order, ``content`` are its nodes, ``translations`` its
catalogs by locale, ``assets`` the names of its images, ``samples`` its records. ``problems`` are the expected
lines: severity, code, and a part of the message.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from content_blocks.block import BlockDefinition, ContentBlock
from content_blocks.catalog import Catalog, Translation
from content_blocks.document import Asset
from content_blocks.source_ids import with_ids
from content_blocks.strict_yaml import load_file
from templates_repo.contract import parse_contract
from templates_repo.template import Template, TemplateDefinition
from templates_repo.units import template_units

CASES = Path(__file__).parent / "cases"
CHANNELS = ("pdf", "email", "sms", "mobile")

_IN_ORDER = {
    "template": "letter",
    "title": "Letter",
    "language": "en-GB",
    "brand": "plain",
    "channels": list(CHANNELS),
    "key": "id",
    "issued": "issued_on",
    "subject": "A letter",
}
_RECORD = {"id": {"type": "string", "maxLength": 20}, "issued_on": {"format": "date"}}


@dataclass(frozen=True)
class Case:
    template: Template
    blocks: dict[str, ContentBlock]
    problems: tuple[str, ...]


def read_case(path: Path) -> Case:
    data: Any = load_file(path).data
    return Case(
        template=make_template(data),
        blocks={block.key: block for block in map(make_block, data.get("blocks", []))},
        problems=tuple(data["problems"]),
    )


def make_template(data: dict[str, Any]) -> Template:
    """A template with what `data` says, and in order where it says nothing."""
    properties = {**_RECORD, **data.get("record", {})}
    contract = {"type": "object", "properties": properties, "required": data.get("required", list(properties))}
    content = data.get("content", [{"paragraph": "Hello", "id": "hello"}])
    definition = TemplateDefinition.model_validate(
        {**_IN_ORDER, **data.get("template", {}), "content": with_ids(content)}
    )
    sources = {unit.context: unit.text for unit in template_units(definition)}
    first = {} if "record" in data else {"first": {"id": "1", "issued_on": "2026-11-21"}}
    return Template(
        definition=definition,
        contract=parse_contract(contract, "contract"),
        catalogs=_catalogs(data.get("translations", {}), sources),
        assets={name: _image(name) for name in data.get("assets", [])},
        samples=data.get("samples", first),
    )


def _image(name: str) -> Asset:
    return Asset(name=name, media_type="image/svg+xml", body=b"", digest=name)


def make_block(data: dict[str, Any]) -> ContentBlock:
    block = {"version": 1, "title": "Block", "owner": "Legal", "language": "en-GB", **data}
    translations = block.pop("translations", {})
    block["content"] = with_ids(block["content"])
    definition = BlockDefinition.model_validate({**block, "locales": list(translations)})
    sources = {node.id: getattr(node, "text", "") for node in definition.content}
    return ContentBlock(definition, _catalogs(translations, sources), {})


def _catalogs(translations: dict[str, dict[str, str]], sources: dict[str, str]) -> dict[str, Catalog]:
    """A translation is of the present words, unless it begins with ``stale:``."""
    return {
        locale: Catalog(
            locale,
            {
                context: Translation("other" if text.startswith("stale:") else sources.get(context, "other"), text)
                for context, text in entries.items()
            },
        )
        for locale, entries in translations.items()
    }
