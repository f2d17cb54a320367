"""The small letter the other way round: written in the language it is translated into, and translated back."""

from collections.abc import Mapping
from typing import Any, Literal

import yaml

from content_blocks.catalog import Catalog, Translation, read_catalog, write_catalog
from content_blocks.files import Files, read_content
from content_blocks.strict_yaml import load

Language = Literal["en-GB", "it"]
WRITTEN_IN: Language = "en-GB"
OTHER: Language = "it"
DEFINITION = "template.yaml"


def turned(files: Files) -> dict[str, bytes]:
    """`files` with the words of the translation in the place of the source, and the source as the translation."""
    catalog = read_content(files, "letter", lambda folder: read_catalog(folder / "locales" / f"{OTHER}.po", OTHER))
    words = {entry.source: entry.text for entry in catalog.entries.values()}
    back = {context: Translation(entry.text, entry.source) for context, entry in catalog.entries.items()}
    written = load(files[DEFINITION].decode()).data
    definition = {**_with_words(written, words), "language": OTHER, "locales": [WRITTEN_IN]}
    others = {path: body for path, body in files.items() if path not in (DEFINITION, f"locales/{OTHER}.po")}
    return {
        **others,
        DEFINITION: yaml.safe_dump(definition, sort_keys=False, allow_unicode=True, width=110).encode(),
        f"locales/{WRITTEN_IN}.po": write_catalog(Catalog(WRITTEN_IN, back)),
    }


def _with_words(node: Any, words: Mapping[str, str]) -> Any:
    if isinstance(node, str):
        return words.get(node, node)
    if isinstance(node, dict):
        return {name: _with_words(value, words) for name, value in node.items()}
    return [_with_words(one, words) for one in node] if isinstance(node, list) else node
