"""Every feature mails use, looked up in what mail programs support (the features of caniemail)."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import pytest

from renderers.email.renderer import EmailRenderer
from tests.corpora import CORPORA, needs_corpora
from tests.renderers.email.html_tree import html_tree
from tests.renderers.email.sample_documents import data, document, everything, hebrew, statement, transactions

FEATURES = CORPORA / "caniemail" / "features"

# The programs every mail must look right in, as caniemail names them: (family, platform or None for all).
PROGRAMS = (
    ("gmail", None),
    ("outlook", "windows"),
    ("outlook", "outlook-com"),
    ("apple-mail", None),
    ("yahoo", None),
)

# Features one of those programs does not (fully) support, and why mails are whole without them.
HARMLESS = {
    "css-at-media": "the page fits phones by percentages and wrapping; the phone sheet only improves it; and only "
    "max-width is used, which is what the partial support covers",
    "css-at-media-prefers-color-scheme": "without it the light colours stay, or the program makes its own dark ones",
    "css-selector-attribute": "only Outlook.com's own [data-ogsc] hooks, in a style element of their own",
    "css-selector-class": "Gmail without a Google account drops the sheets; every style also stands on its element",
    "css-selector-descendant": "as css-selector-class",
    "css-selector-grouping": "as css-selector-class",
    "css-selector-type": "as css-selector-class",
    "css-important": "only in sheets, in lower case, after a blank: what the partial support covers",
    "html-style": "Gmail without a Google account drops the sheets; Outlook reads those in the head",
    "css-border": "no border is wider than 8 px, and none stands on a paragraph or a div",
    "css-border-radius": "Outlook for Windows draws square corners; no elliptical radius is used",
    "css-border-spacing": "always 0; Outlook for Windows leaves a hair's breadth",
    "css-display": "none and block; Outlook for Windows ignores block on links, and pads their cells instead",
    "css-display-none": "what it hides also has no height; it stands on no table and no image",
    "css-font-size": "pixels, and per cent for the marks of notes; Outlook for Windows leaves those in full size",
    "css-font-weight": "multiples of 100 only; Outlook for Windows knows normal and bold, split at 600",
    "css-height": "auto, on images; it is what height is without it",
    "css-letter-spacing": "hundredths of an em tighter headings; nothing depends on it",
    "css-line-height": "numbers only; Outlook for Windows sets lines somewhat closer",
    "css-margin": "no negative margin, none on a span; where auto is ignored the page "
    "stands at the side it is read from",
    "css-max-height": "only on what display hides too",
    "css-max-width": "Outlook for Windows gets a table of a fixed width in a conditional comment, and images the "
    "attribute width",
    "css-overflow": "only on what display hides too; hidden and visible are what the partial support covers",
    "css-padding": "on cells; on lists and on the links of buttons it is repeated for Outlook for Windows, or is "
    "its own default",
    "css-table-layout": "keeps a word without end inside the page; ordinary words need no help",
    "css-text-align": "left, right and center; never start or end",
    "css-text-decoration": "underline and none; single values",
    "css-white-space": "nowrap; without it a long figure breaks at its blank",
    "css-width": "pixels and per cent on tables and cells; images also have the attribute",
    "css-word-break": "break-all, for words without end; otherwise the table grows",
    "css-word-wrap": "keeps a word without end inside the page; Gmail does so anyway",
    "html-aria-label": "names the page for screen readers; its heading does so too",
    "html-aria-hidden": "keeps the preheader from being read twice; it is hidden otherwise too",
    "html-body": "is made a div, with its colour; the div inside has language and direction again",
    "html-dir": "on html, body's div and spans; where it is lost on others nothing depends on it",
    "html-doctype": "Outlook for Windows has one way of showing pages, with or without",
    "html-lang": "on html and body's div, not on cells",
    "html-lists": "not all types of markers; the default ones are used",
    "html-mailto-links": "where a tap opens nothing the address can be read",
    "html-meta-color-scheme": "without it the program decides on its own what a dark screen shows",
    "html-role": "Yahoo keeps some roles; tables of layout have no headers that could mislead",
    "html-width": "on images only, in pixels, beside the style of the same width",
}

# What older rules than caniemail's tests settle: HTML 4 and CSS 1, in every program there is.
SETTLED_ELEMENTS = {"html", "head", "meta", "title", "a", "br", "em", "sup"}
SETTLED_ATTRIBUTES = {"alt", "class", "charset", "colspan", "content", "href", "name", "scope", "src", "style"}
SETTLED_PROPERTIES = {"color", "font-family"}
INERT_ATTRIBUTES = {"data-node", "data-block", "data-locked", "aria-roledescription"}  # for previews and readers

ELEMENTS = {
    **dict.fromkeys(("table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"), "html-table"),
    **dict.fromkeys(("h1", "h2", "h3", "h4"), "html-h1-h6"),
    **dict.fromkeys(("ul", "ol", "li"), "html-lists"),
}
SHORTHANDS = ("border-collapse", "border-spacing", "border-radius", "border", "padding", "margin")

_ENTRY = re.compile(r'"?([A-Za-z][\w-]*)"?\s*:\s*\{|\}|"([^"]*)"\s*:\s*"([^"]*)"')
_DECLARATION = re.compile(r"([a-z-]+):([^;{}]+)")


@cache
def support(feature: str) -> dict[tuple[str, str], str]:
    """The newest verdict of each program on `feature`: y, a (partly), n or u (unknown)."""
    text = (FEATURES / f"{feature}.md").read_text()
    verdicts: dict[tuple[str, str], str] = {}
    path: list[str] = []
    for entry in _ENTRY.finditer(text, text.index("stats:")):
        if entry[1]:
            path.append(entry[1])
        elif entry[0] == "}":
            path.pop()
            if not path:
                break
        elif len(path) == 3:
            verdicts[path[1], path[2]] = entry[3].split()[0]
    return verdicts


def shortcomings(feature: str) -> list[str]:
    """Who of `PROGRAMS` does not fully support `feature`."""
    return [
        f"{family} {platform}: {verdict}"
        for (family, platform), verdict in support(feature).items()
        for wanted_family, wanted_platform in PROGRAMS
        if family == wanted_family and wanted_platform in (None, platform) and verdict != "y"
    ]


@cache
def pages() -> tuple[str, ...]:
    long_word = replace(transactions(0), empty=data("x" * 200))
    documents = (statement(3), everything(), hebrew(), document(long_word))
    return tuple(EmailRenderer().render(doc).parts[1].body.decode() for doc in documents)


def used_features() -> set[str]:
    return {feature for html in pages() for feature in (*_markup(html), *_styles(html), *_sheets(html))}


def _markup(html: str) -> Iterator[str]:
    yield "html-doctype"
    yield "image-png"
    for element in html_tree(html).iter():
        if not isinstance(element.tag, str):
            yield "html-comments"
            continue
        if element.tag not in SETTLED_ELEMENTS:
            yield ELEMENTS.get(element.tag, f"html-{element.tag}")
        for name, value in element.attrib.items():
            if name not in SETTLED_ATTRIBUTES | INERT_ATTRIBUTES:
                yield f"html-{name}"
            if name == "href" and value.startswith("mailto:"):
                yield "html-mailto-links"
            if value == "color-scheme":
                yield "html-meta-color-scheme"


def _styles(html: str) -> Iterator[str]:
    for element in html_tree(html).iter():
        if isinstance(element.tag, str):
            yield from _declarations(element.get("style", ""))


def _declarations(style: str) -> Iterator[str]:
    for name, value in _DECLARATION.findall(style):
        if name not in SETTLED_PROPERTIES:
            yield f"css-{next((short for short in SHORTHANDS if name.startswith(short)), name)}"
        if name == "display" and "none" in value:
            yield "css-display-none"
        if "!important" in value:
            assert " !important" in value, "Yahoo takes out declarations without that blank"
            yield "css-important"
        for unit in re.findall(r"\d(px|%|em|rem|pt|vw)", value):
            yield f"css-unit-{'percent' if unit == '%' else unit}"


def _sheets(html: str) -> Iterator[str]:
    for sheet in html_tree(html).xpath("//style/text()"):
        assert len(sheet) < 16_000, "Gmail drops longer sheets"
        assert "/*" not in sheet
        for query in re.findall(r"@([\w-]+ *\([\w-]+)", sheet):
            assert query in ("media (max-width", "media (prefers-color-scheme"), query
            yield "css-at-media-prefers-color-scheme" if "scheme" in query else "css-at-media"
        for selectors, body in re.findall(r"([^{}@]+)\{([^{}]+)\}", sheet):
            yield from _declarations(body)
            yield from _selectors(selectors.strip())


def _selectors(selectors: str) -> Iterator[str]:
    if "," in selectors:
        yield "css-selector-grouping"
    for selector in re.split(r"\s*,\s*", selectors):
        assert re.fullmatch(r"[\w.\-\[\] ]+", selector), selector
        if " " in selector:
            yield "css-selector-descendant"
        for part in selector.split():
            assert part.count(".") <= 1, "Outlook.com takes out chained classes"
            yield {".": "css-selector-class", "[": "css-selector-attribute"}.get(part[0], "css-selector-type")


@needs_corpora
def test_every_feature_is_supported_or_harmless() -> None:
    missing = {feature for feature in used_features() if not (FEATURES / f"{feature}.md").exists()}
    assert missing == set(), "neither known to caniemail nor settled"
    unsupported = {feature: shortcomings(feature) for feature in used_features() if shortcomings(feature)}
    assert {feature: who for feature, who in unsupported.items() if feature not in HARMLESS} == {}


@needs_corpora
def test_no_excuse_is_made_for_what_is_not_used_or_is_supported() -> None:
    assert set(HARMLESS) <= used_features()
    assert {feature for feature in HARMLESS if not shortcomings(feature)} == set()


@needs_corpora
@pytest.mark.parametrize(
    ("feature", "program", "verdict"),
    [
        ("css-border-radius", ("outlook", "windows"), "n"),
        ("css-border-radius", ("gmail", "ios"), "y"),
        ("css-display-flex", ("outlook", "windows"), "n"),
        ("html-table", ("yahoo", "android"), "y"),
    ],
)
def test_the_verdicts_are_read_as_they_stand(feature: str, program: tuple[str, str], verdict: str) -> None:
    assert support(feature)[program] == verdict


def test_borders_are_narrow_and_stand_on_what_keeps_them() -> None:
    for html in pages():
        for element in html_tree(html).xpath("//*[contains(@style, 'border-')]"):
            widths = [int(width) for width in re.findall(r"border-[a-z]+:(\d+)px solid", element.get("style"))]
            assert all(width <= 8 for width in widths)
            assert not widths or element.tag in ("td", "th", "hr"), element.tag
