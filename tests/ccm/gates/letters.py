"""A small letter to put through the gates, and ways to break it."""

from dataclasses import replace
from functools import cache
from typing import Any

from ccm.gates.examination import Examination, examine_template
from ccm.gates.rules import MandatoryRule
from ccm.library import Library
from ccm.release import Release, seal_draft
from content_blocks.block import BlockDefinition, ContentBlock
from content_blocks.document import Asset
from content_blocks.folders import BrandFolder
from content_blocks.source_ids import with_ids
from tests.templates_repo.check_cases import make_template

DIGEST = "sha256:" + "a" * 64
RECORD: dict[str, Any] = {"id": "1", "issued_on": "2026-11-21", "name": "Anna", "late": False, "items": ["one"],
                          "first": False, "last": False}  # fmt: skip
CONTRACT: dict[str, Any] = {
    **{flag: {"type": "boolean"} for flag in ("first", "last")},
    "name": {"type": "string", "maxLength": 40},
    "late": {"type": "boolean"},
    "items": {"type": "array", "items": {"type": "string", "maxLength": 20}, "maxItems": 9},
}
CONTENT: list[dict[str, Any]] = [
    {"heading": "A letter", "id": "title", "level": 1, "channels": ["pdf", "email", "mobile"]},
    {"paragraph": "Dear {{ name }}", "id": "greeting"},
    {"block": "terms", "id": "terms"},
]


@cache
def ginepro() -> BrandFolder:
    return Library().brand("ginepro")


def terms(**said: Any) -> ContentBlock:
    """A block of one locked paragraph, or with what `said` says."""
    content = with_ids(said.pop("content", [{"paragraph": "These are the terms.", "id": "words"}]))
    data = {"block": "terms", "version": 1, "title": "Terms", "owner": "Legal", "language": "en-GB", "lock": "locked"}
    return ContentBlock(BlockDefinition.model_validate({**data, "content": content, **said}), {}, {})


class Parts:
    """The block of the letter and a brand."""

    def __init__(self, block: ContentBlock, brand: BrandFolder) -> None:
        self._block, self._brand = block, brand

    def block(self, key: str) -> ContentBlock:
        return self._block

    def brand(self, key: str) -> BrandFolder:
        return self._brand


def letter(
    content: list[dict[str, Any]] | None = None,
    *,
    samples: dict[str, Any] | None = None,
    block: ContentBlock | None = None,
    brand: BrandFolder | None = None,
    assets: dict[str, Asset] | None = None,
    **said: Any,
) -> Release:
    """A draft of the letter, or of one with other content, samples, block, brand, assets or head."""
    template = make_template(
        {
            "record": CONTRACT,
            "content": CONTENT if content is None else content,
            "samples": {"first": RECORD} if samples is None else samples,
            "template": {"brand": "ginepro", "recipient": {"name": "{{ name }}", "email": "a@example.com"}, **said},
        }
    )
    return seal_draft(replace(template, assets=assets or {}), Parts(block or terms(), brand or ginepro()))


def examined_letter(
    content: list[dict[str, Any]] | None = None, *, rules: tuple[MandatoryRule, ...] = (), **said: Any
) -> Examination:
    return examine_template(letter(content, **said), DIGEST, rules)
