"""The marks of a draft's page: a strip that stays at the head of the screen, and a large word across it.

The word is an ornament of the style sheet, so that assistive technology meets the strip alone. It is blended with
what is under it: text stays as dark as it was on light screens, and as light on dark ones.
"""

from functools import lru_cache
from math import cos, radians, sin

from content_blocks.brand import Brand
from content_blocks.document import Document
from renderers.draft import dark_tint, draft_reason, draft_word, light_tint
from renderers.mobile.inlines import text_html
from renderers.mobile.style import asset_text

_ANGLE = 57  # degrees
_REACH = 96  # per cent of the screen, across and down
_CAPITAL = 0.74  # em: how wide a capital of a strong face is, with its spacing


def strip_html(document: Document) -> str:
    """The strip and what the word hangs on; nothing when `document` is no draft."""
    if not document.draft:
        return ""
    word, reason = (text_html(words(document.locale)) for words in (draft_word, draft_reason))
    return (
        f'<aside class="draft" aria-label="{word}"><b>{word}</b>: {reason}</aside>\n'
        '<div class="mark" aria-hidden="true"></div>\n'
    )


@lru_cache(maxsize=32)
def mark_style(brand: Brand, locale: str) -> str:
    """The style sheet of both; the words of the mark are letters only, so they can stand in it as they are."""
    word = draft_word(locale)
    length, across, down = len(word) * _CAPITAL, cos(radians(_ANGLE)), sin(radians(_ANGLE))
    size = f"min({_REACH / (length * across + down):.1f}vw,{_REACH / (length * down + across):.1f}vh)"
    return (
        f':root{{--mark:"{word}";--mark-size:{size};--mark-turn:-{_ANGLE}deg;--mark-tint:{light_tint(brand.light)}}}'
        f"@media (prefers-color-scheme:dark){{:root{{--mark-tint:{dark_tint(brand.dark)}}}}}\n{asset_text('draft.css')}"
    )
