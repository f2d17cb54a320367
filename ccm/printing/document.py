"""What print streams are made of: documents, the envelopes they go into, the streams of envelopes."""

import re
import unicodedata
from dataclasses import dataclass

_NOT_WORDS = re.compile(r"[\W_]+")


class PrintError(ValueError):
    """A print stream cannot be made; the message names the document and the remedy."""


@dataclass(frozen=True, slots=True)
class PrintDocument:
    """A rendered PDF, and what sorting it needs.

    `number` is the record's number in its job and `key` the record's; `name` and `address` are those of the
    recipient, the address as it stands in the window; `digest` is that of the PDF (``sha256:...``).
    """

    number: int
    key: str
    pages: int
    digest: str
    name: str = ""
    address: tuple[str, ...] = ()
    postal_code: str = ""

    @property
    def called(self) -> str:
        """The document as messages name it."""
        return f"document {self.number} (record {self.key})"

    @property
    def home(self) -> str:
        """The address without the recipient's name, in words alone; empty when there is none."""
        name = words(self.name)
        lines = [line for line in map(words, self.address) if line and line != name]
        return "\n".join([*lines, words(self.postal_code)]) if lines else ""


@dataclass(frozen=True, slots=True)
class Envelope:
    """Documents that go to one place together; `number` counts the envelopes of a job from 1."""

    number: int
    documents: tuple[PrintDocument, ...]
    sheets: int


@dataclass(frozen=True, slots=True)
class Stream:
    """The envelopes of one file; `number` counts the streams of a job from 1."""

    number: int
    envelopes: tuple[Envelope, ...]

    @property
    def sheets(self) -> int:
        return sum(envelope.sheets for envelope in self.envelopes)

    @property
    def name(self) -> str:
        """The name of its file."""
        return f"{self.number:06}.pdf"


def words(text: str) -> str:
    """`text` without what the same address may be written differently in: case, punctuation, blanks, widths."""
    return _NOT_WORDS.sub(" ", unicodedata.normalize("NFKC", text).casefold()).strip()
