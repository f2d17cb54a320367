"""Looking closely at what the store holds: the check of a template, and two versions compared.

Both render, which takes seconds; so they take bundles, and can be done in a process that has no database.
"""

from sqlalchemy.orm import Session

from ccm.check import CheckReport, check_with, unreadable
from ccm.content.bundle import Bundle, Opened, bundle_of
from ccm.diff.compare import Comparison, compare_sides
from ccm.diff.subject import Which, stored_side
from content_blocks.folders import FolderError
from content_blocks.subject_rows import ContentKind
from renderers import registry


def check_bundle(bundle: Bundle, *, render: bool = True) -> CheckReport:
    """The check of `ccm.check`, of a template with what it takes from the store; `render` as it has it.

    What is wrong with it is in the report. Raises RegistryError for a renderer that cannot be loaded.
    """
    registry.load_plugins()
    opened = Opened(bundle)
    try:
        return check_with(opened.template, opened.blocks, tuple(bundle.brands), opened, render=render)
    except FolderError as error:
        return unreadable(bundle.key, error)


def compare_bundles(before: Bundle, after: Bundle, sample: str | None = None) -> Comparison:
    """Compare two templates in all three views, as `ccm.diff.compare`. Raises FolderError for half a draft."""
    registry.load_plugins()
    return compare_sides(Opened(before).side, Opened(after).side, sample)


def compare_stored(session: Session, kind: ContentKind, key: str, before: Which, after: Which) -> Comparison:
    """Compare two versions, or a version and the draft, in text and rules.

    Raises StoreError for what is not there, FolderError for half a draft, StoreDamagedError.
    """
    old, new = (stored_side(session, kind, key, which) for which in (before, after))
    return compare_sides(old, new, render=False)


def compared_bundles(session: Session, key: str, before: Which, after: Which) -> tuple[Bundle, Bundle]:
    """What `compare_bundles` compares, of one template. Raises StoreError, StoreDamagedError."""
    return bundle_of(session, key, before), bundle_of(session, key, after)
