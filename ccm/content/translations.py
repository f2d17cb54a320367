"""The translations of a template or block: every text in every language, and the state it is in."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from content_blocks.block import ContentBlock, block_units
from content_blocks.catalog import Catalog, Translation, write_catalog
from content_blocks.folders import BrandFolder
from content_blocks.texts import TextUnit
from templates_repo.template import Template
from templates_repo.translations import block_updates, template_updates
from templates_repo.units import template_units

TextState = Literal["translated", "missing", "fuzzy"]


class NoSuchTextError(LookupError):
    """Words were given for a language or a text that there is not; the message says what there is."""


@dataclass(frozen=True)
class Entry:
    """A text in one language. `context` is the id of its node or part. Of what is fuzzy, `text` is out of date.

    `made_for` is the source that the translation was made for, where that is another by now.
    """

    context: str
    source: str
    text: str
    state: TextState
    made_for: str | None = None


def entries(content: Template | ContentBlock | BrandFolder) -> dict[str, tuple[Entry, ...]]:
    """Every text in every language that it is translated into, in reading order. A brand has none."""
    if isinstance(content, BrandFolder):
        return {}
    units = _units(content)
    return {
        locale: tuple(_entry(catalog, unit) for unit in units) for locale, catalog in sorted(content.catalogs.items())
    }


def translated(content: Template | ContentBlock | BrandFolder, locale: str, words: Mapping[str, str]) -> Catalog:
    """The catalog of `locale` with `words`, by context, as the translations of the texts as they are now.

    Raises NoSuchTextError for a language or a context that is not there.
    """
    if isinstance(content, BrandFolder) or locale not in content.catalogs:
        known = () if isinstance(content, BrandFolder) else sorted(content.catalogs)
        raise NoSuchTextError(f"there is no translation into {locale[:40]!r}; there are {', '.join(known) or 'none'}")
    units = {unit.context: unit for unit in _units(content)}
    if unknown := sorted(words.keys() - units.keys()):
        raise NoSuchTextError(f"there is no text {unknown[0][:100]!r} to translate; the list of translations has them")
    kept = dict(content.catalogs[locale].entries)
    given = {context: Translation(units[context].text, text) for context, text in words.items()}
    return Catalog(locale, {**kept, **given})


def catalog_file(catalog: Catalog) -> tuple[str, bytes]:
    """The path and the bytes of a catalog in the folder."""
    return f"locales/{catalog.locale}.po", write_catalog(catalog)


def updated_files(content: Template | ContentBlock | BrandFolder) -> dict[str, bytes]:
    """The catalogs brought up to date: new texts come in empty, changed ones are fuzzy, those that are gone leave."""
    if isinstance(content, BrandFolder):
        return {}
    updates = template_updates(content) if isinstance(content, Template) else block_updates(content)
    return dict(catalog_file(update.catalog) for update in updates)


def _units(content: Template | ContentBlock) -> tuple[TextUnit, ...]:
    of = template_units(content.definition) if isinstance(content, Template) else block_units(content.definition)
    return tuple(of)


def _entry(catalog: Catalog, unit: TextUnit) -> Entry:
    state = catalog.state(unit)
    kept = catalog.entries.get(unit.context)
    made_for = kept.source if kept is not None and kept.source != unit.text else None
    shown: TextState = "fuzzy" if state == "stale" else state
    return Entry(unit.context, unit.text, kept.text if kept is not None else "", shown, made_for)
