"""Translations, variables, samples and images, as the API tells of them."""

from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from ccm.api.models.common import Answer, Asked, shown


class TextShown(Answer):
    """A text in one language. Of what is fuzzy, `text` is out of date, and `made_for` the source it was made for."""

    context: str = Field(description="The id of its node or part.")
    source: str
    text: str
    state: Literal["translated", "missing", "fuzzy"]
    made_for: str | None


class TranslationShown(Answer):
    """The texts of one language, in reading order."""

    locale: str
    translated: int
    missing: int
    fuzzy: int
    entries: list[TextShown]


class TranslationsShown(Answer):
    """The translations of a version or of the draft, by language; the source language has none."""

    model_config = shown(
        {
            "name": "vat-note@draft",
            "language": "en-GB",
            "translations": [
                {
                    "locale": "it", "translated": 0, "missing": 0, "fuzzy": 1,
                    "entries": [
                        {"context": "vat", "source": "VAT is charged.", "text": "L'IVA è inclusa.", "state": "fuzzy",
                         "made_for": "VAT is included."}
                    ],
                }
            ],
        }
    )  # fmt: skip

    name: str
    language: str
    translations: list[TranslationShown]


Words = Annotated[str, StringConstraints(max_length=20_000)]


class NewWords(Asked):
    """Translations by the context of their text, each of the source as it is now; other texts stay as they are."""

    model_config = shown({"entries": {"vat": "L'IVA è addebitata."}})

    entries: dict[str, Words] = Field(max_length=2000)


class VariableShown(Answer):
    """A value that a record has. `path` is how an expression names it: what is in a list is named from its item on."""

    path: str
    name: str = Field(description="What people call it.")
    description: str
    kind: str
    type: str = Field(description="The kind in plain words.")
    format: str = Field(description='What a text holds, such as iban or phone; "" for any.')
    required: bool
    nullable: bool
    personal: bool = Field(description="Personal data, or a part of it.")
    options: list[str] = Field(description="The texts that it can be; empty for any.")
    max_length: int | None
    example: Any = Field(description="A value the contract takes; null for an object or a list.")
    examples: list[Any]


class VariablesShown(Answer):
    """The variables of a template, in the order of its contract."""

    model_config = shown(
        {
            "name": "invoice@3",
            "variables": [
                {
                    "path": "customer.name", "name": "Name of the customer", "description": "", "kind": "text",
                    "type": "a text", "format": "", "required": True, "nullable": False, "personal": True,
                    "options": [], "max_length": 80, "example": "Anna Arens", "examples": ["Anna Arens"],
                }
            ],
        }
    )  # fmt: skip

    name: str
    variables: list[VariableShown]


class FileShown(Answer):
    """A file of a version or of the draft: its name, size and digest."""

    name: str
    media_type: str
    size: int
    digest: str


class FileList(Answer):
    """The samples or the images of a version or of the draft, by name."""

    model_config = shown(
        {
            "name": "invoice@draft",
            "files": [{"name": "seal.svg", "media_type": "image/svg+xml", "size": 512, "digest": "sha256:" + "1" * 64}],
        }
    )

    name: str
    files: list[FileShown]
