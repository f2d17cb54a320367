"""The impact of a block or a brand in a folder, on the templates of a library: for those who work in git."""

from dataclasses import dataclass
from pathlib import Path

from ccm.impact.model import ImpactError, Touched
from ccm.impact.proposal import Subject, kind_of
from ccm.library import Library, LibraryError
from ccm.release import Release, ReleaseError, seal_draft
from content_blocks.block import ContentBlock
from content_blocks.folders import BrandFolder, read_block, read_brand
from content_blocks.structure import BlockReference, walk_source
from templates_repo.template import Template


@dataclass(frozen=True)
class Proposed:
    """A proposed version and what it touches: what `ccm.impact.measure.measure` is given."""

    name: str
    proposed: Subject
    present: Subject | None
    touched: tuple[Touched, ...]


def touched_by_folder(folder: Path, library: Path, templates: tuple[str, ...] = ()) -> Proposed:
    """Every template of `library` that uses the block or brand in `folder`; of `templates` alone when any are named.

    Before is the library with its own version, after the library with that of the folder. Raises ImpactError when
    there is nothing to compare, LibraryError, FolderError and ReleaseError.
    """
    proposed = _read(folder)
    kind = kind_of(proposed)
    key = proposed.key if isinstance(proposed, ContentBlock) else proposed.brand.brand
    shelf = Library(library)
    present = _present(shelf, proposed)
    if present is not None and present.digest == proposed.digest:
        raise ImpactError(
            f"{folder}: says exactly what the {kind} {key} of the library says; give --library a folder that has the "
            "version in use, such as another work tree of the repository"
        )
    changed = _Changed(shelf, proposed)
    keys = templates or tuple(shelf.template_folders)
    using = [template for template in map(shelf.template, keys) if _uses(template, proposed)]
    return Proposed(f"{kind}:{key}", proposed, present, tuple(_touched(one, shelf, changed, proposed) for one in using))


def _read(folder: Path) -> Subject:
    folder = folder.resolve()
    if (folder / "block.yaml").is_file():
        return read_block(folder)
    if (folder / "brand.yaml").is_file():
        return read_brand(folder)
    raise ImpactError(f"{folder}: is no folder of a block or a brand; it has no block.yaml or brand.yaml")


def _present(shelf: Library, proposed: Subject) -> Subject | None:
    try:
        if isinstance(proposed, ContentBlock):
            return shelf.block(proposed.key)
        return shelf.brand(proposed.brand.brand)
    except LibraryError:
        return None


class _Changed:
    """The blocks and brands of a library, but for the one that is proposed."""

    def __init__(self, shelf: Library, proposed: Subject) -> None:
        self._shelf = shelf
        self._proposed = proposed

    def block(self, key: str) -> ContentBlock:
        if isinstance(self._proposed, ContentBlock) and self._proposed.key == key:
            return self._proposed
        return self._shelf.block(key)

    def brand(self, key: str) -> BrandFolder:
        if isinstance(self._proposed, BrandFolder) and self._proposed.brand.brand == key:
            return self._proposed
        return self._shelf.brand(key)


def _pins(template: Template, key: str) -> list[int | None]:
    """The versions at which `template` places the block `key`, None where it takes the newest."""
    nodes = walk_source(template.definition.content)
    return [node.version for node in nodes if isinstance(node, BlockReference) and node.key == key]


def _uses(template: Template, proposed: Subject) -> bool:
    if isinstance(proposed, ContentBlock):
        return bool(_pins(template, proposed.key))
    return template.definition.brand == proposed.brand.brand


def _touched(template: Template, shelf: Library, changed: _Changed, proposed: Subject) -> Touched:
    pins = _pins(template, proposed.key) if isinstance(proposed, ContentBlock) else []
    title = template.definition.title
    if any(pin is not None and pin != getattr(proposed, "version", pin) for pin in pins):
        now = seal_draft(template, shelf)
        return Touched(template.key, title, now, now, follows=False)
    return Touched(template.key, title, _before(template, shelf), seal_draft(template, changed), follows=True)


def _before(template: Template, shelf: Library) -> Release | None:
    """The template as the library has it; None when it cannot be made, since it pins the version that is proposed."""
    try:
        return seal_draft(template, shelf)
    except (ReleaseError, LibraryError):
        return None
