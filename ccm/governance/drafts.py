"""Drafts as people come by them: the one of a subject, and its files in a folder."""

from pathlib import Path

from sqlalchemy.orm import Session

from ccm.governance.books import Books
from ccm.outputs import OutputError
from content_blocks.drafts import Draft
from content_blocks.files import write_files
from content_blocks.subject_rows import ContentKind, NotInStoreError


def draft_of(session: Session, kind: ContentKind, key: str) -> Draft:
    """The draft of `kind` `key`. Raises NotInStoreError when there is none."""
    draft = Books(session).content(kind).draft(key)
    if draft is None:
        raise NotInStoreError(f"there is no draft of the {kind} {key}; 'ccm draft save' begins one")
    return draft


def write_draft(draft: Draft, folder: Path) -> None:
    """Write the files of a draft into `folder`, which must not be there. Raises OutputError."""
    if folder.exists():
        raise OutputError(f"{folder}: is there already; name a folder that is not")
    try:
        write_files(draft.files, folder)
    except OSError as error:
        raise OutputError(f"{error.filename or folder}: cannot be written: {error.strerror}") from error
