from copy import deepcopy
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content_blocks.strict_yaml import load
from templates_repo.contract import Contract, ContractError, parse_contract, slot_types
from templates_repo.contract_keywords import checking_schema, screening_schema
from templates_repo.types import DateType, DecimalType, ListType, MoneyType, ObjectType, TextType

STATEMENT = """\
type: object
required: [id, customer, balance, lines]
properties:
  id: {type: string, maxLength: 20, title: Statement number}
  customer:
    type: object
    required: [name]
    x-personal: true
    properties:
      name: {type: string, maxLength: 70}
      iban: {type: [string, "null"], format: iban}
      locale: {format: locale}
  balance: {format: money, maximum: 1000000.00, multipleOf: 0.01}
  rate: {format: decimal, minimum: 0}
  count: {type: integer, minimum: 1}
  kind: {type: string, enum: [current, savings]}
  sent: {format: date-time}
  currency: {format: currency, enum: [EUR, CHF]}
  lines: {type: array, minItems: 1, maxItems: 100, items: {$ref: "#/$defs/line"}}
$defs:
  line:
    type: object
    required: [day, amount]
    properties:
      day: {type: string, format: date}
      amount: {format: money}
      text: {type: [string, "null"], maxLength: 140}
"""


def contract(text: str = STATEMENT) -> Contract:
    file = load(text, "contract.yaml")
    return parse_contract(file.data, file.name, file.where)


def money(amount: object, currency: object = "EUR") -> dict[str, object]:
    return {"amount": amount, "currency": currency}


def record() -> dict[str, Any]:
    return {
        "id": "2026-11",
        "customer": {"name": "Ada Brambilla", "iban": "IT60X0542811101000000123456", "locale": "it"},
        "balance": money("1234.50"),
        "rate": Decimal("0.1015"),
        "count": 2,
        "kind": "current",
        "sent": "2026-11-21T09:30:00+01:00",
        "currency": "EUR",
        "lines": [{"day": "2026-11-20", "amount": money(Decimal("12.50")), "text": "Groceries"}],
        "unknown": {"is": ["left", "alone"]},
    }


def test_types_are_what_expressions_see() -> None:
    fields = contract().type.fields
    assert fields["id"].type == TextType(max_length=20)
    assert fields["id"].title == "Statement number"
    assert fields["balance"].type == MoneyType(maximum=Decimal("1000000.00"), decimals=2)
    assert fields["rate"].type == DecimalType(minimum=Decimal(0))
    assert fields["rate"].optional
    customer = fields["customer"].type
    assert isinstance(customer, ObjectType)
    assert customer.fields["iban"].type == TextType("iban", 34)
    assert customer.fields["iban"].nullable
    assert customer.fields["name"].personal, "what stands in personal data is personal"
    lines = fields["lines"].type
    assert isinstance(lines, ListType)
    assert (lines.min_items, lines.max_items) == (1, 100)
    assert isinstance(lines.item, ObjectType)
    assert lines.item.fields["day"].type == DateType()


def test_the_schema_is_plain_json_schema() -> None:
    schema = contract().schema
    assert schema["properties"]["balance"]["required"] == ["amount", "currency"]
    assert schema["properties"]["lines"]["items"]["properties"]["day"] == {"type": "string", "format": "date"}
    assert "$defs" not in schema


def test_a_good_record_has_no_faults() -> None:
    assert contract().validate(record()) == ()


@pytest.mark.parametrize(
    ("change", "path", "says"),
    [
        ({"id": 5}, "id", "5 is not a text"),
        ({"id": "x" * 21}, "id", "is longer than 20 characters"),
        ({"customer": {}}, "customer.name", "is missing"),
        ({"customer": {"name": "y" * 71}}, "customer.name", "the text of 71 characters is longer than 70"),
        ({"customer": {"name": "A", "iban": "IT61X0542811101000000123456"}}, "customer.iban", "check digits"),
        ({"customer": None}, "customer", "null is not an object"),
        ({"balance": money("NaN")}, "balance.amount", "'NaN' is not a decimal number"),
        ({"balance": money(Decimal("NaN"))}, "balance.amount", "not a finite number"),
        ({"balance": money("1000000.01")}, "balance.amount", "more than 1000000.00"),
        ({"balance": money("1.999")}, "balance.amount", "more than 2 digits after the point"),
        ({"balance": money(1.5)}, "balance.amount", "binary float"),
        ({"balance": money("1", "EURO")}, "balance.currency", "ISO 4217"),
        ({"balance": {"amount": "1"}}, "balance.currency", "is missing"),
        ({"balance": "12 EUR"}, "balance", "'12 EUR' is not an object"),
        ({"rate": "-0.1"}, "rate", "less than 0"),
        ({"count": 0}, "count", "less than 1"),
        ({"count": 10**18}, "count", "more than 999999999999999999"),
        ({"count": True}, "count", "True is not a whole number"),
        ({"count": Decimal("1.5")}, "count", "is not a whole number"),
        ({"kind": "curent"}, "kind", "allowed are current, savings"),
        ({"sent": "2026-11-21"}, "sent", "RFC 3339"),
        ({"currency": "USD"}, "currency", "allowed are EUR, CHF"),
        ({"lines": []}, "lines", "fewer than 1"),
        ({"lines": {}}, "lines", "is not a list"),
        ({"lines": [{"day": "2026-02-30", "amount": money(1)}]}, "lines[0].day", "not a day of the calendar"),
        ({"lines": [{"day": "2026-02-03"}]}, "lines[0].amount", "is missing"),
        ({"kind": "\ud800"}, "kind", "half of a character"),
        ({"id": object()}, "id", "no JSON data"),
    ],
)
def test_a_fault_names_the_path_and_what_is_wrong(change: dict[str, Any], path: str, says: str) -> None:
    faults = contract().validate({**record(), **change})
    assert [fault.path for fault in faults] == [path]
    assert says in faults[0].message


