"""The omnichannel preview: one HTML file that shows a communication in every channel, side by side."""

import base64
import hashlib
import html
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from html.parser import HTMLParser
from importlib.resources import files
from string import Template

from ccm.preview.data import language_names, view_data
from ccm.preview.pages import PageRange
from ccm.preview.view import PreviewError, View

# Pictures of pages make up most of the file: few views show many pages each, many views show few.
PAGES_OF_A_VIEW = (2, 24)
PAGES_IN_ALL = 96

SCRIPTS = ("dom", "devices", "lanes", "board")


def preview_page(views: Sequence[View], title: str = "Preview") -> str:
    """One self-contained page (HTML, UTF-8) with a switch for each record and locale of `views`.

    It opens from a file and makes no request: its content security policy forbids any, and names each script by
    its digest. What a channel made is shown in frames that are sandboxed; data is only ever text. `title` is the
    template's business name. Raises PreviewError when there are no views.
    """
    if not views:
        raise PreviewError("there is nothing to preview: the data hold no record, or none that can be read")
    pages = pages_of_a_view(len(views))
    script = "".join(_asset(f"script/{name}.js") for name in SCRIPTS)
    frame_script = _asset("frame.js")
    records = _told_apart(views)
    offered: dict[str, list[str]] = {}
    for record, view in zip(records, views, strict=True):
        offered.setdefault(record, []).append(view.locale)
    names = {record: language_names(locales) for record, locales in offered.items()}
    index = [
        {"id": f"view-{number}", "record": record, "locale": view.locale, "language": names[record][view.locale]}
        for number, (record, view) in enumerate(zip(records, views, strict=True))
    ]
    return Template(_asset("page.html")).substitute(
        policy=html.escape(_policy([script, frame_script, *_page_scripts(views)])),
        title=html.escape(title),
        style=_asset("preview.css"),
        frame_script=frame_script,
        frame_style=_asset("frame.css"),
        index=_json(index),
        views="\n".join(
            f'<script type="application/json" id="view-{number}">{_json(view_data(view, PageRange(pages)))}</script>'
            for number, view in enumerate(views)
        ),
        script=script,
    )


def pages_of_a_view(views: int) -> int:
    """How many pages of each PDF are pictured when there are so many views."""
    least, most = PAGES_OF_A_VIEW
    return max(least, min(most, PAGES_IN_ALL // views))


def _told_apart(views: Iterable[View]) -> list[str]:
    """The views' records by name; records of the same name are numbered."""
    seen: Counter[tuple[str, str]] = Counter()
    names: list[str] = []
    for view in views:
        seen[view.record, view.locale] += 1
        number = seen[view.record, view.locale]
        names.append(view.record if number == 1 else f"{view.record} ({number})")
    return names


def _asset(name: str) -> str:
    return files("ccm.preview").joinpath("assets", *name.split("/")).read_text(encoding="utf-8")


def _json(value: object) -> str:
    """JSON that can stand inside a script element: no text in it can end the element."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _policy(scripts: Iterable[str]) -> str:
    """A content security policy that allows these scripts, inline styles and pictures in the file; no request.

    Frames made from the page's own data inherit it, so it also names the scripts of the pages shown in them.
    """
    digests = dict.fromkeys(_digest(script) for script in scripts)
    return (
        f"default-src 'none'; script-src {' '.join(digests)}; style-src 'unsafe-inline'; "
        "img-src data:; font-src data:; base-uri 'none'; form-action 'none'"
    )


def _digest(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode('utf-8')).digest()).decode('ascii')}'"


def _page_scripts(views: Iterable[View]) -> Iterable[str]:
    """The scripts of the pages for the phone, which run in a frame without an origin of its own."""
    for view in views:
        artifact = view.artifacts.get("mobile")
        for part in artifact.parts if artifact else ():
            if part.media_type.startswith("text/html"):
                yield from _Scripts.of(part.body.decode("utf-8"))


class _Scripts(HTMLParser):
    """Collects what stands in a page's script elements."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._inside = False

    @classmethod
    def of(cls, page: str) -> list[str]:
        parser = cls()
        parser.feed(page)
        parser.close()
        return parser.texts

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag == "script" and dict(attrs).get("type") in (None, "", "text/javascript", "module")
        if self._inside:
            self.texts.append("")

    def handle_endtag(self, tag: str) -> None:
        self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.texts[-1] += data
