"""Bringing catalogs up to date with the texts of a template or block.

New texts come in empty, changed ones are marked fuzzy and keep their old translation as a starting point, and
those that are gone are dropped. Nothing is translated here.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from content_blocks.block import ContentBlock, block_units
from content_blocks.catalog import Catalog, updated, write_catalog
from content_blocks.texts import TextUnit
from templates_repo.template import Template
from templates_repo.units import template_units


@dataclass(frozen=True, slots=True)
class CatalogUpdate:
    """A catalog brought up to date, and how many of its texts are in which state."""

    catalog: Catalog
    translated: int
    missing: int
    stale: int
    dropped: int

    @property
    def complete(self) -> bool:
        return not (self.missing or self.stale)


def template_updates(template: Template) -> Iterator[CatalogUpdate]:
    """The catalogs of `template` for its present texts, one a locale."""
    return _updates(template.catalogs, tuple(template_units(template.definition)))


def block_updates(block: ContentBlock) -> Iterator[CatalogUpdate]:
    """The catalogs of `block` for its present texts, one a locale."""
    return _updates(block.catalogs, tuple(block_units(block.definition)))


def write_updates(folder: Path, updates: Iterable[CatalogUpdate]) -> tuple[Path, ...]:
    """Write catalogs to ``<folder>/locales/<locale>.po``; return the files whose bytes have changed.

    Raises OSError when a file cannot be written.
    """
    written: list[Path] = []
    for update in updates:
        path = folder / "locales" / f"{update.catalog.locale}.po"
        body = write_catalog(update.catalog)
        if path.is_file() and path.read_bytes() == body:
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body)
        written.append(path)
    return tuple(written)


def _updates(catalogs: Mapping[str, Catalog], units: tuple[TextUnit, ...]) -> Iterator[CatalogUpdate]:
    contexts = {unit.context for unit in units}
    for catalog in catalogs.values():
        new = updated(catalog, units)
        states = [new.state(unit) for unit in units]
        yield CatalogUpdate(
            catalog=new,
            translated=states.count("translated"),
            missing=states.count("missing"),
            stale=states.count("stale"),
            dropped=sum(context not in contexts for context in catalog.entries),
        )
