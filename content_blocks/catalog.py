"""Translations: one gettext catalog a locale, keyed by the node they belong to.

The context (``msgctxt``) of an entry is the id of its node or part, the id (``msgid``) is the source text. A
translation made for an older source text, or marked fuzzy, is stale and is never shown.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Literal

from babel import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog as GettextCatalog
from babel.messages.pofile import PoFileError, read_po, write_po

from content_blocks.texts import TextUnit

_LOCALE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?\Z")
_LINE = re.compile(r"(?:(msgctxt|msgid|msgid_plural|msgstr(?:\[[0-9]\])?)\s+)?\"((?:[^\"\\]|\\.)*)\"\Z")


class CatalogError(ValueError):
    """A catalog cannot be read; the message names the file, what is wrong and what to do."""


@dataclass(frozen=True, slots=True)
class Translation:
    """A translator's text for one unit, and the source text it was made for."""

    source: str
    text: str
    fuzzy: bool = False


State = Literal["translated", "missing", "stale"]


@dataclass(frozen=True)
class Catalog:
    """The translations into one locale, by context."""

    locale: str
    entries: Mapping[str, Translation]

    def state(self, unit: TextUnit) -> State:
        """Whether `unit` is translated, not yet translated, or was translated from other words."""
        entry = self.entries.get(unit.context)
        if entry is None or not entry.text.strip():
            return "missing"
        return "stale" if entry.fuzzy or entry.source != unit.text else "translated"

    def text(self, unit: TextUnit) -> str | None:
        """The translation of `unit`, or None when it is missing or stale."""
        return self.entries[unit.context].text if self.state(unit) == "translated" else None

    def content(self) -> dict[str, object]:
        """The catalog as plain data, for its digest."""
        return {context: [entry.source, entry.text, entry.fuzzy] for context, entry in self.entries.items()}


def is_locale(tag: str) -> bool:
    """Whether `tag` is a BCP 47 tag (``it``, ``en-GB``, ``zh-Hans-CN``) that CLDR knows."""
    try:
        return bool(_LOCALE.match(tag)) and bool(Locale.parse(tag, sep="-"))
    except (ValueError, UnknownLocaleError):
        return False


def check_locale(tag: str) -> str:
    """Return `tag` when `is_locale` holds. Raises CatalogError."""
    if not is_locale(tag):
        raise CatalogError(f"{tag!r} is no locale; write a BCP 47 tag such as it, en-GB or de-AT")
    return tag


def read_catalog(path: Path, locale: str) -> Catalog:
    """Read a ``.po`` file. Raises CatalogError."""
    try:
        return _parsed(path.read_bytes(), locale)
    except OSError as error:
        raise CatalogError(f"{path}: cannot be read: {error.strerror}") from error
    except _LineError as error:
        raise CatalogError(f"{path}:{error}") from error
    except (PoFileError, UnicodeDecodeError, ValueError) as error:
        raise CatalogError(f"{path}: is not a gettext catalog: {error}") from error


class _LineError(CatalogError):
    """The number of a line, and what is wrong with it."""


@lru_cache(maxsize=64)
def _parsed(body: bytes, locale: str) -> Catalog:
    """The catalog of a file; whoever writes in a template has its catalogs read again at every stroke."""
    _check_lines(body.decode("utf-8"))
    catalog = read_po(BytesIO(body), locale=locale.replace("-", "_"), charset="utf-8", abort_invalid=True)
    entries: dict[str, Translation] = {}
    for message in catalog:
        if not message.id:
            continue
        if not message.context or not isinstance(message.id, str) or not isinstance(message.string, str):
            raise _LineError(f"{message.lineno}: an entry needs one msgctxt (the id of its node) and no plural forms")
        entries[message.context] = Translation(message.id, message.string, message.fuzzy)
    return Catalog(locale, entries)


def _check_lines(text: str) -> None:
    """Refuse what the reader below would mend in silence: text outside quotes, an entry given twice."""
    contexts: set[str] = set()
    for number, line in enumerate(map(str.strip, text.split("\n")), 1):
        if not line or line.startswith("#"):
            continue
        match = _LINE.match(line)
        if match is None:
            raise _LineError(f"{number}: is not a gettext catalog: {line[:40]!r} is no text in quotes")
        keyword, context = match.groups()
        if keyword == "msgctxt" and context in contexts:
            raise _LineError(f"{number}: the context {context!r} stands twice; keep one")
        if keyword == "msgctxt" and context:
            contexts.add(context)


def read_catalogs(folder: Path, locales: Iterable[str]) -> dict[str, Catalog]:
    """Read ``<folder>/<locale>.po`` for each of `locales`; one that has no file is an empty catalog."""
    return {
        locale: read_catalog(path, locale) if (path := folder / f"{locale}.po").exists() else Catalog(locale, {})
        for locale in locales
    }


def updated(catalog: Catalog, units: Iterable[TextUnit]) -> Catalog:
    """Return `catalog` for today's `units`: new ones empty, changed ones marked fuzzy, gone ones dropped.

    A changed unit keeps its old translation as a starting point, and the new source text.
    """
    entries: dict[str, Translation] = {}
    for unit in units:
        old = catalog.entries.get(unit.context)
        if old is None:
            entries[unit.context] = Translation(unit.text, "")
        elif old.source == unit.text:
            entries[unit.context] = old
        else:
            entries[unit.context] = Translation(unit.text, old.text, fuzzy=bool(old.text))
    return Catalog(catalog.locale, entries)


def write_catalog(catalog: Catalog) -> bytes:
    """Return the catalog as the bytes of a ``.po`` file; the same catalog gives the same bytes."""
    gettext = GettextCatalog(
        locale=catalog.locale.replace("-", "_"),
        header_comment="",
        fuzzy=False,
        charset="utf-8",
        creation_date=None,
    )
    for context, entry in catalog.entries.items():
        gettext.add(entry.source, entry.text, context=context, flags=("fuzzy",) if entry.fuzzy else ())
    buffer = BytesIO()
    write_po(buffer, gettext, width=0, omit_header=True)
    header = f'msgid ""\nmsgstr ""\n"Language: {catalog.locale}\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
    return header.encode() + buffer.getvalue()
