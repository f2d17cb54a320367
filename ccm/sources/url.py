"""Data at an address: ``https://``, ``s3://`` or ``file://``, given by the operator and never by data.

What is far away is streamed into a temporary file first, so that it is read as a whole and of one moment, however
long the records take. ``http://`` is for this machine alone.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import BinaryIO, cast
from urllib.parse import SplitResult, unquote, urlsplit

from ccm.sources.places import shown
from ccm.sources.record import Record, SourceError, SourceFault
from ccm.sources.registry import open_source

MOST_BYTES = 20 * 1024**3
_STEP = 1024 * 1024
_CONNECT_SECONDS = 15
_READ_SECONDS = 60
_MOST_REDIRECTS = 5
_LOOPBACK = ("localhost", "127.0.0.1", "::1")
_SCHEMES = "give https://, s3://bucket/name, file:///folder/name or a path"


def open_url(
    address: str, kind: str | None = None, *, whole: bool = False, most: int = MOST_BYTES
) -> Iterator[Record | SourceFault]:
    """The records of the data at `address`, of a `kind`, and `whole` or as far as it can be read, as `open_source` has
    it.

    Raises SourceError at once when it cannot be fetched, is longer than `most` bytes, or is of no known kind. The
    address is shown without what may be secret in it.
    """
    try:
        parts = urlsplit(address)
        parts.port  # noqa: B018 - raises when it is no number
    except ValueError:
        raise _fault(address, "is no address", _SCHEMES) from None
    if parts.scheme == "file" and parts.netloc in ("", "localhost"):
        return open_source(Path(unquote(parts.path)), kind, whole=whole)
    records = _fetched(address, parts, kind, whole, most)
    # From here on the temporary file goes when the records do, even if nobody reads them.
    next(records)
    return cast(Iterator[Record | SourceFault], records)


def _fetched(
    address: str, parts: SplitResult, kind: str | None, whole: bool, most: int
) -> Iterator[Record | SourceFault | None]:
    with TemporaryDirectory(prefix="ccm-data-") as folder:
        # The end of the name says what kind of file it is, where the content may be several.
        path = Path(folder) / ("data" + PurePosixPath(parts.path).suffix[:12])
        with path.open("wb") as file:
            _fetch(address, parts, _Limited(file, address, most))
        try:
            records = open_source(path, kind, whole=whole)
            yield None
            for record in records:
                yield _named(record, path, address)
        except SourceError as error:
            raise SourceError(_renamed(error.fault, path, address)) from None


def _fetch(address: str, parts: SplitResult, into: "_Limited") -> None:
    try:
        if parts.scheme == "s3":
            _fetch_object(address, parts, into)
        elif parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK):
            _fetch_web(address, into)
        elif parts.scheme == "http":
            raise _fault(address, "is not encrypted on its way", "give https://")
        else:
            raise _fault(address, "is no address that data is read from", _SCHEMES)
    except OSError as error:
        raise _fault(
            address, f"cannot be kept: {error.strerror}", "make room in the folder for temporary files"
        ) from None


def _fetch_web(address: str, into: "_Limited") -> None:
    try:
        import httpx2
    except ImportError:
        raise _fault(address, "needs the library httpx2", "install it with: pip install ccm-engine[url]") from None

    def check(request: httpx2.Request) -> None:
        if request.url.scheme != "https" and request.url.host not in _LOOPBACK:
            raise _fault(address, "leads to a place that is not encrypted", "give the address it is moved to")

    timeout = httpx2.Timeout(_READ_SECONDS, connect=_CONNECT_SECONDS)
    try:
        with (
            httpx2.Client(
                timeout=timeout, follow_redirects=True, max_redirects=_MOST_REDIRECTS, event_hooks={"request": [check]}
            ) as client,
            client.stream("GET", address) as answer,
        ):
            if answer.status_code != httpx2.codes.OK:
                problem = f"is answered with {answer.status_code} {answer.reason_phrase}".rstrip()
                raise _fault(address, problem, "check the address, and what it needs to be read")
            into.expect(answer.headers.get("content-length", ""))
            for piece in answer.iter_bytes(_STEP):
                into.write(piece)
    except (httpx2.HTTPError, httpx2.InvalidURL, httpx2.StreamError) as error:
        problem = f"cannot be fetched ({type(error).__name__})"
        raise _fault(address, problem, "check the address, the network, and that it answers") from None


def _fetch_object(address: str, parts: SplitResult, into: "_Limited") -> None:
    from ccm.objects.far import open_bucket
    from ccm.objects.store import ObjectStoreError

    name = unquote(parts.path).removeprefix("/")
    if not parts.hostname or not name:
        raise _fault(address, "names no object", "write s3://bucket/folder/name")
    try:
        bucket = open_bucket(parts.netloc)
    except ObjectStoreError as error:
        raise _fault(address, f"cannot be opened: {error}", "see docs/data.md") from None
    from obstore.exceptions import BaseError

    try:
        found = bucket.get(name)
        into.expect(str(found.meta["size"]))
        for piece in found.stream(min_chunk_size=_STEP):
            into.write(bytes(piece))
    except (BaseError, FileNotFoundError) as error:
        problem = f"cannot be fetched ({type(error).__name__})"
        raise _fault(address, problem, "check the name, and the credentials in AWS_*") from None


class _Limited:
    """A file that takes so many bytes and no more."""

    def __init__(self, file: BinaryIO, address: str, most: int) -> None:
        self._file = file
        self._address = address
        self._most = most
        self._taken = 0

    def expect(self, length: str) -> None:
        """Refuse at once what says that it is too long."""
        if length.isdecimal():
            self._check(int(length))

    def write(self, piece: bytes) -> None:
        self._taken += len(piece)
        self._check(self._taken)
        self._file.write(piece)

    def _check(self, length: int) -> None:
        if length > self._most:
            raise _fault(self._address, f"is longer than {self._most} bytes", "fetch it yourself, and give the file")


def _named(found: Record | SourceFault, path: Path, address: str) -> Record | SourceFault:
    """The record or fault with the address in the place of the temporary file."""
    return replace(found, file=shown(address)) if isinstance(found, Record) else _renamed(found, path, address)


def _renamed(fault: SourceFault, path: Path, address: str) -> SourceFault:
    return replace(fault, file=shown(address), problem=fault.problem.replace(str(path), shown(address)))


def _fault(address: str, problem: str, remedy: str) -> SourceError:
    return SourceError(SourceFault(shown(address), problem, remedy))
