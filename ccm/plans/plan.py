"""The output plan: which channels a record gets, and what becomes of what is rendered; see docs/output-plans.md."""

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, ValidationError, model_validator

from ccm.plans.faults import fault_lines
from ccm.printing.rules import PrintRules
from content_blocks.digest import digest
from content_blocks.strict_yaml import Path_, YamlError, YamlFile, load_file
from content_blocks.structure import Channel

Datum = Annotated[str, Field(pattern=r"^[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*){0,15}$", max_length=200)]
"""Where something stands in a record: ``customer.postal_code``."""


class PlanError(ValueError):
    """A plan does not say what becomes of documents; a line for each fault, with file, line, place and remedy."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", populate_by_name=True)


class Preferences(_Part):
    """Which channels a record gets: what it prefers, at `prefer`, and then those of `order`, the first that works.

    `needs` says what a record must have for a channel. `take` is how much of what it prefers it gets: the ``first``
    that works, or ``all``.
    """

    prefer: Datum | None = None
    order: Annotated[tuple[Channel, ...], Field(strict=False, min_length=1)]
    needs: dict[Channel, Datum] = Field(default_factory=dict)
    take: Literal["first", "all"] = "first"

    @model_validator(mode="after")
    def _reachable(self) -> Self:
        if len(set(self.order)) < len(self.order):
            raise ValueError("order: a channel stands twice; keep one")
        for channel in self.needs:
            if channel not in self.order:
                raise ValueError(f"needs: the channel {channel!r} is not in order; add it there, or take it out here")
        return self


class Files(_Part):
    """A file a document, in a folder for each chunk."""

    kind: Literal["files"] = Field(default="files", alias="as")


class Lines(_Part):
    """A line of JSON a document, in a file for each chunk: for what a gateway is given by the thousand."""

    kind: Literal["lines"] = Field(default="lines", alias="as")


class Shards(_Part):
    """A tar or zip file for each chunk, with a file a document."""

    kind: Literal["shards"] = Field(default="shards", alias="as")
    container: Literal["tar", "zip"] = "tar"


class Print(PrintRules):
    """Documents merged into streams for a printer and an inserter, by these rules; `postal_code` is where a record
    has what they are sorted by."""

    model_config = ConfigDict(populate_by_name=True)

    kind: Literal["print"] = Field(alias="as")
    postal_code: Datum | None = None

    @model_validator(mode="before")
    @classmethod
    def _sorted_by_what_there_is(cls, said: Any) -> Any:
        """Without a postal code, and when nothing else is said, envelopes are sorted by how thick they are."""
        if isinstance(said, Mapping) and "sort" not in said and said.get("postal_code") is None:
            return {**said, "sort": ["sheets"]}
        return said

    @model_validator(mode="after")
    def _sortable(self) -> Self:
        if "postal-code" in self.sort and self.postal_code is None:
            raise ValueError("sort: is by postal-code; say where a record has it: postal_code: customer.postal_code")
        return self


Output = Annotated[Files | Lines | Shards | Print, Field(discriminator="kind")]

_DEFAULTS: Mapping[str, Output] = {"email": Shards(), "sms": Lines()}


class Plan(_Part):
    """What a plan says. `outputs` are those it names; `output` gives one for every channel."""

    plan: Literal[1]
    channels: Preferences | None = None
    outputs: dict[Channel, Output] = Field(default_factory=dict)
    _file: YamlFile | None = PrivateAttr(default=None)

    @model_validator(mode="after")
    def _carried(self) -> Self:
        for channel, output in self.outputs.items():
            if output.kind == "print" and channel != "pdf":
                raise ValueError(f"outputs.{channel}: only pdf is printed; write files, shards or lines")
            if output.kind == "lines" and channel == "pdf":
                raise ValueError("outputs.pdf: is no text that stands in a line; write files, shards or print")
        return self

    def output(self, channel: str) -> Output:
        """What becomes of a channel's documents: as the plan says, else mails in shards, messages as lines, files."""
        return self.outputs.get(channel) or _DEFAULTS.get(channel) or Files()

    @cached_property
    def digest(self) -> str:
        """The digest of what the plan says; how it is written, and what is written out of the defaults, is not."""
        return digest(self.data())

    def data(self) -> dict[str, Any]:
        """The plan as plain data, defaults filled in, as `plan_of` reads it."""
        return self.model_dump(mode="json", by_alias=True)

    def where(self, *path: str | int) -> str:
        """``plan.yaml:7`` of the part at `path`, for messages."""
        return self._file.where(path) if self._file is not None else "plan"


def read_plan(path: Path) -> Plan:
    """The plan in a YAML file. Raises PlanError, naming every fault."""
    try:
        file = load_file(path)
    except YamlError as error:
        raise PlanError(str(error)) from error
    plan = _parsed(file.data, str(path), file.where)
    plan._file = file
    return plan


def plan_of(data: object) -> Plan:
    """The plan that plain data says, such as `Plan.data`. Raises PlanError."""
    return _parsed(data, "plan", lambda path: "plan")


def default_plan(channels: Iterable[str]) -> Plan:
    """The plan where none is given: mails in tar shards, text messages as lines, a file for everything else."""
    named = Plan(plan=1)
    return Plan(plan=1, outputs={channel: named.output(channel) for channel in channels})


def _parsed(data: object, name: str, where: Callable[[Path_], str]) -> Plan:
    if not isinstance(data, dict):
        raise PlanError(f"{name}: is empty or no mapping; begin it with 'plan: 1', see docs/output-plans.md")
    try:
        return Plan.model_validate(data)
    except ValidationError as error:
        raise PlanError("\n".join(fault_lines(error, data, where))) from None
