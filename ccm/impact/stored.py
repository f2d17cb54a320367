"""The impact of a version in the store, on what is released: what those who approve it answer for."""

from approval.subject import Kind
from ccm.governance.books import Books, home
from ccm.governance.followers import newest_release
from ccm.impact.folder import Proposed
from ccm.impact.model import ImpactError, Touched
from ccm.release import seal_draft
from ccm.sending import release_to_verify
from content_blocks.block import ContentBlock
from content_blocks.folders import BrandFolder
from content_blocks.structure import BlockReference, walk_source
from templates_repo.template import Template


def touched_in_store(
    books: Books, kind: Kind, key: str, number: int | None = None, templates: tuple[str, ...] = ()
) -> Proposed:
    """Every template that uses version `number` of a block or a brand, the newest when left out.

    Before is what is released of it, after the same version of the template with the proposed one; of a template
    that was never released, the newest version after, and nothing before. A translation is looked at with its block.
    Raises ImpactError for a template, StoreError for what is not there.
    """
    kind, key = home(kind, key)
    if kind not in ("block", "brand"):
        raise ImpactError(f"a {kind} touches nothing but itself; 'ccm diff' compares two versions of it")
    store = books.content(kind)
    version = store.version(key, number)
    subjects = books.proposing({(kind, key): version.number})
    touched = []
    for template in templates or books.subjects.templates.subjects():
        released = newest_release(books, template)
        source = books.subjects.templates.version(template, released.version if released else None)
        content = books.subjects.templates.content(source)
        if not _uses(content, kind, key):
            continue
        before = release_to_verify(books.session, released.digest) if released else None
        composition = subjects.composition(template, source.number)
        follows = key not in composition.pinned or composition.blocks[key].version == version.number
        after = seal_draft(composition.template, composition) if follows else before
        if after is not None:
            touched.append(Touched(template, content.definition.title, before, after, follows=follows))
    return Proposed(
        f"{kind}:{key}", _content(books, kind, key, version.number), _present(touched, kind, key), tuple(touched)
    )


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
