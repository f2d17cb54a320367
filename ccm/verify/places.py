"""Where two bodies of one output differ, in words: the page of a PDF, the line of a text, else the byte."""

from itertools import zip_longest

from pypdfium2 import PdfDocument, PdfiumError, PdfPage

_MAX_PAGES = 500
_MAX_PIXELS = 1600
_MAX_SHOWN = 120


def first_difference(was: bytes, now: bytes) -> str:
    """Where `now` first differs from `was`, as half a sentence. They are not the same."""
    if was.startswith(b"%PDF") and now.startswith(b"%PDF"):
        return _page(was, now)
    try:
        return _line(was.decode("utf-8"), now.decode("utf-8"))
    except UnicodeDecodeError:
        return _byte(was, now)


def _byte(was: bytes, now: bytes) -> str:
    sizes = f"{len(was)} bytes were, {len(now)} are; " if len(was) != len(now) else ""
    return f"{sizes}the first byte that differs is number {_same(was, now) + 1}"


def _same(was: bytes | str, now: bytes | str) -> int:
    """How long both are the same from their beginning."""
    pairs = enumerate(zip(was, now, strict=False))
    return next((at for at, (one, other) in pairs if one != other), min(len(was), len(now)))


def _line(was: str, now: str) -> str:
    lines = zip_longest(was.split("\n"), now.split("\n"))
    for number, (one, other) in enumerate(lines, start=1):
        if one != other:
            return f"line {number} was {_shown(one, other)}, is {_shown(other, one)}"
    return _byte(was.encode(), now.encode())


def _shown(line: str | None, other: str | None) -> str:
    """A line, or of a long one the part in which it differs from `other`."""
    if line is None:
        return "not there"
    start = 0
    if other is not None and len(line) > _MAX_SHOWN:
        start = max(0, _same(line, other) - _MAX_SHOWN // 4)
    part = line[start : start + _MAX_SHOWN]
    return repr(("..." if start else "") + part + ("..." if start + _MAX_SHOWN < len(line) else ""))


def _page(was: bytes, now: bytes) -> str:
    try:
        before = PdfDocument(was)
    except PdfiumError:
        return "what was there is no PDF that can be read"
    try:
        after = PdfDocument(now)
    except PdfiumError:
        before.close()
        return "what is there is no PDF that can be read"
    try:
        return _first_page(before, after) or f"every page reads and looks the same; {_byte(was, now)}"
    finally:
        before.close()
        after.close()


def _first_page(before: PdfDocument, after: PdfDocument) -> str:
    for number in range(min(len(before), len(after), _MAX_PAGES)):
        try:
            found = _on_page(before[number], after[number])
        except PdfiumError:
            found = "cannot be read"
        if found:
            return f"page {number + 1} {found}"
    if len(before) != len(after):
        return f"{len(before)} pages were, {len(after)} are"
    return ""


def _on_page(before: PdfPage, after: PdfPage) -> str:
    if before.get_size() != after.get_size():
        return "is of another size"
    was, now = (_words(page) for page in (before, after))
    if was != now:
        return f"reads otherwise: {_line(was, now)}"
    return "looks different, and reads the same" if _pixels(before) != _pixels(after) else ""


def _words(page: PdfPage) -> str:
    return "\n".join(line.strip() for line in page.get_textpage().get_text_bounded().splitlines())


def _pixels(page: PdfPage) -> bytes:
    """The page as pixels, at most so many of them, however large the page says it is."""
    scale = min(1.5, _MAX_PIXELS / max(1.0, *page.get_size()))
    return bytes(page.render(scale=scale).buffer)
