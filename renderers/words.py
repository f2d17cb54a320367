"""The words a channel adds of its own: "Page 1 of 2", "Read online".

Each channel keeps its words in one table, ``{key: {language: words}}``. Every key has English; a locale is
served by its language, and by English when the table does not speak it.
"""

from collections.abc import Mapping
from functools import lru_cache

from babel import Locale
from babel.numbers import format_decimal

Chrome = Mapping[str, Mapping[str, str]]

_FALLBACK = "en"


def chrome(table: Chrome, key: str, locale: str, **values: str | int) -> str:
    """The words of `key` for `locale` (BCP 47), with ``{name}`` replaced by the value of that name.

    Whole numbers are written as the locale writes them (``9,940`` or ``9.940``). Raises KeyError for a key
    the table does not have, and for a name in the words that `values` lacks.
    """
    speaks = table[key]
    language = locale.partition("-")[0].lower()
    used = locale if language in speaks else _FALLBACK
    words = speaks.get(language, speaks[_FALLBACK])
    if not values:
        return words
    shown = {name: _number(value, used) if isinstance(value, int) else value for name, value in values.items()}
    return words.format_map(shown)


def _number(value: int, locale: str) -> str:
    return format_decimal(value, locale=_babel_locale(locale))


@lru_cache(maxsize=64)
def _babel_locale(tag: str) -> Locale:
    return Locale.parse(tag, sep="-")
