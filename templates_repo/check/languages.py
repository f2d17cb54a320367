"""Checking that every text speaks every language, and has an id that its translations can hang on."""

from collections.abc import Sequence

from content_blocks.catalog import Catalog
from content_blocks.source_ids import DERIVED_ID_PREFIX
from content_blocks.texts import TextUnit
from templates_repo.check.problem import Fix
from templates_repo.check.texts import Desk
from templates_repo.suggest import nearest

_REMEDIES = {
    "missing": "has no translation into {locale}; translate it in locales/{locale}.po",
    "stale": "has changed since it was translated into {locale}; review it in locales/{locale}.po",
}


def check_languages(desk: Desk, units: Sequence[TextUnit]) -> None:
    """Every unit has a translation of its present words in every catalog, and no translation is left over."""
    contexts = {unit.context for unit in units}
    for locale, catalog in desk.catalogs.items():
        if units and not catalog.entries:
            desk.add("error", "", "translation-missing", _nothing(locale), locale=locale)
            continue
        for unit in units:
            state = catalog.state(unit)
            if state != "translated":
                message = _REMEDIES[state].format(locale=locale)
                fix = _draft(catalog, unit)
                desk.add("error", unit.context, f"translation-{state}", message, locale=locale, fix=fix)
        _left_over(desk, catalog, contexts)


def _draft(catalog: Catalog, unit: TextUnit) -> Fix:
    """What a translator begins with: the translation there was, else that of the nearest text, else the text itself."""
    before = catalog.entries.get(unit.context)
    if before is not None and before.text:
        return Fix("translate", "", before.text)
    entries = {entry.source: entry.text for entry in catalog.entries.values() if entry.text}
    near = nearest(unit.text, entries)
    return Fix("translate", "", unit.text if near is None else entries[near])


def _nothing(locale: str) -> str:
    return f"locales/{locale}.po has no translations; run 'ccm translations' to write the texts there, and translate"


def _left_over(desk: Desk, catalog: Catalog, contexts: set[str]) -> None:
    gone = [context for context in catalog.entries if context not in contexts]
    if gone:
        shown = ", ".join(gone[:5]) + (" ..." if len(gone) > 5 else "")
        message = f"locales/{catalog.locale}.po translates texts that are gone: {shown}; run 'ccm translations'"
        desk.add("warning", "", "translation-unused", message, locale=catalog.locale)


def check_ids(desk: Desk, units: Sequence[TextUnit]) -> None:
    """Texts hang on ids of their own: derived ones change when something is added before them."""
    for unit in units:
        if any(part.startswith(DERIVED_ID_PREFIX) for part in unit.context.split(".")):
            message = "has words to translate but no id of its own; give it one, so that translations stay with it"
            desk.add("warning", unit.context, "no-id", message)
