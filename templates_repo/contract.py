"""The contract: what a template needs of a record, as a JSON Schema.

``contract.yaml`` is JSON Schema 2020-12 written as YAML, with formats of its own (money, decimal, iban, phone,
locale, currency, country) and ``x-personal`` for personal data. See docs/templates.md for every keyword.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any

import jsonschema_rs

from content_blocks.strict_yaml import Path_
from templates_repo.contract_faults import ContractFault, fault_of, unreadable
from templates_repo.contract_keywords import KEYWORDS, checking_schema, screening_schema
from templates_repo.contract_schema import ContractError, SchemaReader
from templates_repo.types import ObjectType

__all__ = ["Contract", "ContractError", "ContractFault", "parse_contract", "slot_types"]

MAX_FAULTS = 50


@dataclass(frozen=True)
class Contract:
    """What a record must hold: `schema` in plain JSON Schema, `type` as expressions see it."""

    name: str
    schema: Mapping[str, Any]
    type: ObjectType

    def validate(self, record: object) -> tuple[ContractFault, ...]:
        """Return what is wrong with `record`, at most 50 faults; none when it keeps the contract.

        A record is JSON-like data whose numbers are int or Decimal. Raises nothing, whatever the record is.
        """
        try:
            if self._screen.is_valid(record):
                return ()
            errors = islice(self._validator.iter_errors(record), MAX_FAULTS)
            return tuple(dict.fromkeys(fault_of(error, record, self._checking) for error in errors))
        except (ValueError, RecursionError) as error:  # what is no JSON: objects, cycles, lone surrogates
            return (unreadable(record, error),)

    @cached_property
    def _checking(self) -> Mapping[str, Any]:
        return checking_schema(self.schema)

    @cached_property
    def _screen(self) -> jsonschema_rs.Draft202012Validator:
        return _validator(screening_schema(self.schema))

    @cached_property
    def _validator(self) -> jsonschema_rs.Draft202012Validator:
        return _validator(self._checking)


def _validator(schema: Mapping[str, Any]) -> jsonschema_rs.Draft202012Validator:
    return jsonschema_rs.Draft202012Validator(
        dict(schema), keywords=dict(KEYWORDS), validate_formats=True, offline=True
    )


def parse_contract(data: object, name: str, where: Callable[[Path_], str] | None = None) -> Contract:
    """Read a contract from the data of its file.

    `name` is used in messages; `where` gives the ``file:line`` of a path in `data` (`YamlFile.where`).
    Raises ContractError when the contract itself is wrong.
    """
    reader = SchemaReader(data, where or (lambda path: name + "".join(f"/{part}" for part in path)))
    schema, contract_type = reader.root()
    contract = Contract(name, schema, contract_type)
    try:
        contract._screen  # noqa: B018 - builds it, so that a pattern that is no regular expression is found here
    except jsonschema_rs.ValidationError as error:
        raise ContractError(f"{name}: {error.message}; see docs/templates.md for the keywords of contracts") from error
    return contract


def slot_types(
    slots: Mapping[str, Mapping[str, Any]], name: str = "slots", where: Callable[[Path_], str] | None = None
) -> ObjectType:
    """The declared slots of a block as an object with one required field a slot.

    A slot may say ``required: false``; everything else are the keywords of contracts.
    Raises ContractError when a declaration is wrong.
    """
    if not slots:
        return ObjectType()
    required = [slot for slot, schema in slots.items() if schema.get("required", True) is not False]
    properties = {slot: {key: schema[key] for key in schema if key != "required"} for slot, schema in slots.items()}
    schema = {"type": "object", "properties": properties, "required": required}
    inside = where or (lambda path: name + "".join(f"/{part}" for part in path))
    return SchemaReader(schema, lambda path: inside(path[1:] if path[:1] == ("properties",) else ())).root()[1]
