"""The variables of a template say what a record has, in people's words, with values the contract takes."""

import pytest

from ccm.content.variables import variables
from ccm.library import STARTER
from templates_repo.contract import Contract, parse_contract
from templates_repo.folders import read_template

TEMPLATES = sorted(path.name for path in STARTER.templates.iterdir() if path.is_dir())

CONTRACT = parse_contract(
    {
        "type": "object",
        "required": ["id", "customer"],
        "properties": {
            "id": {"type": "string", "title": "Number of the letter"},
            "customer": {
                "type": "object",
                "x-personal": True,
                "required": ["name"],
                "properties": {"name": {"type": "string", "examples": ["Anna Arens"]},
                               "tongue": {"type": ["string", "null"], "enum": ["it", "de"]}},
            },
            "rows": {
                "type": "array",
                "title": "Entries",
                "items": {"type": "object", "properties": {"amount": {"format": "money", "type": "object"}}},
            },
        },
    },
    "contract.yaml",
)  # fmt: skip


def test_a_variable_says_what_it_is() -> None:
    found = {one.path: one for one in variables(CONTRACT)}
    assert list(found) == [
        "id", "customer", "customer.name", "customer.tongue", "rows", "rows[].amount",
    ]  # fmt: skip
    name, tongue, amount = found["customer.name"], found["customer.tongue"], found["rows[].amount"]
    assert (found["id"].name, found["rows"].name, name.name) == ("Number of the letter", "Entries", "Name")
    assert (name.personal, name.required, name.example, name.examples) == (True, True, "Anna Arens", ("Anna Arens",))
    assert (tongue.nullable, tongue.required, tongue.options) == (True, False, ("it", "de"))
    assert (amount.kind, amount.type, amount.required) == ("money", "an amount of money", False)
    assert amount.example == {"amount": "12.50", "currency": "EUR"}


@pytest.mark.parametrize("template", TEMPLATES)
def test_the_values_of_the_starter_templates_keep_their_contract(template: str) -> None:
    contract: Contract = read_template(STARTER.templates / template).contract
    found = variables(contract)
    assert len({one.path for one in found}) == len(found)
    for one in found:
        assert one.name
        assert one.type
    for one in found:
        if "." not in one.path and "[" not in one.path and one.example is not None:
            faults = contract.validate({one.path: one.example})
            assert [fault for fault in faults if fault.path.startswith(one.path)] == []
