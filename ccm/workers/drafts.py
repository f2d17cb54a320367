"""What worker processes do with drafts: render one record, marked on every page and message as a draft.

A draft is written by people and may be anything; so it is read, compiled and rendered here, where time and memory are
bounded.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache

from sqlalchemy.orm import Session

from ccm.diff.parts import PartsThen
from ccm.record_file import read_record, record_bytes
from ccm.release import Release, seal_draft
from ccm.rendering import Rendering
from ccm.workers.recent import Recent
from ccm.workers.render import Made, made, opened
from content_blocks.block import ContentBlock
from content_blocks.files import Files, read_content
from content_blocks.folders import BrandFolder, FolderError, read_block, read_brand
from templates_repo.folders import read_template
from templates_repo.template import Template


@dataclass(frozen=True)
class DraftWork:
    """The files of a template to be rendered as a draft, and of those blocks and brands that are not to be taken from
    the store. `record` is a ``data.json``, or None for the template's sample of the name `sample`, or its first. Blocks
    and brands of the store are those there were before `until`, those of now when it is None."""

    template: str
    files: Files
    record: bytes | None = None
    sample: str | None = None
    blocks: Mapping[str, Files] = field(default_factory=dict)
    brands: Mapping[str, Files] = field(default_factory=dict)
    channels: tuple[str, ...] | None = None
    locale: str | None = None
    until: datetime | None = None


def render_draft(work: DraftWork) -> Made:
    """Render a draft. Raises FolderError, StoreError, ReleaseError, ChannelError, CompileError and OutputError."""
    release = draft_release(work)
    rendering = Rendering(release, work.channels)
    record = draft_record(work, release.template.samples)
    body = record_bytes(record) if work.record is None else work.record
    return made(rendering, record, rendering.render(record, work.locale), body)


def draft_release(work: DraftWork) -> Release:
    """The draft with its blocks and its brand. Raises FolderError, StoreError and ReleaseError."""
    template = sent_template(work.template, work.files)
    with opened().reading() as session:
        return seal_draft(template, DraftParts(session, template, work))


def draft_record(work: DraftWork, samples: Mapping[str, object]) -> object:
    """The record that was sent, or the sample that was named. Raises FolderError where there is none."""
    return _sample(work, samples) if work.record is None else read_record(work.record)


def sent_template(key: str, files: Files) -> Template:
    """The template that was sent as `files`. Raises FolderError."""
    return _template(key, _hashable(files))


def sent_block(key: str, files: Files) -> ContentBlock:
    """The block that was sent as `files`. Raises FolderError."""
    return _block(key, _hashable(files))


def sent_brand(key: str, files: Files) -> BrandFolder:
    """The brand that was sent as `files`. Raises FolderError."""
    return _brand(key, _hashable(files))


_File = tuple[str, bytes]

# Who writes looks at the draft again after every word: most of its files, and all its blocks, are those of before.
_stored_blocks: Recent[ContentBlock] = Recent(128)
_stored_brands: Recent[BrandFolder] = Recent(16)


def _hashable(files: Files) -> tuple[_File, ...]:
    return tuple(sorted(files.items()))


@lru_cache(maxsize=4)
def _template(key: str, files: tuple[_File, ...]) -> Template:
    return read_content(dict(files), key, read_template)


@lru_cache(maxsize=32)
def _block(key: str, files: tuple[_File, ...]) -> ContentBlock:
    return read_content(dict(files), key, read_block)


@lru_cache(maxsize=8)
def _brand(key: str, files: tuple[_File, ...]) -> BrandFolder:
    return read_content(dict(files), key, read_brand)


class DraftParts:
    """The parts of a template: those that came with the work before those of the store."""

    def __init__(self, session: Session, template: Template, work: DraftWork) -> None:
        self.stored = PartsThen(session, template, work.until)
        self.work = work

    def block(self, key: str) -> ContentBlock:
        files = self.work.blocks.get(key)
        if files is not None:
            return sent_block(key, files)
        version = self.stored.block_version(key)
        return _stored_blocks.get((key, version.files_digest), lambda: self.stored.blocks.content(version))

    def brand(self, key: str) -> BrandFolder:
        files = self.work.brands.get(key)
        if files is not None:
            return sent_brand(key, files)
        version = self.stored.brand_version(key)
        return _stored_brands.get((key, version.files_digest), lambda: self.stored.brands.content(version))


def _sample(work: DraftWork, samples: Mapping[str, object]) -> object:
    wanted = work.sample or next(iter(samples), None)
    if wanted is None or wanted not in samples:
        there = ", ".join(samples) or "none"
        raise FolderError(
            f"{work.template}/samples: there is no sample {(wanted or '')[:60]!r}; there are {there}; send data, or "
            "name one"
        )
    return samples[wanted]
