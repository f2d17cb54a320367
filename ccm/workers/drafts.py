"""What worker processes do with drafts: render one record, marked on every page and message as a draft.

A draft is written by people and may be anything; so it is read, compiled and rendered here, where time and memory are
bounded.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from ccm.diff.parts import PartsThen
from ccm.record_file import read_record, record_bytes
from ccm.release import Release, seal_draft
from ccm.rendering import Rendering
from ccm.workers.render import Made, made, opened
from content_blocks.block import ContentBlock
from content_blocks.files import Files, read_content
from content_blocks.folders import BrandFolder, FolderError, read_block, read_brand
from templates_repo.folders import read_template


@dataclass(frozen=True)
class DraftWork:
    """The files of a template to be rendered as a draft, and of those blocks and brands that are not to be taken from
    the store. `record` is a ``data.json``, or None for the template's sample of the name `sample`, or its first. Blocks and brands of the
    store are those there were before `until`, those of now when it is None."""

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
    template = read_content(work.files, work.template, read_template)
    with opened().reading() as session:
        return seal_draft(template, _Overlaid(PartsThen(session, template, work.until), work))


def draft_record(work: DraftWork, samples: Mapping[str, object]) -> object:
    """The record that was sent, or the sample that was named. Raises FolderError where there is none."""
    return _sample(work, samples) if work.record is None else read_record(work.record)


class _Overlaid:
    """The parts of a template: those that came with the work before those of the store."""

    def __init__(self, stored: PartsThen, work: DraftWork) -> None:
        self.stored = stored
        self.work = work

    def block(self, key: str) -> ContentBlock:
        files = self.work.blocks.get(key)
        return self.stored.block(key) if files is None else read_content(files, key, read_block)

    def brand(self, key: str) -> BrandFolder:
        files = self.work.brands.get(key)
        return self.stored.brand(key) if files is None else read_content(files, key, read_brand)


def _sample(work: DraftWork, samples: Mapping[str, object]) -> object:
    wanted = work.sample or next(iter(samples), None)
    if wanted is None or wanted not in samples:
        there = ", ".join(samples) or "none"
        raise FolderError(
            f"{work.template}/samples: there is no sample {(wanted or '')[:60]!r}; there are {there}; send data, or "
            "name one"
        )
    return samples[wanted]
