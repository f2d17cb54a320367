"""JSON Lines: one JSON object a line. A line that is bad is a fault of its own; the others are read."""

import json
from collections.abc import Iterator
from pathlib import Path

from ccm.sources.json_text import DECODER, as_record
from ccm.sources.record import Data, DatumError, Record, SourceError, SourceFault, SourceOptions

MAX_LINE = 64 * 1024 * 1024


def read(path: Path, options: SourceOptions) -> Iterator[Record | SourceFault]:
    """The records of a file of JSON Lines in UTF-8; empty lines are passed over."""
    file = str(path)
    number = 0
    with path.open("rb") as stream:
        for line, raw in enumerate(iter(lambda: stream.readline(MAX_LINE + 1), b""), start=1):
            if len(raw) > MAX_LINE:
                fault = SourceFault(
                    file, f"is longer than {MAX_LINE} bytes", "write one record a line", number + 1, line
                )
                raise SourceError(fault)
            body = raw.removeprefix(b"\xef\xbb\xbf") if line == 1 else raw
            if not body.strip():
                continue
            number += 1
            try:
                yield Record(file, number, _data(body), line)
            except DatumError as error:
                yield error.in_record(file, number, line)


def _data(body: bytes) -> Data:
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise DatumError(f"is not UTF-8 at byte {error.start + 1} of the line", "save the file as UTF-8") from None
    try:
        return as_record(DECODER.decode(text))
    except json.JSONDecodeError as error:
        problem = f"is not JSON: {error.msg} at character {error.pos + 1}"
        raise DatumError(problem, "write one complete JSON object a line") from None
    except RecursionError:
        raise DatumError("is nested too deeply", "flatten the record") from None
