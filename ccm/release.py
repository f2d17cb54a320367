"""The release: everything a communication is made of, sealed under one digest.

This module alone makes a `Release`, in two ways: `seal_draft` for what nobody has approved, which every channel marks
as a draft; and `seal_approved` for what was, which holds what was approved and nothing else, or cannot be made.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, Protocol

from approval.subject import Subject
from ccm.compose.blocks import nearest
from content_blocks.block import ContentBlock
from content_blocks.digest import digest
from content_blocks.document import Asset
from content_blocks.folders import BrandFolder
from content_blocks.structure import BlockReference, walk_source
from templates_repo.template import Template

FORMAT = 1

Status = Literal["draft", "approved"]


class ReleaseError(ValueError):
    """A release cannot be sealed; the message names template, node, what is wrong and what to do."""


class Parts(Protocol):
    """Where the blocks and the brand of a template come from."""

    def block(self, key: str) -> ContentBlock: ...
    def brand(self, key: str) -> BrandFolder: ...


@dataclass(frozen=True)
class Approver:
    """Somebody who approved, in which step, for whom if not in their own right, and when (RFC 3339, UTC)."""

    person: str
    on_behalf_of: str | None
    step: str
    at: str

    def data(self) -> dict[str, object]:
        return {"person": self.person, "on_behalf_of": self.on_behalf_of, "step": self.step, "at": self.at}


@dataclass(frozen=True)
class Approval:
    """The evidence that one subject was approved: the submission, the workflow, who said yes, the gates' reports."""

    kind: str
    key: str
    version: int
    digest: str
    submission: str
    workflow: str
    workflow_digest: str
    approved_at: str
    approved_by: tuple[Approver, ...]
    gates: Mapping[str, str]

    def data(self) -> dict[str, object]:
        """The approval as plain data, in the order people read it."""
        return {
            **{name: getattr(self, name) for name in ("kind", "key", "version", "digest", "submission")},
            **{name: getattr(self, name) for name in ("workflow", "workflow_digest", "approved_at")},
            "approved_by": [approver.data() for approver in self.approved_by],
            "gates": dict(sorted(self.gates.items())),
        }


@dataclass(frozen=True)
class Release:
    """A template with the exact blocks and brand it is rendered with, and who approved that.

    Without a `subject` it is a draft. With one it is approved: then every part it holds is, byte for byte, the one
    that the subject names, and each of them has its approval; a release of which that is not true cannot be made, in
    whatever way it is tried. Raises ReleaseError.
    """

    template: Template
    blocks: Mapping[str, ContentBlock]
    brand: BrandFolder
    subject: Subject | None = None
    approvals: tuple[Approval, ...] = ()
    engine: Mapping[str, str] | None = None
    name: str = ""

    def __post_init__(self) -> None:
        if self.subject is None:
            if self.approvals:
                raise ReleaseError(f"template {self.template.key}: a draft carries no approvals; seal it as approved")
            return
        _check_held(self, self.subject)
        approved = {(approval.kind, approval.key, approval.digest) for approval in self.approvals}
        for part in self.subject.walk():
            if (part.kind, part.key, part.digest) not in approved:
                raise ReleaseError(f"template {self.template.key}: {part} is not approved; submit it, and release then")

    @property
    def status(self) -> Status:
        return "draft" if self.subject is None else "approved"

    @cached_property
    def lock(self) -> dict[str, object]:
        """What the release is made of, by digest, and who approved it: readable, and enough to tell two apart."""
        subject = self.subject
        numbers = {(part.kind, part.key): part.version for part in subject.walk()} if subject else {}
        lock: dict[str, object] = {
            "format": FORMAT,
            "status": self.status,
            "template": {
                "key": self.template.key,
                "version": numbers.get(("template", self.template.key)),
                "digest": self.template.digest,
            },
            "contract": digest(self.template.contract.schema),
            "translations": {tag: digest(catalog.content()) for tag, catalog in sorted(self.template.catalogs.items())},
            "brand": {
                "key": self.brand.brand.brand,
                "version": numbers.get(("brand", self.brand.brand.brand)),
                "digest": self.brand.digest,
            },
            "blocks": {key: _block_lock(block) for key, block in sorted(self.blocks.items())},
            "approvals": [approval.data() for approval in self.approvals],
        }
        return lock | ({"engine": dict(sorted(self.engine.items()))} if self.engine is not None else {})

    @cached_property
    def digest(self) -> str:
        return digest(self.lock)

    @cached_property
    def assets(self) -> Mapping[str, Asset]:
        """Every image of the release: the template's and brand's by name, a block's by ``<block>/<name>``."""
        own = {f"{key}/{name}": asset for key, block in self.blocks.items() for name, asset in block.assets.items()}
        return {**own, **self.brand.assets, **self.template.assets}


