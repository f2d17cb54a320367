"""The two sides of a comparison: a folder, or a version in the store (``invoice@3``, ``block:tax-note@2``)."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy.orm import Session

from ccm.db.session import open_database
from ccm.governance.names import SubjectNameError, parse_name
from ccm.library import Library
from ccm.repository import export_folder, stores
from content_blocks.block import ContentBlock
from content_blocks.folders import BrandFolder, read_block, read_brand
from templates_repo.folders import read_template
from templates_repo.template import Template

Subject = Template | ContentBlock | BrandFolder


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


def _stored_side(text: str, session: Session, library: Library) -> Side:
    try:
        name = parse_name(session, text)
    except SubjectNameError as error:
        raise DiffError(f"{text}: there is no such folder, and {error}") from error
    if name.kind == "translation":
        raise DiffError(f"{text}: a translation is compared with its block; write block:{name.key.partition('/')[0]}")
    store = next(store for _, store in stores(session) if store.kind == name.kind)
    return Side(text, store.content(store.version(name.key, name.version)), library)
