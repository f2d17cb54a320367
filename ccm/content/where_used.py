"""Where a block is used: by which templates, pinned or followed, and what of it they are released with."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from ccm.release_store import ReleaseStore
from templates_repo.store import TemplateStore


@dataclass(frozen=True)
class UseOf:
    """A version of a template takes a block: at version `pinned`, or the newest approved one when that is None.

    `released` is the newest release of that version of the template, and `holds` the version of the block in it.
    """

    template: str
    number: int
    pinned: int | None
    released: str | None
    holds: int | None


def uses_of(session: Session, block: str, *, every_version: bool = False) -> tuple[UseOf, ...]:
    """The newest versions of templates that take `block`, or every version that does, by key and number."""
    uses = TemplateStore(session).where_used(block, every_version=every_version)
    newest = ReleaseStore(session).newest_of((use.template, use.number) for use in uses)
    found = []
    for use in uses:
        released = newest.get((use.template, use.number))
        name, holds = (released.name, released.lock["blocks"][block]["version"]) if released else (None, None)
        found.append(UseOf(use.template, use.number, use.pinned, name, holds))
    return tuple(found)
