"""What the models of many resources share."""

from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from approval.audit import MAX_WHY

# A database keeps no NUL, and no thing has a name with one.
_PLAIN = r"^[^\x00]*$"

Text = Annotated[str, StringConstraints(max_length=10_000, pattern=_PLAIN)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=_PLAIN)]
Word = Annotated[str, StringConstraints(max_length=200, pattern=_PLAIN)]
Why = Annotated[
    str,
    StringConstraints(max_length=MAX_WHY // 2, pattern=_PLAIN),
    Field(description="Why, in a sentence. It stays in the audit log: no names of people."),
]
SubjectName = Annotated[
    str,
    StringConstraints(min_length=1, max_length=200, pattern=_PLAIN),
    Field(
        description="A template, block, brand or translation: invoice, block:vat-note@3, brand:ginepro, "
        "translation:vat-note/it.",
        examples=["block:vat-note"],
    ),
]


Day = Annotated[date, Field(ge=date(1990, 1, 1), le=date(9000, 1, 1))]
"""A day with others before and after it."""


class Answer(BaseModel):
    """What is answered is made from the engine's own values, attribute by attribute."""

    model_config = ConfigDict(from_attributes=True)


class Asked(BaseModel):
    """What is asked has the fields that are described, and no others."""

    model_config = ConfigDict(extra="forbid")


def shown(*examples: dict[str, Any]) -> ConfigDict:
    """The configuration of a model with examples for the description of the API."""
    return ConfigDict(json_schema_extra={"examples": list(examples)})
