"""Single files of a draft: a sample, an image, a catalog, changed on top of what somebody saw."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from ccm.content.reading import State, state_of
from ccm.diff.subject import DRAFT
from ccm.governance.acting import Acting
from ccm.governance.books import Books
from ccm.governance.editing import save_draft
from content_blocks.drafts import Draft
from content_blocks.subject_rows import ContentKind, NotInStoreError


def revision_for(session: Session, acting: Acting, kind: ContentKind, key: str) -> int:
    """The revision of the draft, 0 without one, for somebody who is about to change it. Raises ForbiddenError."""
    books = Books(session)
    books.people.require(acting.person, "edit", kind, key)
    note = books.content(kind).draft_note(key)
    return note.revision if note else 0


def seen_state(session: Session, kind: ContentKind, key: str, revision: int) -> State:
    """What a change at `revision` is made on top of: the draft, or the newest version while there is none (0).

    Raises NotInStoreError.
    """
    return state_of(session, kind, key, DRAFT if revision else None)


def change_files(
    session: Session,
    acting: Acting,
    kind: ContentKind,
    key: str,
    revision: int,
    changes: Mapping[str, bytes | None],
) -> Draft:
    """Save the draft of `key` on top of `revision` with some files changed, or taken out where the body is None.

    At revision 0 the draft is begun from the newest version. Raises NotInStoreError when a file that is to go is not
    there, and as `ccm.governance.editing.save_draft` does.
    """
    state = seen_state(session, kind, key, revision)
    files = dict(state.files)
    for name, body in changes.items():
        if body is not None:
            files[name] = body
        elif files.pop(name, None) is None:
            raise NotInStoreError(f"{state.name} has no file {name[:100]!r}")
    return save_draft(session, acting, kind, key, files, revision, state.number)
