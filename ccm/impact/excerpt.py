"""A mail or a page for the phone, as a frame of the report shows it: still, in light colours, cut to the block."""

import re
from typing import Any

from lxml import html as lxml_html

_SCHEME = re.compile(r"\(\s*prefers-color-scheme\s*:\s*(light|dark)\s*\)", re.IGNORECASE)
_STYLE = """
:root{color-scheme:light!important}
body{padding:10px!important;min-height:0!important}
[data-impact]{outline:2px solid #7c3aed!important;outline-offset:4px;border-radius:2px}
[data-around]{opacity:.5;max-height:4.6em;overflow:hidden;margin-block:10px!important}
"""


def screen(source: str, block: str | None) -> tuple[str, int]:
    """The page `source` made to stand in a frame, and how many letters the part has that it was cut to, 0 for none.

    Where `block` stands in it, the rest is cut away but for what is next to it; the block is outlined. Scripts and
    policies of the page's own go: the report's, which allows no script and no request, holds in every frame.
    """
    page: Any = lxml_html.document_fromstring(source)
    for element in list(page.iter("script", "base", "noscript")):
        element.drop_tree()
    for meta in list(page.iter("meta")):
        if meta.get("http-equiv") is not None:
            meta.drop_tree()
    for style in page.iter("style"):
        style.text = _SCHEME.sub(_light, style.text or "")
    for element in page.iter():
        if isinstance(element.tag, str) and element.get("media"):
            element.set("media", _SCHEME.sub(_light, element.get("media", "")))
    found = _places(page, block) if block else []
    _cut(found)
    style = lxml_html.fragment_fromstring("<style></style>")
    style.text = _STYLE
    head = page.find("head")
    head.append(style)
    # No frame may open a window, so the links of the page lead nowhere.
    head.insert(0, lxml_html.fragment_fromstring('<base target="_blank">'))
    letters = sum(len(" ".join("".join(element.itertext()).split())) for element in found)
    return lxml_html.tostring(page, encoding="unicode", doctype="<!doctype html>"), letters


def _light(match: re.Match[str]) -> str:
    return "(min-width:0)" if match[1].lower() == "light" else "(max-width:0)"


def _places(page: Any, block: str) -> list[Any]:
    return [element for element in page.iter() if str(element.get("data-block", "")).rpartition("@")[0] == block]


def _cut(found: list[Any]) -> None:
    """Leave of the body only the elements `found`, what holds them, and one neighbour on either side of each."""
    if not found:
        return
    # The marks of a draft stay: what is shown is one.
    whole = {*found, *(element for element in found[0].getroottree().iter() if _is_mark(element))}
    kept = {holder for element in whole for holder in (element, *element.iterancestors())}
    around: set[Any] = set()
    for element in found:
        element.set("data-impact", "")
        around.update(near for near in (element.getprevious(), element.getnext()) if near is not None)
    for element in list(kept):
        if element.tag in ("html", "head") or element in whole:
            continue
        for child in list(element):
            if child in around and child not in kept:
                if isinstance(child.tag, str):
                    child.set("data-around", "")
            elif child not in kept and child.tag not in ("head", "style"):
                element.remove(child)
        element.text = None


def _is_mark(element: Any) -> bool:
    return isinstance(element.tag, str) and bool({"draft", "mark"}.intersection(element.get("class", "").split()))
