"""Where two outputs differ: the page, the line, the byte."""

from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest

from ccm.verify.places import first_difference
from tests.ccm.verify.communications import communication


@pytest.mark.parametrize(
    ("was", "now", "words"),
    [
        (b"a\nb\n", b"a\nc\n", "line 2 was 'b', is 'c'"),
        (b"a", b"a\nb", "line 2 was not there, is 'b'"),
        (b"a\nb", b"a", "line 2 was 'b', is not there"),
        (b"\xff\x00", b"\xff\x01", "the first byte that differs is number 2"),
        (b"\xff", b"\xff\x01", "1 bytes were, 2 are; the first byte that differs is number 2"),
        (b"", b"x", "line 1 was '', is 'x'"),
        (b"%PDF-1.7 no more", b"%PDF-1.7 nothing", "what was there is no PDF that can be read"),
    ],
)
def test_texts_and_bytes(was: bytes, now: bytes, words: str) -> None:
    assert first_difference(was, now) == words


def test_of_a_long_line_the_part_that_differs_is_shown() -> None:
    words = first_difference(b"x" * 5000 + b"here" + b"y" * 5000, b"x" * 5000 + b"there" + b"y" * 5000)
    assert "here" in words
    assert len(words) < 400


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return (communication(tmp_path_factory.mktemp("pdf"), ("pdf",)).folder / "document.pdf").read_bytes()


def with_first_page(pdf: bytes, change: Callable[[bytes], bytes]) -> bytes:
    """The PDF with something else in the content of its first page."""
    with pikepdf.open(BytesIO(pdf)) as document:
        page = document.pages[0]
        page.contents_coalesce()
        page.Contents = document.make_stream(change(page.Contents.read_bytes()))
        body = BytesIO()
        document.save(body)
        return body.getvalue()


def test_a_page_that_reads_otherwise(pdf: bytes) -> None:
    empty = with_first_page(pdf, lambda content: b"")
    assert first_difference(pdf, empty).startswith("page 1 reads otherwise: line 1 was '")


def test_a_page_that_looks_otherwise(pdf: bytes) -> None:
    red = with_first_page(pdf, lambda content: content.replace(b"BT", b"BT 1 0 0 rg"))
    assert first_difference(pdf, red) == "page 1 looks different, and reads the same"


def test_pages_that_look_the_same(pdf: bytes) -> None:
    assert first_difference(pdf, pdf + b"\n").startswith("every page reads and looks the same; ")


def test_a_page_more(pdf: bytes) -> None:
    with pikepdf.open(BytesIO(pdf)) as document:
        count = len(document.pages)
        document.pages.append(document.pages[0])
        body = BytesIO()
        document.save(body)
    assert first_difference(pdf, body.getvalue()) == f"{count} pages were, {count + 1} are"


def test_a_page_of_any_size_is_compared(pdf: bytes) -> None:
    with pikepdf.open(BytesIO(pdf)) as document:
        document.pages[0].MediaBox = [0, 0, 200_000, 200_000]
        body = BytesIO()
        document.save(body)
    huge = body.getvalue()
    assert "page 1" in first_difference(pdf, huge)
    assert first_difference(huge, huge + b"\n").startswith("every page reads and looks the same; ")


def test_half_a_pdf_is_told_from_a_whole(pdf: bytes) -> None:
    assert first_difference(pdf, b"%PDF-1.7\n" + b"\x00" * 100) == "what is there is no PDF that can be read"
