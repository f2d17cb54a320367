"""The whole HTML page of a mail: preheader, a draft's banner, letterhead, content, notes, company particulars."""

from content_blocks.brand import Brand, contrast
from content_blocks.document import Document
from renderers.draft import titled
from renderers.email.banner import banner_html, banner_sheets
from renderers.email.boxes import picture
from renderers.email.facts import references_html
from renderers.email.inlines import attribute, text_html
from renderers.email.nodes import nodes_html
from renderers.email.page_state import PageState
from renderers.email.pictures import asset_picture, drawing
from renderers.email.sheets import head_sheets
from renderers.email.styles import PADDING, PAGE_WIDTH, pixels
from renderers.email.wording import WORDS
from renderers.words import chrome

# Blanks after the preheader, so that inboxes do not go on with the first words of the mail.
_FILLER = "&#8199;&#65279;&#847; " * 60


def page_html(document: Document, state: PageState) -> str:
    """The document as one HTML page; its pictures gather in `state`."""
    brand, styles = document.brand, state.styles
    content = nodes_html(state, document.content)
    side = f"padding:0 {PADDING}px"
    references = references_html(state, document.references, styles.space)
    language = attribute(document.locale)
    title = titled(document, document.subject)
    return (
        f'<!DOCTYPE html>\n<html lang="{language}" dir="{document.direction}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="color-scheme" content="light dark">\n<title>{text_html(title)}</title>\n'
        f"{head_sheets(brand, document.direction)}{banner_sheets(brand) if document.draft else ''}</head>\n"
        f'<body class="ground" style="margin:0;padding:0;{styles.surface}">\n'
        f"{_preheader(document)}"
        f'<div class="ground ink" lang="{language}" dir="{document.direction}" role="article" '
        f'aria-roledescription="email" aria-label="{attribute(title)}" style="{styles.surface};{styles.body}">\n'
        f'<table role="presentation" style="{_TABLE}"><tr><td class="outer" style="padding:24px 8px">\n'
        f'<!--[if mso]><table role="presentation" align="center" width="{PAGE_WIDTH}" cellpadding="0" '
        f'cellspacing="0"><tr><td><![endif]-->\n'
        f'<div style="max-width:{PAGE_WIDTH}px;margin:0 auto">\n{banner_html(document, styles)}'
        f'<table class="page paper ink" role="presentation" style="{_TABLE};table-layout:fixed;'
        f"background-color:{brand.light.paper};border-radius:{styles.radius}px;{styles.body};"
        f'word-wrap:break-word">\n'
        f"{_letterhead(document, state)}"
        f'<tr><td class="inner" style="{side};padding-top:32px;padding-bottom:40px">\n'
        f"{references}{content}{_notes(state)}</td></tr>\n</table>\n{_foot(document, state)}</div>\n"
        f"<!--[if mso]></td></tr></table><![endif]-->\n"
        f"</td></tr></table>\n</div>\n</body>\n</html>\n"
    )


_HIDDEN = "display:none;max-height:0;overflow:hidden"
_TABLE = "width:100%;border-collapse:separate;border-spacing:0"


def _preheader(document: Document) -> str:
    """What inboxes show beside the subject; hidden in the mail itself."""
    if not document.preheader:
        return ""
    hidden = f"{_HIDDEN};font-size:1px;line-height:1px;max-width:0"
    return f'<div aria-hidden="true" style="{hidden}">{text_html(document.preheader)}{_FILLER}</div>\n'


def _letterhead(document: Document, state: PageState) -> str:
    brand, head = document.brand, document.brand.letterhead
    side = state.styles.start if head.logo_side == "start" else state.styles.end
    padding = f"padding:24px {PADDING}px"
    if head.style == "band":
        logo = _logo(state, head.logo_dark if _is_dark(brand) and head.logo_dark else head.logo)
        radius = f"{state.styles.radius}px"
        cell = (
            f'class="head" style="{padding};background-color:{brand.light.button};border-radius:{radius} {radius} 0 0'
        )
        return f'<tr><td {cell};text-align:{side}">{_sided(logo, side)}</td></tr>\n'
    logos = _logo(state, head.logo)
    if head.logo_dark:
        # Some programs ignore display, some max-height; Outlook for Windows is not given the second logo at all.
        dark = f'<div class="logo-dark" style="{_HIDDEN}">{_logo(state, head.logo_dark, "logo-dark")}</div>'
        logos = f'<div class="logo-light">{logos}</div><!--[if !mso]><!-->{dark}<!--<![endif]-->'
    rule = f";border-bottom:{state.styles.rule}" if head.style == "rule" else ""
    return f'<tr><td class="head rule" style="{padding}{rule};text-align:{side}">{_sided(logos, side)}</td></tr>\n'


def _is_dark(brand: Brand) -> bool:
    return contrast(brand.light.button, "#ffffff") > contrast(brand.light.button, "#000000")


def _logo(state: PageState, asset: str, name: str = "logo") -> str:
    head = state.brand.letterhead
    width = min(pixels(head.logo_width), PAGE_WIDTH - 2 * PADDING)
    with drawing(""):
        source, width = asset_picture(state.pictures, name, state.assets[asset], width, width)
    return picture(source, head.logo_alt, width)


def _sided(logo: str, side: str) -> str:
    return logo.replace("height:auto", "height:auto;margin:0 0 0 auto") if side == "right" else logo


def _notes(state: PageState) -> str:
    if not state.notes:
        return ""
    items = "".join(f'<li style="margin:0 0 4px">{note}</li>' for note in state.notes)
    sides = "16px 0 0 20px" if state.styles.start == "left" else "16px 20px 0 0"
    return (
        f'<hr class="rule" style="border:0;border-top:{state.styles.rule};margin:32px 0 0">'
        f'<ol class="muted" style="margin:0;padding:{sides};{state.styles.small}">{items}</ol>'
    )


def _foot(document: Document, state: PageState) -> str:
    """Where to read the whole online, how to reach the company, and its legal lines."""
    contact, small = document.brand.contact, f"margin:0 0 8px;{state.styles.small}"
    lines = []
    if document.online_url:
        lines.append(_link(state, document.online_url, chrome(WORDS, "online", document.locale)))
    lines.append(
        " · ".join(
            (
                _link(state, contact.website, contact.website.removeprefix("https://").rstrip("/")),
                _link(state, f"mailto:{contact.email}", contact.email),
                f'<span dir="ltr" style="white-space:nowrap">{text_html(contact.phone)}</span>',
            )
        )
    )
    lines += (text_html(line) for line in document.brand.legal_lines)
    paragraphs = "".join(f'<p class="muted" style="{small}">{line}</p>' for line in lines)
    return (
        f'<table role="presentation" style="{_TABLE}"><tr><td style="padding:24px {PADDING}px" class="inner">'
        f"{paragraphs}</td></tr></table>\n"
    )


def _link(state: PageState, url: str, label: str) -> str:
    return f'<a href="{attribute(url)}" class="accent" style="{state.styles.link}">{text_html(label)}</a>'
