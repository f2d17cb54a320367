"""What something in the store says: a version or the draft, read as a folder is read."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from ccm.diff.subject import DRAFT, Which
from ccm.governance.books import Books
from ccm.governance.drafts import draft_of
from content_blocks.block import ContentBlock
from content_blocks.digest import digest
from content_blocks.file_bodies import listing
from content_blocks.files import Files
from content_blocks.folders import BrandFolder
from content_blocks.subject_rows import ContentKind
from templates_repo.template import Template

Content = Template | ContentBlock | BrandFolder


@dataclass(frozen=True)
class State:
    """The files of a version or of the draft. `number` is that of the version, 0 for the draft."""

    kind: ContentKind
    key: str
    name: str
    number: int
    revision: int
    files: Files

    @property
    def files_digest(self) -> str:
        return digest(listing(self.files))


def state_of(session: Session, kind: ContentKind, key: str, which: Which = None) -> State:
    """The files of a version, the newest for None, or of the draft. Raises NotInStoreError, StoreDamagedError."""
    store = Books(session).content(kind)
    if which == DRAFT:
        draft = draft_of(session, kind, key)
        return State(kind, key, f"{key}@{DRAFT}", 0, draft.revision, draft.files)
    version = store.version(key, which)
    return State(kind, key, version.name, version.number, 0, store.files(version))


def content_of(session: Session, state: State) -> Content:
    """What the files say. Raises FolderError for a draft that is half written."""
    return Books(session).content(state.kind).parse(state.key, state.files)


def template_of(session: Session, key: str, which: Which = None) -> Template:
    """A template, read. Raises NotInStoreError, FolderError for a draft that is half written, StoreDamagedError."""
    content = content_of(session, state_of(session, "template", key, which))
    assert isinstance(content, Template)  # noqa: S101 - each store gives its own kind
    return content


def contract_data(template: Template) -> Any:
    """The contract as JSON Schema, with numbers as JSON has them."""
    return _numbers(template.contract.schema)


def _numbers(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, Mapping):
        return {name: _numbers(each) for name, each in value.items()}
    return [_numbers(each) for each in value] if isinstance(value, list | tuple) else value


def definition_data(content: Content) -> dict[str, Any]:
    """What ``template.yaml``, ``block.yaml`` or ``brand.yaml`` says, as plain data; what is left out stays left out."""
    model = content.brand if isinstance(content, BrandFolder) else content.definition
    return model.model_dump(mode="json", by_alias=True, exclude_defaults=True)
