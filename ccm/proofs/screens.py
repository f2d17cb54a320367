"""Mails and pages for the phone as pictures: what a browser shows of them, cut into pieces that fit on paper.

Pages run no script and ask nothing of the network.
"""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from PIL import Image

from ccm.gates.browser import chromium_path
from ccm.gates.unavailable import GateUnavailableError, needed
from ccm.preview.pages import data_uri

_DENSITY = 1.25
_QUALITY = 78
_LOOKED_UP = 0.16
"""How much of a piece may be left for the next, so that no line of words is cut through."""
_ADDRESS = "http://page.invalid/"


class Screens:
    """A browser that takes pictures."""

    def __init__(self, browser: Any) -> None:
        self._browser = browser
        self._html = ""

    def pictures(self, html: str, width: int, height: int) -> list[str]:
        """A whole page on a screen `width` pixels wide, as data URIs of pieces at most `height` pixels high."""
        context = self._browser.new_context(
            viewport={"width": width, "height": height}, device_scale_factor=_DENSITY, java_script_enabled=False
        )
        try:
            context.route("**/*", self._serve)
            # Paper opens nothing: what is folded on a screen stands open.
            tab, self._html = context.new_page(), html.replace("<details>", "<details open>")
            tab.goto(_ADDRESS)
            body = tab.screenshot(full_page=True, type="png")
        finally:
            context.close()
        return list(_pieces(body, round(height * _DENSITY)))

    def _serve(self, route: Any) -> None:
        if route.request.url == _ADDRESS:
            route.fulfill(body=self._html, content_type="text/html; charset=utf-8")
        else:
            route.abort()


@contextmanager
def screens() -> Iterator[Screens]:
    """One browser for as long as the block lasts. Raises GateUnavailableError when there is none."""
    playwright: Any = needed("playwright.sync_api", "wcag")
    path = chromium_path()
    if path is None:
        raise GateUnavailableError(
            "a proof sheet shows mails as a browser does, and Chromium is not installed; install the package chromium"
        )
    with playwright.sync_playwright() as driver:
        try:
            browser = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        except playwright.Error as error:
            raise GateUnavailableError(f"Chromium cannot be started for the proof sheet: {error}") from error
        try:
            yield Screens(browser)
        finally:
            browser.close()


def _pieces(body: bytes, height: int) -> Iterator[str]:
    with Image.open(io.BytesIO(body)) as picture:
        whole = picture.convert("RGB")
    top = 0
    while top < whole.height:
        foot = top + height if top + height >= whole.height else _between_lines(whole, top + height, height)
        yield small_picture(whole.crop((0, top, whole.width, min(foot, whole.height))))
        top = foot


def _between_lines(whole: Image.Image, foot: int, height: int) -> int:
    """The nearest row above `foot` in which next to nothing stands; `foot` itself where there is none near."""
    for row in range(foot, foot - round(height * _LOOKED_UP), -1):
        if whole.crop((0, row, whole.width, row + 1)).getcolors(5) is not None:
            return row
    return foot


def small_picture(picture: Image.Image) -> str:
    """A picture for print, as a data URI."""
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=_QUALITY, subsampling=0, optimize=True)
    return data_uri("image/jpeg", out.getvalue())