def test_null_is_allowed_where_the_contract_says_so() -> None:
    data = record()
    data["customer"]["iban"] = None
    data["lines"][0]["text"] = None
    assert contract().validate(data) == ()
    data["rate"] = None
    assert [fault.path for fault in contract().validate(data)] == ["rate"]


def test_personal_data_is_not_repeated() -> None:
    data = record()
    data["customer"] = {"name": ["Ada Brambilla"], "iban": "Ada Brambilla", "locale": "Ada Brambilla"}
    faults = contract().validate(data)
    assert len(faults) == 3
    assert not any("Brambilla" in fault.message for fault in faults)


def test_long_values_are_shortened() -> None:
    faults = contract().validate({**record(), "kind": "z" * 100_000})
    assert len(faults[0].message) < 200


def test_ten_thousand_bad_rows_give_fifty_faults() -> None:
    data = {**record(), "lines": [{"day": "x", "amount": money("y")}] * 10_000}
    assert len(contract().validate(data)) == 50


def test_anything_at_all_is_valid_or_faulty() -> None:
    deep: dict[str, Any] = {}
    inner = deep
    for _ in range(5_000):
        inner["lines"] = {}
        inner = inner["lines"]
    cycle = record()
    cycle["lines"] = [cycle]
    for strange in (None, [], "text", 3, object(), {1: 2}, deep, cycle, {**record(), "lines": [float("nan")]}):
        assert contract().validate(strange)


_scalars = st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.decimals() | st.dates().map(str)
_values = st.recursive(
    _scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3)
)


@given(st.dictionaries(st.sampled_from(sorted(record())), _values, max_size=4))
@settings(max_examples=100)
def test_whatever_the_screen_lets_pass_keeps_the_contract(change: dict[str, Any]) -> None:
    data = {**deepcopy(record()), **change}
    whole = contract()
    try:
        screened = whole._screen.is_valid(data)
        closely = whole._validator.is_valid(data)
    except ValueError:
        return  # a lone surrogate, which is no JSON for either
    assert closely or not screened
    assert bool(whole.validate(data)) is not closely


def test_keywords_beside_a_format_are_kept_in_the_screen() -> None:
    schema = contract().schema["properties"]["currency"]
    assert screening_schema(schema)["enum"] == ["EUR", "CHF"]
    assert checking_schema(schema)["enum"] == ["EUR", "CHF"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "contract.yaml:1: is empty"),
        ("type: array", "begin it with 'type: object'"),
        ("type: object", "names no properties"),
        ("type: object\nproperties:\n  a: {}", "contract.yaml:3: a: needs one type"),
        ("type: object\nproperties:\n  a: {type: strin}", "did you mean 'string'?"),
        ("type: object\nproperties:\n  a: {type: string, format: ibn}", "did you mean 'iban'?"),
        ("type: object\nproperties:\n  a: {type: string, maxlength: 3}", "did you mean 'maxLength'?"),
        ("type: object\nproperties:\n  a: {type: string, maxLength: many}", "write a whole number"),
        ("type: object\nproperties:\n  a: {type: integer, format: iban}", "goes with 'type: string'"),
        ("type: object\nproperties:\n  a: {format: money, multipleOf: 0.03}", "the least step"),
        ("type: object\nproperties:\n  a: {type: array}", "without 'items'"),
        ("type: object\nproperties:\n  a: {type: string, pattern: '(('}", "regular expression"),
        ("type: object\nproperties:\n  a: {type: string, enum: [1]}", "texts in quotes"),
        ("type: object\nproperties:\n  A: {type: string}", "is no name"),
        ("type: object\nproperties:\n  not: {type: string}", "is no name"),
        ("type: object\nrequired: [b]\nproperties:\n  a: {type: string}", "'b' is no property"),
        ("type: object\nproperties:\n  a: {$ref: '#/$defs/b'}", "there is no '#/$defs/b'"),
        ("type: object\nproperties:\n  a: {$ref: 'https://evil.example/x.json'}", "of this file"),
        (
            "type: object\nproperties: {a: {$ref: '#/$defs/b'}}\n$defs: {b: {type: array, items: {$ref: '#/$defs/b'}}}",
            "contains itself",
        ),
        ("type: object\nproperties:\n  a: {type: array, items: {type: [string, 'null']}}", "may not be null"),
    ],
)
def test_a_wrong_contract_is_refused_with_its_line(text: str, says: str) -> None:
    with pytest.raises(ContractError) as refused:
        contract(text)
    assert str(refused.value).startswith("contract.yaml:")
    assert says in str(refused.value)


def test_references_that_multiply_are_refused() -> None:
    both = "{type: object, properties: {a: {$ref: '#/$defs/dN'}, b: {$ref: '#/$defs/dN'}}}"
    levels = [f"  d{level}: " + both.replace("N", str(level + 1)) for level in range(20)]
    text = (
        "type: object\nproperties:\n  a: {$ref: '#/$defs/d0'}\n$defs:\n" + "\n".join(levels) + "\n  d20: {type: string}"
    )
    with pytest.raises(ContractError, match="too large"):
        contract(text)


def test_slots_are_required_unless_they_say_otherwise() -> None:
    slots = slot_types({"days": {"type": "integer"}, "until": {"format": "date", "required": False}})
    assert not slots.fields["days"].optional
    assert slots.fields["until"].optional
    assert slot_types({}) == ObjectType()
    with pytest.raises(ContractError, match="block x"):
        slot_types({"days": {"type": "intege"}}, "block x")
