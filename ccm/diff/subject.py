"""The two sides of a comparison: a folder, or a version in the store (``invoice@3``, ``block:tax-note@2``)."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from ccm.db.session import open_database
from ccm.diff.parts import PartsThen
from ccm.governance.names import SubjectNameError, parse_content_name
from ccm.library import Library
from ccm.people.store import PeopleStore
from ccm.release import Parts
from ccm.repository import stores
from content_blocks.block import ContentBlock
from content_blocks.folders import BrandFolder, read_block, read_brand
from templates_repo.folders import read_template
from templates_repo.template import Template

Subject = Template | ContentBlock | BrandFolder


class DiffError(ValueError):
    """Two things cannot be compared; the message says why and what to do."""


@dataclass(frozen=True)
class Side:
    """One side: its name for people, what it is, and where a template of it takes its blocks and brand from.

    `made_of` names the versions of those that come from the store.
    """

    name: str
    subject: Subject
    parts: Parts | None = None
    made_of: tuple[str, ...] = ()


@contextmanager
def open_sides(before: str, after: str, viewer: str) -> Iterator[tuple[Side, Side]]:
    """Read both sides, for `viewer` where they are in the store.

    Raises ForbiddenError, DiffError, StoreError, FolderError and DatabaseError.
    """
    with ExitStack() as open_:
        sides = [_folder_side(name) if Path(name).is_dir() else None for name in (before, after)]
        if None in sides:
            session = open_.enter_context(open_.enter_context(open_database()).reading())
            PeopleStore(session).require_anywhere(viewer, "view")
            sides = [side or _stored_side(name, session) for side, name in zip(sides, (before, after), strict=True)]
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


def _stored_side(text: str, session: Session) -> Side:
    try:
        kind, key, number = parse_content_name(session, text)
    except SubjectNameError as error:
        raise DiffError(f"{text}: there is no such folder, and {error}") from error
    store = next(store for _, store in stores(session) if store.kind == kind)
    version = store.version(key, number)
    subject = store.content(version)
    if not isinstance(subject, Template):
        return Side(text, subject)
    later = [other.created_at for other in store.versions(key) if other.number > version.number]
    parts = PartsThen(session, subject, later[0] if later else None)
    return Side(text, subject, parts, parts.names)
