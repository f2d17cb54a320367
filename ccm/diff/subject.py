"""The two sides of a comparison: a folder, or what is in the store.

There it is a version (``invoice@3``, ``block:tax-note@2``), the newest where none is named, or the draft
(``invoice@draft``).
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from sqlalchemy.orm import Session

from ccm.db.session import open_database
from ccm.diff.parts import PartsThen
from ccm.governance.drafts import draft_of
from ccm.governance.names import SubjectNameError, parse_content_name, parse_draft_name
from ccm.library import Library
from ccm.people.store import PeopleStore
from ccm.release import Parts
from ccm.repository import stores
from content_blocks.block import ContentBlock
from content_blocks.folders import BrandFolder, read_block, read_brand
from content_blocks.subject_rows import ContentKind
from templates_repo.folders import read_template
from templates_repo.template import Template

Subject = Template | ContentBlock | BrandFolder

DRAFT: Literal["draft"] = "draft"
Which = int | Literal["draft"] | None
"""What of a subject in the store is meant: a version by its number, the newest for None, or the draft."""


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
    named, _, draft = text.partition(f"@{DRAFT}")
    try:
        if named != text and not draft:
            return stored_side(session, *parse_draft_name(session, named), DRAFT, text)
        kind, key, number = parse_content_name(session, text)
    except SubjectNameError as error:
        raise DiffError(f"{text}: there is no such folder, and {error}") from error
    return stored_side(session, kind, key, number, text)


def stored_side(session: Session, kind: ContentKind, key: str, which: Which, name: str = "") -> Side:
    """What the store has of `kind` `key`: a version by its number, the newest for None, or the draft.

    A version of a template takes the newest blocks and brand there were while it was the newest itself; the draft, and
    the newest version, those of today. Raises StoreError when it is not there, FolderError for a draft that is half
    written, StoreDamagedError.
    """
    store = next(store for _, store in stores(session) if store.kind == kind)
    until = None
    if which == DRAFT:
        draft = draft_of(session, kind, key)
        subject, name = store.parse(key, draft.files), name or f"{key}@{DRAFT}"
    else:
        version = store.version(key, which)
        subject, name = store.content(version), name or version.name
        later = [other.created_at for other in store.versions(key) if other.number > version.number]
        until = later[0] if later else None
    if not isinstance(subject, Template):
        return Side(name, subject)
    parts = PartsThen(session, subject, until)
    return Side(name, subject, parts, parts.names)
