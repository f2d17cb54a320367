"""The impact of a version in the store, on what is released: what those who approve it answer for."""

from collections import Counter
from datetime import date

from approval.subject import Kind
from ccm.governance.books import Books, home
from ccm.governance.followers import sent_with
from ccm.impact.folder import Proposed
from ccm.impact.model import ImpactError, Touched
from ccm.release import seal_draft
from ccm.release_store import StoredRelease
from ccm.sending import release_to_verify
from content_blocks.block import ContentBlock
from content_blocks.folders import BrandFolder
from content_blocks.structure import BlockReference, walk_source
from templates_repo.template import Template


def touched_in_store(
    books: Books, kind: Kind, key: str, day: date, number: int | None = None, templates: tuple[str, ...] = ()
) -> Proposed:
    """Every template that is sent on `day` or later with a block or a brand, and version `number` of that, the newest.

    Before is what is released, after the same version of the template with the proposed one; of a template that was
    never released, the newest version after, and nothing before. A translation is looked at with its block. Raises
    ImpactError for a template, StoreError for what is not there.
    """
    kind, key = home(kind, key)
    if kind not in ("block", "brand"):
        raise ImpactError(f"a {kind} touches nothing but itself; 'ccm diff' compares two versions of it")
    version = books.content(kind).version(key, number)
    subjects = books.proposing({(kind, key): version.number})
    using = [one for one in _using(books, kind, key, day) if not templates or one[0] in templates]
    several = {template for template, count in Counter(template for template, *_ in using).items() if count > 1}
    touched = []
    for template, source, released in using:
        before = release_to_verify(books.session, released.digest) if released else None
        composition = subjects.composition(template, source)
        pins = kind == "block" and key in composition.pinned
        follows = not pins or composition.blocks[key].version == version.number
        after = seal_draft(composition.template, composition) if follows else before
        if after is not None:
            name = composition.version.name if template in several else template
            touched.append(Touched(name, composition.template.definition.title, before, after, follows=follows))
    proposed = _content(books, kind, key, version.number)
    return Proposed(f"{kind}:{key}", proposed, _present(touched, kind, key), tuple(touched))


def _using(books: Books, kind: Kind, key: str, day: date) -> list[tuple[str, int, StoredRelease | None]]:
    """The templates that use the block or brand: the versions that are sent, and the newest of those never released."""
    sent: list[tuple[str, int, StoredRelease | None]] = [
        (released.template, released.version, released) for released in sent_with(books, kind, key, day)
    ]
    known = set(books.releases.templates())
    store = books.subjects.templates
    unreleased = [store.version(template) for template in store.subjects() if template not in known]
    sent += [(version.key, version.number, None) for version in unreleased if _uses(store.content(version), kind, key)]
    return sorted(sent, key=lambda one: one[:2])


def _uses(template: Template, kind: Kind, key: str) -> bool:
    if kind == "brand":
        return template.definition.brand == key
    return any(
        isinstance(node, BlockReference) and node.key == key for node in walk_source(template.definition.content)
    )


def _content(books: Books, kind: Kind, key: str, number: int) -> ContentBlock | BrandFolder:
    if kind == "brand":
        return books.subjects.brand(books.subjects.brands.version(key, number))
    return books.subjects.block(books.subjects.blocks.version(key, number))


def _present(touched: list[Touched], kind: Kind, key: str) -> ContentBlock | BrandFolder | None:
    """The version that is sent now: that of the first template that was released."""
    for one in touched:
        if one.before is not None:
            return one.before.brand if kind == "brand" else one.before.blocks[key]
    return None
