"""One customer's communication, as the preview shows it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from content_blocks.document import Document
from renderers.base import Artifact, Finding


class PreviewError(ValueError):
    """There is nothing to show."""


class NodeArea(Protocol):
    """Where a node stands on a PDF page: points from the page's top left corner, pages from 1.

    Without a content block that it belongs to, `key` is empty; `whole` is said of the block itself.
    """

    @property
    def page(self) -> int: ...
    @property
    def x(self) -> float: ...
    @property
    def y(self) -> float: ...
    @property
    def width(self) -> float: ...
    @property
    def height(self) -> float: ...
    @property
    def node(self) -> str: ...
    @property
    def key(self) -> str: ...
    @property
    def version(self) -> int: ...
    @property
    def locked(self) -> bool: ...
    @property
    def whole(self) -> bool: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A record in one locale, in every channel.

    `artifacts` holds what the channels made of it, by channel; `failures` the findings of those that could not
    carry it. `areas` says where its nodes stand on the PDF pages. `document` is what the channels started from;
    it is absent when the record could not be composed, and all channels are failures then.
    """

    record: str
    locale: str
    artifacts: Mapping[str, Artifact]
    failures: Mapping[str, tuple[Finding, ...]] = field(default_factory=dict)
    areas: tuple[NodeArea, ...] = ()
    document: Document | None = None
