"""Two versions compared, in three views: text and structure, rules and contract, and what readers get to see."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from ccm.diff.rendered import rendered_changes
from ccm.diff.subject import DiffError, Side, open_sides
from content_blocks.block import ContentBlock
from content_blocks.changes import Change, asset_changes, catalog_changes, model_changes, node_changes
from content_blocks.folders import BrandFolder
from templates_repo.changes import template_changes
from templates_repo.template import Template

_BLOCK_RULES = frozenset(
    ["fallback", "jurisdictions", "language", "link", "locales", "lock", "owner", "slots", "tags", "version"]
)
TITLES = {"text": "Text and structure", "rules": "Rules and contract", "rendered": "As rendered"}


@dataclass(frozen=True)
class Comparison:
    """What changed from `before` to `after`, with the digests of both.

    `made_of` names the blocks and the brand in the store that each was rendered with, none for folders.
    """

    before: str
    after: str
    digests: tuple[str, str]
    changes: tuple[Change, ...]
    made_of: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())

    def in_view(self, view: str) -> tuple[Change, ...]:
        return tuple(change for change in self.changes if change.view == view)

    def as_data(self) -> dict[str, Any]:
        changes = {view: [_data(change) for change in self.in_view(view)] for view in TITLES}
        return {
            "before": {"name": self.before, "digest": self.digests[0], "rendered_with": list(self.made_of[0])},
            "after": {"name": self.after, "digest": self.digests[1], "rendered_with": list(self.made_of[1])},
            "changes": changes,
        }


def compare(before: str, after: str, sample: str | None = None, *, render: bool = True, viewer: str = "") -> Comparison:
    """Compare two folders or stored versions; `sample` names the record to render, all of them when None.

    What is in the store is compared for `viewer`, a person who may look at it.
    Raises ForbiddenError, DiffError, StoreError, FolderError and DatabaseError.
    """
    with open_sides(before, after, viewer) as (old, new):
        return compare_sides(old, new, sample, render=render)


def compare_sides(old: Side, new: Side, sample: str | None = None, *, render: bool = True) -> Comparison:
    """Compare two sides of one kind, as `compare` does. Raises DiffError when there is no such sample."""
    changes = list(_source_changes(old.subject, new.subject))
    if render:
        _check_sample(new, sample)
        changes.extend(rendered_changes(old, new, sample))
    digests, made_of = (old.subject.digest, new.subject.digest), (old.made_of, new.made_of)
    return Comparison(old.name, new.name, digests, tuple(changes), made_of if render else ((), ()))


def _check_sample(side: Side, sample: str | None) -> None:
    if sample is not None and isinstance(side.subject, Template) and sample not in side.subject.samples:
        known = ", ".join(side.subject.samples) or "none"
        raise DiffError(f"{side.name} has no sample {sample[:80]!r}; there are {known}")


def _source_changes(old: object, new: object) -> Iterator[Change]:
    if isinstance(old, Template) and isinstance(new, Template):
        yield from template_changes(old, new)
    elif isinstance(old, ContentBlock) and isinstance(new, ContentBlock):
        yield from model_changes(old.definition, new.definition, "", _BLOCK_RULES, frozenset(["content"]))
        yield from node_changes(old.definition.content, new.definition.content)
        yield from catalog_changes(old.catalogs, new.catalogs)
        yield from asset_changes(old.assets, new.assets)
    elif isinstance(old, BrandFolder) and isinstance(new, BrandFolder):
        yield from model_changes(old.brand, new.brand, "", frozenset())
        yield from asset_changes(old.assets, new.assets)


def _data(change: Change) -> dict[str, Any]:
    return {name: value for name, value in asdict(change).items() if name != "view" and value is not None}
