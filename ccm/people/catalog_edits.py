"""Edits of translations: what somebody who may change words, or regions, may change in a catalog."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ccm.people.frames import Zone, zones
from ccm.people.rights import EditKind
from ccm.people.words import translates
from content_blocks.block import ContentBlock, block_units
from content_blocks.catalog import Translation
from content_blocks.texts import TextUnit, text_units
from templates_repo.template import Template
from templates_repo.units import template_units

_STRICTEST: tuple[Zone, ...] = ("locked", "words", "region")


@dataclass(frozen=True)
class _Place:
    """A text that is translated: where it stands, and what it says in the source language."""

    zone: Zone
    source: str


def catalogs_beyond(before: Template | ContentBlock, after: Template | ContentBlock, kind: EditKind) -> str:
    """The first translation that an edit of `kind` may not have changed; nothing, when there is none.

    A translation of words that may be changed shows the data its source shows. Entries of texts that are gone may go.
    """
    old, new = _places(before, kind), _places(after, kind)
    if before.catalogs.keys() != after.catalogs.keys():
        return "the languages"
    for locale in before.catalogs:
        ours, theirs = before.catalogs[locale].entries, after.catalogs[locale].entries
        for context in sorted({*ours, *theirs}):
            changed = ours.get(context) != theirs.get(context)
            if changed and not _may(old.get(context), new.get(context), ours.get(context), theirs.get(context)):
                return f"the translation of {context} into {locale}"
    return ""


def _may(old: _Place | None, new: _Place | None, before: Translation | None, after: Translation | None) -> bool:
    """Whether an entry of a text that stood at `old` and stands at `new` may go from `before` to `after`."""
    found = {place.zone for place in (old, new) if place is not None}
    if "locked" in found:
        return False
    if after is None or found == {"region"}:
        return True
    if new is None:
        return False
    return not after.text.strip() or translates(new.source, after.text, before.text if before else "")


def _places(content: Template | ContentBlock, kind: EditKind) -> dict[str, _Place]:
    """Every translated text by its context; where two have one context, the stricter of their zones."""
    places: dict[str, _Place] = {}
    for unit, zone in _units(content, kind):
        known = places.get(unit.context)
        strictest = zone if known is None else min(zone, known.zone, key=_STRICTEST.index)
        places[unit.context] = _Place(strictest, unit.text)
    return places


def _units(content: Template | ContentBlock, kind: EditKind) -> Iterator[tuple[TextUnit, Zone]]:
    in_nodes = [
        (unit, zone) for node, zone in zones(content.definition.content, kind) for unit in text_units(node, node.id)
    ]
    yield from in_nodes
    spoken: Iterable[TextUnit] = (
        template_units(content.definition) if isinstance(content, Template) else block_units(content.definition)
    )
    known = {(unit.context, unit.text) for unit, _ in in_nodes}
    yield from ((unit, "words") for unit in spoken if (unit.context, unit.text) not in known)
