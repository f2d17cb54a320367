"""The banner at the head of a draft's page: nobody who opens the mail takes it for one to customers."""

from functools import lru_cache

from content_blocks.brand import Brand
from content_blocks.document import Document
from renderers.draft import draft_reason, draft_word
from renderers.email.inlines import text_html
from renderers.email.sheets import Colours, dark_sheets
from renderers.email.styles import Styles

# A brand's warning colour is legible on its paper, and so is its paper's on that (WCAG 2.2, 1.4.3).
_COLOURS: Colours = (
    (".draft", "background-color", "warning"),
    (".on-draft", "color", "paper"),
)


def banner_html(document: Document, styles: Styles) -> str:
    """A strip above the page with the mark and what it means; nothing when `document` is no draft."""
    if not document.draft:
        return ""
    light = document.brand.light
    word, reason = (text_html(words(document.locale)) for words in (draft_word, draft_reason))
    cell = f"background-color:{light.warning};border-radius:{styles.radius}px;padding:12px 20px;text-align:center"
    words = f"{styles.body};{styles.reference};color:{light.paper};text-align:center"
    strong = f"{styles.strong};letter-spacing:2px"
    return (
        '<table role="presentation" style="width:100%;border-collapse:separate;border-spacing:0;margin:0 0 12px">'
        f'<tr><td class="page draft" style="{cell}"><p class="on-draft" style="margin:0;{words}">'
        f'<strong style="{strong}">{word}</strong>: {reason}</p></td></tr></table>\n'
    )


@lru_cache(maxsize=32)
def banner_sheets(brand: Brand) -> str:
    """The ``<style>`` elements of the banner, for dark screens."""
    return dark_sheets(brand.dark, _COLOURS)
