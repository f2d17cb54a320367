"""The template: what is said, to whom, in which languages, through which channels."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from content_blocks.brand import Line
from content_blocks.catalog import Catalog
from content_blocks.digest import digest
from content_blocks.document import Asset
from content_blocks.structure import Channel, Expression, NodeId, SourceNodes, Words, repeated, walk_source
from templates_repo.contract import Contract

Key = Annotated[str, Field(pattern=r"^[a-z][a-z0-9\-]*$", max_length=64)]
Value = Annotated[str, Field(max_length=2_000)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class AddressLine(_Part):
    """A line of the address: ``text``, or ``each`` for a list of the data that gives a line each."""

    text: Value | None = None
    each: Expression | None = None
    condition: Expression | None = Field(default=None, alias="if")

    @model_validator(mode="after")
    def _either(self) -> Self:
        if (self.text is None) == (self.each is None):
            raise ValueError("a line of the address has either text or each; keep one")
        return self


class RecipientLines(_Part):
    """Whom the communication is for: texts with placeholders and no other markup, not translated.

    Lines of the address that come out empty are left out.
    """

    name: Value | None = None
    address: tuple[Value | AddressLine, ...] = Field(default=(), max_length=12)
    email: Value | None = None
    phone: Value | None = None


class ReferenceFact(_Part):
    """A fact of the letter's head, such as the customer number."""

    id: NodeId
    label: Words
    value: Words
    condition: Expression | None = Field(default=None, alias="if")


class SmsOptions(_Part):
    """`limit` is how many segments a message may have; `transliterate` writes é as e to save segments."""

    limit: int = Field(default=3, ge=1, le=20)
    transliterate: bool = False


class ArchiveTerms(_Part):
    """What the archive finds a communication by: expressions that give the number of the customer, who may ask that
    everything of theirs is erased, and the period it is about, a day or a text."""

    customer: Expression | None = None
    period: Expression | None = None


class TemplateDefinition(_Part):
    """What ``template.yaml`` says.

    `key`, `issued` and `locale` are expressions: they name the record (a text), date the document, and say
    which language the record asks for. `jurisdictions` are the countries (ISO 3166-1) whose rules it keeps.
    `subject` and `preheader` are translated; `online` is an address with placeholders where the whole
    communication can be read.
    """

    template: Key
    title: Line
    description: str = Field(default="", max_length=1_000)
    language: str
    locales: tuple[str, ...] = ()
    locale: Expression | None = None
    brand: Key
    channels: tuple[Channel, ...] = Field(min_length=1)
    tags: tuple[str, ...] = ()
    jurisdictions: tuple[str, ...] = ()
    key: Expression
    issued: Expression
    subject: Words
    preheader: Words | None = None
    recipient: RecipientLines = RecipientLines()
    references: tuple[ReferenceFact, ...] = Field(default=(), max_length=12)
    online: Value | None = None
    sms: SmsOptions = SmsOptions()
    archive: ArchiveTerms = ArchiveTerms()
    content: SourceNodes = Field(min_length=1)

    @model_validator(mode="after")
    def _once(self) -> Self:
        for name, values in (
            ("channels", self.channels),
            ("locales", (self.language, *self.locales)),
            ("content", tuple(node.id for node in walk_source(self.content))),
            ("references", tuple(reference.id for reference in self.references)),
        ):
            if twice := repeated(values):
                raise ValueError(f"{name}: {twice!r} stands twice; keep one")
        return self


@dataclass(frozen=True)
class Template:
    """A template and everything in its folder.

    `samples` are raw records by name. `places` are the ``file:line`` of nodes and texts by id, for messages;
    a template that was not read from a folder has none.
    """

    definition: TemplateDefinition
    contract: Contract
    catalogs: Mapping[str, Catalog]
    assets: Mapping[str, Asset]
    samples: Mapping[str, Any] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)

    @property
    def key(self) -> str:
        return self.definition.template

    @property
    def locales(self) -> tuple[str, ...]:
        """Every locale the template speaks, the source language first."""
        return (self.definition.language, *self.definition.locales)

    @cached_property
    def digest(self) -> str:
        """The digest of everything the template is: definition, contract, translations, files; not its samples."""
        return digest(
            {
                "definition": self.definition.model_dump(mode="json", by_alias=True, exclude_defaults=True),
                "contract": self.contract.schema,
                "catalogs": {locale: catalog.content() for locale, catalog in self.catalogs.items()},
                "assets": {name: asset.digest for name, asset in self.assets.items()},
            }
        )
