"""What the archive keeps of one communication, and the form in which it is sealed.

The content is a line of JSON that says what follows and what it is about, then the record, the record's own part of
the manifest, and the parts of every channel, one after the other. It is compressed (Zstandard, RFC 8878) where that
saves something.
"""

import json
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import sha256
from typing import Any

from zstandard import ZstdCompressor, ZstdDecompressor, ZstdError

from ccm.record_file import RECORD
from renderers.base import Part

FORMAT = 1

# Below this, compressing costs more time than it saves space: a text message and its manifest.
_WORTH_COMPRESSING = 4096
_LEVEL = 3
_PLAIN, _COMPRESSED = b"\0", b"\1"
_LARGEST = 1 << 31
_STEP = 1 << 16

_of_thread = threading.local()

_encode = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode


class ContentError(ValueError):
    """The bytes are no content of a communication."""


@dataclass(frozen=True)
class Entry:
    """One communication to be kept.

    `record_key`, `locale` and `issued` are those of `own_manifest`; `customer` and `period` are what the template's
    ``archive:`` gives, "" without. `shared` is the digest of the part of the manifest that it has in common with
    others (`ccm.archive.archive.Archive.keep_shared`). `record` is the bytes of ``data.json``.
    """

    record_key: str
    customer: str
    period: str
    template: str
    release: str
    job: str
    locale: str
    issued: date
    record: bytes
    own_manifest: Mapping[str, Any]
    shared: str
    parts: tuple[tuple[str, Part], ...]

    @property
    def holder(self) -> str:
        """Whose key seals it: the customer's, or where the template names none, the record's own."""
        return f"customer {self.customer}" if self.customer else f"record {self.template}/{self.record_key}"

    @cached_property
    def own_bytes(self) -> bytes:
        """The own part of the manifest, as it is kept and digested: compact, in its own order."""
        return own_manifest_bytes(self.own_manifest)

    @cached_property
    def content(self) -> bytes:
        """Everything that is kept, as the bytes that are sealed (`content_bytes`); made once, by whatever thread."""
        return content_bytes(self)

    @property
    def is_large(self) -> bool:
        """Whether making `content` takes long enough to be done ahead."""
        return sum(len(part.body) for _, part in self.parts) >= _WORTH_COMPRESSING

    @property
    def common(self) -> tuple[str, str, str, str]:
        """What all that lies in one pack have in common: the shared manifest, the template, the release, the job."""
        return self.shared, self.template, self.release, self.job

    @property
    def files(self) -> dict[str, bytes]:
        """Every file but the manifest, by name."""
        return {RECORD: self.record, **{part.name: part.body for _, part in self.parts}}

    @property
    def channels(self) -> tuple[str, ...]:
        """The channels that there is something of."""
        return tuple(dict.fromkeys(channel for channel, _ in self.parts))


def own_manifest_bytes(own: Mapping[str, Any]) -> bytes:
    """A record's own part of its manifest, as it is kept and digested: compact, in its own order."""
    return _encode(own).encode("utf-8", "backslashreplace")


def digest_of(body: bytes) -> str:
    return "sha256:" + sha256(body).hexdigest()


def communication_id(customer: str, job: str, shared: str, manifest: str) -> str:
    """The name of a communication: what was sent, in which job, under which key of a customer.

    `shared` and `manifest` are the digests of the two parts of its manifest. The same communication kept twice has
    the same name; sent again after its customer was erased, it has another.
    """
    return sha256(f"{customer}\n{job}\n{shared}\n{manifest}".encode()).hexdigest()[:32]


def content_bytes(entry: Entry) -> bytes:
    """Everything that is kept of `entry`, as the bytes that are sealed."""
    own = entry.own_bytes
    listed = [(channel, part.name, part.media_type, len(part.body)) for channel, part in entry.parts]
    said = (FORMAT, *entry.common, entry.customer, entry.period, len(entry.record), len(own), listed)
    head = _encode(said).encode("utf-8", "backslashreplace")
    plain = b"".join([head, b"\n", entry.record, own, *[part.body for _, part in entry.parts]])
    if len(plain) >= _WORTH_COMPRESSING:
        packed = _compressor().compress(plain)
        if len(packed) < len(plain):
            return _COMPRESSED + packed
    return _PLAIN + plain


def _compressor() -> ZstdCompressor:
    """This thread's: to make one takes five times as long as to compress a mail with it."""
    found: ZstdCompressor | None = getattr(_of_thread, "compressor", None)
    if found is None:
        found = _of_thread.compressor = ZstdCompressor(level=_LEVEL)
    return found


def read_content(body: bytes) -> Entry:
    """The entry that `body` was made of by `content_bytes`. Raises ContentError."""
    try:
        plain = _unpacked(body[1:]) if body[:1] == _COMPRESSED else body[1:]
        line, _, rest = plain.partition(b"\n")
        number, *said = json.loads(line)
        if number != FORMAT:
            raise ContentError(f"its form is {number}, and {FORMAT} is known; use the version that wrote it")
        shared, template, release, job, customer, period, record, own, listed = said
        pieces = _pieces(rest, [record, own, *(size for *_, size in listed)])
        kept, manifest = next(pieces), json.loads(next(pieces))
        parts = tuple((channel, Part(name, media_type, next(pieces))) for channel, name, media_type, _ in listed)
        issued = date.fromisoformat(manifest["issued"])
        return Entry(
            manifest["record"], customer, period, template, release, job, manifest["locale"], issued, kept, manifest,
            shared, parts,
        )  # fmt: skip
    except ContentError:
        raise
    except (ValueError, TypeError, LookupError, ZstdError) as error:
        raise ContentError("it is no content of a communication") from error


def _unpacked(body: bytes) -> bytes:
    reader = ZstdDecompressor().decompressobj(read_across_frames=False)
    plain = bytearray()
    # A little at a time: what is damaged may claim to be larger than any memory.
    for start in range(0, len(body), _STEP):
        plain += reader.decompress(body[start : start + _STEP])
        if len(plain) > _LARGEST:
            raise ContentError("it is larger than any content")
        if reader.eof:
            break
    if not reader.eof:
        raise ContentError("it is cut short")
    return bytes(plain)


def _pieces(body: bytes, sizes: list[int]) -> Iterator[bytes]:
    if sum(sizes) != len(body):
        raise ContentError("it is not as long as it says")
    start = 0
    for size in sizes:
        yield body[start : start + size]
        start += size
