"""A PDF written from front to back: each object goes to the file as it comes, and only its place is remembered.

That is what keeps memory flat however long a stream is. The file has the plain cross-reference table of PDF 1.0,
which every printer's software reads, no dates, and an identifier that is a digest of its own bytes, so that the same
pages are the same file.
"""

import hashlib
import zlib
from array import array
from decimal import Decimal
from typing import BinaryIO

HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_FREE = 0


class PdfFile:
    """A PDF on its way into `out`, which is written to and never sought in."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._places = array("Q", [_FREE])
        self._at = 0
        self._hash = hashlib.sha256()
        self._write(HEADER)

    @property
    def size(self) -> int:
        """How many bytes were written."""
        return self._at

    @property
    def digest(self) -> str:
        """``sha256:<64 hex digits>`` of what was written."""
        return "sha256:" + self._hash.hexdigest()

    def reserve(self) -> int:
        """A number for an object that is put later."""
        self._places.append(_FREE)
        return len(self._places) - 1

    def put(self, number: int, body: bytes) -> None:
        """Write the object `number`, which was reserved."""
        self._places[number] = self._at
        self._write(b"%d 0 obj\n%s\nendobj\n" % (number, body))

    def add(self, body: bytes) -> int:
        """Write an object, and give its number."""
        number = self.reserve()
        self.put(number, body)
        return number

    def finish(self, root: int) -> None:
        """Write what ends the file; `root` is the number of its catalogue."""
        identifier = self._hash.hexdigest()[:32].encode()
        start = self._at
        self._write(b"xref\n0 %d\n0000000000 65535 f \n" % len(self._places))
        for place in self._places[1:]:
            self._write(b"%010d 00000 n \n" % place)
        self._write(b"trailer\n<< /Size %d /Root %d 0 R /ID [<%s> <%s>] >>\nstartxref\n%d\n%%%%EOF\n" % (
            len(self._places), root, identifier, identifier, start))  # fmt: skip

    def _write(self, body: bytes) -> None:
        self._out.write(body)
        self._hash.update(body)
        self._at += len(body)


def reference(number: int) -> bytes:
    return b"%d 0 R" % number


def number(value: float) -> str:
    """A number with all its digits and no exponent, which a PDF does not know."""
    return str(int(value)) if value == int(value) else format(Decimal(repr(value)), "f")


def stream_object(entries: bytes, data: bytes) -> bytes:
    """The body of a stream with `data` as it stands; `entries` are those of its dictionary but the length."""
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (entries, len(data), data)


def packed_object(data: bytes, entries: bytes = b"") -> bytes:
    """The body of a stream with `data`, compressed."""
    return stream_object(b"/Filter /FlateDecode %s" % entries, zlib.compress(data, 9))
