from urllib.request import Request

import pytest

from renderers.pdf.fetcher import ForbiddenAddressError, PictureFetcher


def test_the_documents_own_pictures_are_served() -> None:
    response = PictureFetcher({"logo": ("image/svg+xml", b"<svg/>")}).fetch("ccm:logo")
    assert response.read() == b"<svg/>"
    assert response.content_type == "image/svg+xml"


@pytest.mark.parametrize(
    "address",
    [
        "ccm:other",
        "file:///etc/passwd",
        "https://a.example/",
        "ftp://a.example/",
        "data:text/plain,x",
        "/etc/passwd",
        "",
    ],
)
def test_everything_else_is_refused(address: str) -> None:
    fetcher = PictureFetcher({"logo": ("image/svg+xml", b"<svg/>")})
    with pytest.raises(ForbiddenAddressError):
        fetcher(address)
    with pytest.raises(ForbiddenAddressError):
        fetcher.open(address)
    assert fetcher.refused == [address, address]


def test_requests_are_refused_too() -> None:
    with pytest.raises(ForbiddenAddressError):
        PictureFetcher({}).open(Request("https://a.example/"))
