from typing import Any

import pytest
from pydantic import ValidationError

from content_blocks.block import BlockDefinition, ContentBlock, block_units
from content_blocks.catalog import Catalog, Translation
from content_blocks.digest import digest_bytes
from content_blocks.document import Asset
from content_blocks.source_ids import with_ids


def definition(**attributes: Any) -> BlockDefinition:
    raw: dict[str, Any] = {
        "block": "right-to-complain",
        "version": 3,
        "title": "Right to complain",
        "owner": "Compliance",
        "language": "en-GB",
        "lock": "locked",
        "content": [{"paragraph": "You may complain.", "id": "right"}],
        **attributes,
    }
    return BlockDefinition.model_validate({**raw, "content": with_ids(raw["content"])})


def block(catalogs: dict[str, Catalog] | None = None, body: bytes = b"", **attributes: Any) -> ContentBlock:
    asset = Asset(name="seal.svg", media_type="image/svg+xml", body=body, digest=digest_bytes(body))
    return ContentBlock(definition(**attributes), catalogs or {}, {"seal.svg": asset})


def test_a_block_knows_its_key_version_and_languages() -> None:
    one = block(locales=["it", "de"])
    assert (one.key, one.version, one.locked, one.locales) == ("right-to-complain", 3, True, ("en-GB", "it", "de"))
    assert not block(lock="text").locked


@pytest.mark.parametrize(
    ("attributes", "message"),
    [
        ({"fallback": "link"}, "fallback is 'link', but there is no link"),
        ({"link": "http://plain.example"}, "has the scheme http:"),
        ({"content": []}, "at least 1 item"),
        ({"content": [{"block": "other"}]}, "a block cannot contain a block; only templates can"),
        ({"content": [{"section": [{"page_break": True}]}]}, "a block cannot contain a page_break"),
        ({"content": [{"paragraph": "A", "id": "a", "channels": ["pdf"]}]}, "a: a locked block is for every channel"),
        ({"content": [{"only": "pdf", "id": "o", "content": [{"paragraph": "A"}]}]}, "o: a locked block is for every"),
        ({"content": [{"paragraph": "A", "id": "a"}, {"notice": [{"paragraph": "B", "id": "a"}]}]}, "'a' stands twice"),
        ({"version": 0}, "greater than or equal to 1"),
        ({"lock": "maybe"}, "'locked', 'text' or 'free'"),
        ({"slots": {"Days": {}}}, "String should match pattern"),
    ],
)
def test_a_block_that_could_not_keep_its_promise_is_refused(attributes: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        definition(**attributes)
    assert message in str(refusal.value)


def test_a_block_that_is_not_locked_may_differ_by_channel() -> None:
    assert definition(lock="free", content=[{"paragraph": "A", "channels": ["pdf"]}]).content[0].channels == ("pdf",)


def test_the_digest_is_that_of_everything_the_block_is() -> None:
    italian = {"it": Catalog("it", {"right": Translation("You may complain.", "Può reclamare.")})}
    fuzzy = {"it": Catalog("it", {"right": Translation("You may complain.", "Può reclamare.", fuzzy=True)})}
    blocks = [
        block(),
        block(version=4),
        block(content=[{"paragraph": "You may complain!", "id": "right"}]),
        block(content=[{"paragraph": "You may complain.", "id": "other"}]),
        block(content=[{"heading": "You may complain.", "id": "right"}]),
        block(short="Complain."),
        block(italian),
        block(fuzzy),
        block(body=b"<svg/>"),
        block(lock="text"),
        block(slots={"days": {"type": "integer"}}),
    ]
    assert len({each.digest for each in blocks}) == len(blocks)


def test_the_digest_does_not_see_how_the_same_thing_was_spelled() -> None:
    spelled_out = block(
        content=[{"paragraph": "You may complain.", "id": "right", "role": "body", "editing": "free", "channels": []}],
        fallback="fail",
        tags=[],
    )
    assert spelled_out.digest == block().digest


def test_the_texts_of_a_block_end_with_its_short_form() -> None:
    found = block_units(
        definition(short="Complain: help@x.example", content=[{"paragraph": "A {{ days }}", "id": "a"}])
    )
    assert [(unit.context, unit.text) for unit in found] == [
        ("a", "A {{ days }}"),
        ("short", "Complain: help@x.example"),
    ]
    assert [unit.context for unit in block_units(definition())] == ["right"]
