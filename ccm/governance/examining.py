"""Examining: how a subject of the store is put before the gates."""

from approval.subject import Subject
from ccm.gates.examination import (
    Examination,
    examine_block,
    examine_brand,
    examine_template,
    examine_translation,
)
from ccm.gates.rules_store import RuleStore
from ccm.governance.books import Books
from ccm.governance.subjects import Composition
from ccm.release import seal_draft
from content_blocks.folders import BrandFolder


class NoBrandError(LookupError):
    """A block cannot be shown to anybody: there is no brand to show it in."""


def examination_of(books: Books, subject: Subject) -> Examination:
    """How a version of a subject is looked at: a template by itself, all else in a specimen letter."""
    if subject.kind == "template":
        return composed_examination(books, books.subjects.composition(subject.key, subject.version))
    if subject.kind == "brand":
        version = books.subjects.brands.version(subject.key, subject.version)
        return examine_brand(books.subjects.brand(version), subject.digest)
    key, _, locale = subject.key.partition("/")
    block = books.subjects.block(books.subjects.blocks.version(key, subject.version))
    brand = _brand_for(books, key)
    if subject.kind == "translation":
        return examine_translation(block, locale, subject.digest, brand)
    return examine_block(block, subject.digest, brand)


def composed_examination(books: Books, composition: Composition) -> Examination:
    """How a template is looked at with the blocks and the brand of `composition`, under the rules that hold now."""
    rules = RuleStore(books.session).rules()
    return examine_template(seal_draft(composition.template, composition), composition.subject.digest, rules)


def _brand_for(books: Books, block: str) -> BrandFolder:
    """The brand to show a block in: that of a template which uses it, else the first there is."""
    subjects = books.subjects
    for use in subjects.templates.where_used(block):
        return subjects.composition(use.template).brand_folder
    for key in subjects.brands.subjects():
        return subjects.brand(subjects.brands.version(key))
    raise NoBrandError(f"the block {block} cannot be shown: there is no brand in the store; import one first")
