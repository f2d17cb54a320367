"""The two sides of a comparison: a folder, or a version in the store (``invoice@3``, ``block:tax-note@2``)."""

import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy.orm import Session

from ccm.db.session import open_database
from ccm.library import Library
from ccm.repository import export_folder, stores
from content_blocks.block import ContentBlock
from content_blocks.folders import BrandFolder, read_block, read_brand
from templates_repo.folders import read_template
from templates_repo.template import Template

Subject = Template | ContentBlock | BrandFolder

_STORED = re.compile(r"(?:(template|block|brand):)?([a-z][a-z0-9-]*)(?:@([1-9][0-9]{0,8}))?\Z")


class DiffError(ValueError):
    """Two things cannot be compared; the message says why and what to do."""


@dataclass(frozen=True)
class Side:
    """One side: its name for people, what it is, and the library that a template of it is rendered with."""

    name: str
    subject: Subject
    library: Library


@contextmanager
def open_sides(before: str, after: str) -> Iterator[tuple[Side, Side]]:
    """Read both sides. Raises DiffError, StoreError, FolderError and DatabaseError."""
    with ExitStack() as open_:
        sides = [_folder_side(name) if Path(name).is_dir() else None for name in (before, after)]
        if None in sides:
            session = open_.enter_context(open_.enter_context(open_database()).reading())
            folder = Path(open_.enter_context(TemporaryDirectory()))
            export_folder(session, folder, leave_out=frozenset(["template"]))
            library = Library(folder)
            sides = [
                side or _stored_side(name, session, library) for side, name in zip(sides, (before, after), strict=True)
            ]
        old, new = (side for side in sides if side is not None)
        if type(old.subject) is not type(new.subject):
            raise DiffError(
                f"{before} and {after} are of two kinds; compare templates, blocks or brands with their like"
            )
        yield old, new


def _folder_side(name: str) -> Side:
    folder = Path(name).resolve()
    library = Library(folder.parent.parent)
    if (folder / "template.yaml").is_file():
        return Side(name, read_template(folder), library)
    if (folder / "block.yaml").is_file():
        return Side(name, read_block(folder), library)
    if (folder / "brand.yaml").is_file():
        return Side(name, read_brand(folder), library)
    raise DiffError(
        f"{name}: is no folder of a template, block or brand; it has no template.yaml, block.yaml or brand.yaml"
    )


def _stored_side(name: str, session: Session, library: Library) -> Side:
    match = _STORED.match(name)
    if match is None:
        raise DiffError(f"{name!r} is neither a folder nor a version, such as invoice@3 or block:tax-note@2")
    kind, key, number = match[1], match[2], int(match[3]) if match[3] else None
    found = [store for _, store in stores(session) if kind in (None, store.kind) and store.versions(key)]
    if not found:
        raise DiffError(f"there is no folder and nothing in the store by the name {name!r}")
    if len(found) > 1:
        raise DiffError(f"{name!r} is a {found[0].kind} and a {found[1].kind}; write {found[0].kind}:{name}")
    return Side(name, found[0].content(found[0].version(key, number)), library)
