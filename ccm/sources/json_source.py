"""JSON: a file that holds one record, or a list of them which is read one at a time.

The file is decoded as it is read, and the standard library's decoder is asked for one element after the other, so
that a list of a million records needs the memory of the largest one.
"""

import codecs
import json
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from ccm.sources.json_text import DECODER, as_record
from ccm.sources.record import DatumError, Record, SourceError, SourceFault, SourceOptions

MAX_RECORD = 64 * 1024 * 1024
_CHUNK = 64 * 1024
# How near to the end of what has been read an error must be for more text to be able to mend it.
_NEAR_END = 16
_SPACE = " \t\r\n"


def read(path: Path, options: SourceOptions) -> Iterator[Record | SourceFault]:
    """The records of a JSON file in UTF-8. Raises SourceError where the file is not JSON."""
    with path.open("rb") as stream:
        text = _Text(stream, str(path))
        if text.next_character() != "[":
            yield text.record(1)
            text.end(1)
            return
        yield from _elements(text)


def _elements(text: "_Text") -> Iterator[Record | SourceFault]:
    text.skip()
    number = 0
    if text.next_character() == "]":
        text.skip()
        return text.end(number)
    while True:
        number += 1
        yield text.record(number)
        separator = text.next_character()
        if separator not in (",", "]"):
            raise text.broken("has no comma or closing bracket after the record", number)
        text.skip()
        if separator == "]":
            return text.end(number)


class _Text:
    """The file's text, of which only the part being decoded is in memory."""

    def __init__(self, stream: BinaryIO, file: str) -> None:
        self._stream = stream
        self._decode = codecs.getincrementaldecoder("utf-8-sig")()
        self._file = file
        self._buffer = ""
        self._position = 0
        self._lines_before = 0
        self._at_end = False

    @property
    def _line(self) -> int:
        return 1 + self._lines_before + self._buffer.count("\n", 0, self._position)

    def broken(self, problem: str, number: int | None, line: int | None = None) -> SourceError:
        remedy = "correct the JSON there; nothing after it was read"
        return SourceError(SourceFault(self._file, problem, remedy, number, line or self._line))

    def skip(self) -> None:
        self._position += 1

    def next_character(self) -> str:
        """The next character that is no white space, which is not taken; empty at the end of the file."""
        while True:
            while self._position < len(self._buffer) and self._buffer[self._position] in _SPACE:
                self._position += 1
            if self._position < len(self._buffer):
                return self._buffer[self._position]
            if not self._read_more():
                return ""

    def end(self, number: int) -> None:
        """Raises SourceError when anything but white space follows."""
        if self.next_character():
            raise self.broken("goes on after its end; a file holds one object or one list", number or None)

    def record(self, number: int) -> Record | SourceFault:
        """The next element as a record, or the fault that it is; the text moves on behind it."""
        if not self.next_character():
            raise self.broken("ends before the record begins", number)
        line = self._line
        try:
            value = self._element(number)
            return Record(self._file, number, as_record(value), line)
        except DatumError as error:
            return error.in_record(self._file, number, line)

    def _element(self, number: int) -> object:
        self._drop_read()
        while True:
            try:
                value, self._position = DECODER.raw_decode(self._buffer, self._position)
            except json.JSONDecodeError as error:
                mendable = error.msg.startswith("Unterminated") or error.pos >= len(self._buffer) - _NEAR_END
                if mendable and self._read_more():
                    continue
                raise self.broken(f"is not JSON: {error.msg}", number, self._lines_before + error.lineno) from None
            except RecursionError:
                raise self.broken("is nested too deeply", number) from None
            return value

    def _drop_read(self) -> None:
        self._lines_before += self._buffer.count("\n", 0, self._position)
        self._buffer = self._buffer[self._position :]
        self._position = 0

    def _read_more(self) -> bool:
        """Read as much again as is held, so that a long record is not decoded over and over."""
        if self._at_end:
            return False
        if len(self._buffer) > MAX_RECORD:
            raise self.broken(f"is larger than {MAX_RECORD} characters", None)
        block = self._stream.read(max(_CHUNK, len(self._buffer)))
        self._at_end = not block
        try:
            self._buffer += self._decode.decode(block, final=self._at_end)
        except UnicodeDecodeError as error:
            line = 1 + self._lines_before + self._buffer.count("\n") + block.count(b"\n", 0, error.start)
            fault = SourceFault(self._file, "is not UTF-8", "save the file as UTF-8", None, line)
            raise SourceError(fault) from None
        return True
