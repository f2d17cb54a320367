import pypdfium2
import pytest

from ccm.preview.pages import PageRange, data_uri, page_pictures
from tests.ccm.preview.samples import pdf


def test_pages_become_pictures_up_to_the_limit() -> None:
    pictures, count = page_pictures(pdf(pages=5).parts[0].body, PageRange(3))
    assert count == 5
    assert len(pictures) == 3
    assert all(picture.source.startswith("data:image/webp;base64,") for picture in pictures)
    assert (pictures[0].width, pictures[0].height) == (595, 842)


def test_what_is_no_pdf_is_refused() -> None:
    with pytest.raises(pypdfium2.PdfiumError):
        page_pictures(b"no PDF", PageRange(1))


def test_a_data_uri_holds_the_bytes() -> None:
    assert data_uri("image/png", b"\x00\xff") == "data:image/png;base64,AP8="