def seal_draft(template: Template, parts: Parts) -> Release:
    """Seal `template` with the blocks and the brand that `parts` has, as a draft.

    Raises ReleaseError when a block is pinned to a version that is not there or an image of the template hides one
    of the brand, and what `parts` raises when something cannot be found or read.
    """
    return Release(template, *_collected(template, parts))


def as_draft(release: Release) -> Release:
    """The same as a draft, for looking at: nothing that is made of it can be mistaken for what may be sent."""
    return Release(release.template, release.blocks, release.brand)


def seal_approved(
    template: Template,
    parts: Parts,
    *,
    subject: Subject,
    approvals: Iterable[Approval],
    engine: Mapping[str, str],
    name: str,
) -> Release:
    """Seal `template` with `parts` as what was approved under `subject`; `name` is what people call it (invoice#3).

    Raises ReleaseError when any of it is not what the subject names or has no approval, and as `seal_draft` does.
    """
    blocks, brand = _collected(template, parts)
    return Release(template, blocks, brand, subject, tuple(approvals), engine, name)


def languages_needed(template: Template, block: ContentBlock) -> tuple[str, ...]:
    """The translations of `block` that documents of `template` are made with, by locale, sorted."""
    languages = {nearest(locale, block.locales) for locale in template.locales}
    return tuple(sorted(locale for locale in block.catalogs if locale in languages))


def _collected(template: Template, parts: Parts) -> tuple[Mapping[str, ContentBlock], BrandFolder]:
    blocks: dict[str, ContentBlock] = {}
    for node in walk_source(template.definition.content):
        if not isinstance(node, BlockReference):
            continue
        block = blocks.setdefault(node.key, parts.block(node.key))
        if node.version is not None and node.version != block.version:
            raise ReleaseError(
                f"template {template.key}: {node.id}: pins version {node.version} of the block {node.key}, and the "
                f"library has version {block.version}; review the new version and pin it, or follow without a pin"
            )
    brand = parts.brand(template.definition.brand)
    hidden = set(brand.assets) & set(template.assets)
    if hidden:
        raise ReleaseError(
            f"template {template.key}: the image {min(hidden)} has the name of one of the brand's; rename it"
        )
    return blocks, brand


def _check_held(release: Release, subject: Subject) -> None:
    """Hold every content against the subject's parts, in both directions: none is another, none is left out."""
    held: dict[tuple[str, str], str] = {("template", release.template.key): release.template.digest}
    held[("brand", release.brand.brand.brand)] = release.brand.digest
    named: dict[tuple[str, str], str] = {(part.kind, part.key): part.content for part in subject.walk()}
    for key, block in release.blocks.items():
        held[("block", key)] = block.source_digest
        for locale in languages_needed(release.template, block):
            held[("translation", f"{key}/{locale}")] = block.translation_digest(locale)
    if (subject.kind, subject.key) != ("template", release.template.key):
        raise ReleaseError(f"template {release.template.key}: {subject} is what was approved; a release is of that one")
    for kind, key in sorted(held.keys() | named.keys()):
        if held.get((kind, key)) != named.get((kind, key)):
            raise ReleaseError(
                f"template {release.template.key}: the {kind} {key} is not the one that was approved; submit it anew"
            )


def _block_lock(block: ContentBlock) -> dict[str, object]:
    return {
        "version": block.version,
        "digest": block.digest,
        "locked": block.locked,
        "translations": {locale: block.translation_digest(locale) for locale in sorted(block.catalogs)},
    }
