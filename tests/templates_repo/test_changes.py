"""What a new contract asks of the data, and whether records that passed may now fail."""

from typing import Any

import pytest

from content_blocks.changes import Change
from templates_repo.changes import contract_changes
from templates_repo.contract import parse_contract


def changes(before: dict[str, Any], after: dict[str, Any]) -> list[Change]:
    def schema(fields: dict[str, Any]) -> Any:
        required = [name for name, field in fields.items() if field.pop("needed", False)]
        data = {"type": "object", "required": required, "properties": fields}
        return parse_contract(data, "contract.yaml").schema

    return list(contract_changes(schema(before), schema(after)))


@pytest.mark.parametrize(
    ("before", "after", "what", "place"),
    [
        ({"maxLength": 20}, {"maxLength": 10}, "tightened", "contract.x maxLength"),
        ({"maxLength": 10}, {"maxLength": 20}, "loosened", "contract.x maxLength"),
        ({"minLength": 1}, {"minLength": 2}, "tightened", "contract.x minLength"),
        ({"minLength": 2}, {"minLength": 1}, "loosened", "contract.x minLength"),
        ({}, {"maxLength": 20}, "tightened", "contract.x maxLength"),
        ({"pattern": "^a"}, {}, "loosened", "contract.x pattern"),
        ({"pattern": "^a"}, {"pattern": "^b"}, "changed", "contract.x pattern"),
        ({"enum": ["a", "b"]}, {"enum": ["a"]}, "tightened", "contract.x enum"),
        ({"enum": ["a"]}, {"enum": ["a", "b"]}, "loosened", "contract.x enum"),
        ({"enum": ["a"]}, {"enum": ["b"]}, "changed", "contract.x enum"),
        ({}, {"needed": True}, "tightened", "contract.x required"),
        ({"needed": True}, {}, "loosened", "contract.x required"),
        ({}, {"type": ["string", "null"]}, "loosened", "contract.x type"),
        ({}, {"format": "iban"}, "tightened", "contract.x format"),
        ({"title": "Name"}, {"title": "Full name"}, "changed", "contract.x title"),
    ],
)
def test_the_effect_of_a_changed_keyword(before: dict[str, Any], after: dict[str, Any], what: str, place: str) -> None:
    found = changes({"x": {"type": "string", **before}}, {"x": {"type": "string", **after}})
    assert (what, place) in [(change.what, change.place) for change in found]
    assert all(change.view == "rules" for change in found)


def test_fields_that_come_and_go_are_told_at_any_depth() -> None:
    before = {"rows": {"type": "array", "maxItems": 9, "items": {"type": "object", "properties": {
        "old": {"type": "string"}}}}}  # fmt: skip
    after = {"rows": {"type": "array", "maxItems": 9, "items": {"type": "object", "required": ["new"], "properties": {
        "new": {"type": "string", "format": "date"}}}}}  # fmt: skip
    assert changes(before, after) == [
        Change("rules", "removed", "contract.rows[].old", before="optional string"),
        Change("rules", "added", "contract.rows[].new", after="required date"),
    ]
