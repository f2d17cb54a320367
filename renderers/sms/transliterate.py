"""Nearest characters of the GSM alphabet, for templates that ask for shorter messages.

| written                        | becomes            |
| ------------------------------ | ------------------ |
| ‘ ’ ‚ ‛ ′ ʼ ` ´                | '                  |
| “ ” „ ‟ ″ « »                  | "                  |
| ‹ ›                            | < >                |
| ‐ ‑ ‒ – — ― − •  ·             | - (· becomes .)    |
| … ⋯                            | ...                |
| × ÷                            | x /                |
| ç ı ł đ ħ ŧ þ ð œ ij and capitals | c i l d h t th d oe ij |
| Ş ş Ă ă ê ... (letter + mark)  | the letter alone   |
| ½ ² ™ № ﬁ (compatibility)      | 1/2 2 TM No fi     |
| € £ ¥ and all of the alphabet  | unchanged          |
| zero-width and joining marks   | left out           |

A letter whose script the alphabet lacks (Greek small letters, Cyrillic, Arabic) has no nearest character.
"""

import unicodedata
from functools import lru_cache

from renderers.sms.gsm7 import is_gsm7

_TABLE = (
    dict.fromkeys("‘’‚‛′ʼ`´", "'")
    | dict.fromkeys("“”„‟″«»", '"')
    | dict.fromkeys("‐‑‒–—―−•", "-")
    | dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff\ufe0e\ufe0f", "")
    | {"‹": "<", "›": ">", "·": ".", "…": "...", "⋯": "...", "×": "x", "÷": "/", "⁄": "/"}
    | {"ç": "c", "ı": "i", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ħ": "h", "Ħ": "H", "ŧ": "t", "Ŧ": "T"}
    | {"þ": "th", "Þ": "Th", "ð": "d", "Ð": "D", "œ": "oe", "Œ": "OE", "ẞ": "SS", "ŋ": "n", "Ŋ": "N"}
)


def transliterate(text: str) -> str | None:
    """`text` in the GSM alphabet; None when one of its characters has no nearest character there."""
    if is_gsm7(text):
        return text
    near = "".join(map(_nearest, unicodedata.normalize("NFC", text)))
    return near if is_gsm7(near) else None


@lru_cache(maxsize=4096)
def _nearest(character: str) -> str:
    if is_gsm7(character):
        return character
    if character in _TABLE:
        return _TABLE[character]
    parts = unicodedata.normalize("NFKD", character)
    if parts == character:
        return "" if unicodedata.combining(character) else character
    return "".join(_TABLE.get(part, part) for part in parts if not unicodedata.combining(part))
