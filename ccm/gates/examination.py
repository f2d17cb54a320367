"""Examinations: what the gates look at for a subject, made ready to render.

A template is looked at as it is, with its own samples. A block, one of its translations or a brand cannot be sent by
itself, so it is looked at inside a specimen letter. What a subject's digest does not cover stays out of sight: a
block's source is looked at without its translations, a translation without the others.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from approval.subject import Kind
from ccm.gates.rules import MandatoryRule
from ccm.gates.specimen import block_specimen, brand_specimen, narrowed
from ccm.release import Release
from content_blocks.block import ContentBlock
from content_blocks.folders import BrandFolder


@dataclass(frozen=True)
class Examination:
    """One subject before the gates.

    `digest` is the subject's; `release` the draft that is rendered; `block` the block that is examined, if it is one
    or a translation of one; `locales` the languages to look at; `rules` those of mandatory blocks, applying or not.
    """

    kind: Kind
    key: str
    digest: str
    release: Release
    block: ContentBlock | None
    locales: tuple[str, ...]
    rules: tuple[MandatoryRule, ...] = ()

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


def examine_template(release: Release, digest: str, rules: Iterable[MandatoryRule] = ()) -> Examination:
    """The examination of a template, with the blocks and brand of `release`, a draft."""
    template = release.template
    return Examination("template", template.key, digest, release, None, template.locales, tuple(rules))


def examine_block(block: ContentBlock, digest: str, brand: BrandFolder) -> Examination:
    """The examination of a block's source, in a specimen letter of `brand`. Raises ContractError for slots."""
    source = narrowed(block)
    language = source.definition.language
    return Examination("block", block.key, digest, block_specimen(source, language, brand), source, (language,))


def examine_translation(block: ContentBlock, locale: str, digest: str, brand: BrandFolder) -> Examination:
    """The examination of a block's translation into `locale`, in a specimen letter of `brand` in that language.

    Raises KeyError when the block is not translated into `locale`, ContractError for slots.
    """
    spoken = narrowed(block, locale)
    specimen = block_specimen(spoken, locale, brand)
    return Examination("translation", f"{block.key}/{locale}", digest, specimen, spoken, (locale,))


def examine_brand(brand: BrandFolder, digest: str) -> Examination:
    """The examination of a brand, in a specimen letter that shows every kind of node."""
    specimen = brand_specimen(brand)
    return Examination("brand", brand.brand.brand, digest, specimen, None, specimen.template.locales)
