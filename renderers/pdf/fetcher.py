"""What a page may load: the document's own assets and pictures, and nothing else."""

from collections.abc import Mapping
from typing import Any

from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

SCHEME = "ccm:"


class ForbiddenAddressError(FatalURLFetchingError):  # type: ignore[misc]
    """Something in the document asked for an address outside it. The rendering must stop."""


class PictureFetcher(URLFetcher):  # type: ignore[misc]
    """Serves the pictures it is given, by name, as ``ccm:<name>``; every other address is refused.

    `pictures` maps names to a media type and a body. The base class's network and file handlers are never
    reached. `refused` collects what was asked for in vain: a drawing inside a drawing is skipped without a word.
    """

    def __init__(self, pictures: Mapping[str, tuple[str, bytes]]) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False, fail_on_errors=True)
        self.pictures = pictures
        self.refused: list[str] = []

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        """Raises ForbiddenAddressError for anything but a picture of the document."""
        media_type, body = self._picture(url)
        return URLFetcherResponse(url, body, {"Content-Type": media_type})

    def open(self, url: Any, data: Any = None, timeout: Any = None) -> URLFetcherResponse:
        """As `fetch`; requests made of other requests have no other way out."""
        return self.fetch(url if isinstance(url, str) else url.full_url)

    def _picture(self, url: str) -> tuple[str, bytes]:
        if url.startswith(SCHEME) and (picture := self.pictures.get(url.removeprefix(SCHEME))) is not None:
            return picture
        self.refused.append(url if len(url) <= 80 else url[:77] + "...")
        raise ForbiddenAddressError(self.refused[-1])
