"""What worker processes do for who is writing: check what is not saved, without rendering it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from ccm.check import CheckReport, as_complaints, check_with, reading_complaints, sorted_complaints, unreadable
from ccm.reading import block_readings
from ccm.workers.drafts import DraftParts, DraftWork, sent_block, sent_brand, sent_template
from ccm.workers.render import opened
from content_blocks.block import ContentBlock
from content_blocks.files import Files
from content_blocks.folders import FolderError
from content_blocks.store import BlockStore, BrandStore
from content_blocks.subject_rows import ContentKind, StoreError
from templates_repo.check.block import check_block
from templates_repo.template import Template


@dataclass(frozen=True)
class CheckWork:
    """The files of what is to be checked, and of those blocks and brands that are not to be taken from the store."""

    kind: ContentKind
    key: str
    files: Files
    blocks: Mapping[str, Files] = field(default_factory=dict)
    brands: Mapping[str, Files] = field(default_factory=dict)


def check_draft(work: CheckWork) -> CheckReport:
    """Check a draft; what is wrong with it, or with the files of its blocks and brands, is in the report."""
    try:
        if work.kind == "brand":
            sent_brand(work.key, work.files)
            return CheckReport(work.key, ())
        if work.kind == "block":
            return _of_block(sent_block(work.key, work.files))
        return _of_template(work, sent_template(work.key, work.files))
    except FolderError as error:
        return unreadable(work.key, error)


def _of_template(work: CheckWork, template: Template) -> CheckReport:
    with opened().reading() as session:
        draft = DraftWork(work.key, work.files, blocks=work.blocks, brands=work.brands)
        parts = DraftParts(session, template, draft)
        brands = {*BrandStore(session).subjects(), *work.brands}
        return check_with(template, _Blocks(session, parts, work.blocks), sorted(brands), parts, render=False)


def _of_block(block: ContentBlock) -> CheckReport:
    readings = tuple(block_readings(block))
    found = as_complaints(check_block(block)) + reading_complaints(block.key, readings, every_text=True)
    return CheckReport(block.key, sorted_complaints(found), readings=readings)


class _Blocks(Mapping[str, ContentBlock]):
    """Every block there is, of which only those that a template takes are read."""

    def __init__(self, session: Session, parts: DraftParts, sent: Mapping[str, Files]) -> None:
        self._keys = {*BlockStore(session).subjects(), *sent}
        self._parts = parts

    def __getitem__(self, key: str) -> ContentBlock:
        if key not in self._keys:
            raise KeyError(key)
        try:
            return self._parts.block(key)
        except StoreError as error:  # it was retired, or is pinned to a version that there never was
            raise KeyError(key) from error

    def __contains__(self, key: object) -> bool:
        return key in self._keys and self.get(str(key)) is not None

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._keys))

    def __len__(self) -> int:
        return len(self._keys)
