"""What becomes of a chunk's documents of one channel: files, a shard, lines of JSON, or a pack for the printer.

Bodies are the same for the same documents in the same order: containers have no times, owners or rights of the machine.
"""

import base64
import io
import tarfile
import zipfile
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Protocol

from ccm.outputs import folder_name
from ccm.plans.datum import datum
from ccm.plans.delivered import Delivered, Row, delivered_parts, index_row
from ccm.plans.json_lines import line_bytes
from ccm.plans.plan import Output, Print, Shards
from renderers.base import Artifact, Part

Object = tuple[str, bytes]

# The first time that a zip file can have, for every file of every shard.
_TIME = datetime(1980, 1, 1, tzinfo=UTC)
_MODE = 0o644
_LONGEST_SUFFIX = 12


class Sink(Protocol):
    """Takes the documents of one channel of one chunk."""

    def add(self, delivered: Delivered, artifact: Artifact) -> Iterable[Row]:
        """Take a document; return its rows of the index."""
        ...

    def take(self) -> Iterator[Object]:
        """Objects that are whole already, each given once, so that they need not be held."""
        ...

    def close(self) -> Iterator[Object]:
        """What is left, when the last document was added."""
        ...

    def spooled(self) -> Iterator[Object]:
        """What finishing needs, named below the job's place in the spool."""
        ...


def sink_for(output: Output, channel: str, number: int) -> Sink:
    """What keeps the plan's `output` for a channel in chunk `number`."""
    place = f"documents/{channel}/{number:06d}"
    if output.kind == "lines":
        return LinesSink(f"{place}.jsonl")
    if output.kind == "print":
        return PackSink(number, output)
    if output.kind == "shards":
        return ShardSink(f"{place}.{output.container}", output)
    return FilesSink(place)


def file_names(delivered: Delivered, parts: tuple[Part, ...]) -> list[str]:
    """A name for each part: the record's number and key, and the part's suffix. Two records never share one."""
    stem = f"{delivered.number:07d}-{folder_name(delivered.key)}"
    suffixes = [_suffix(part) for part in parts]
    if "" in suffixes or len(set(suffixes)) < len(suffixes):
        return [f"{stem}/{part.name}" for part in parts]
    return [stem + suffix for suffix in suffixes]


def _suffix(part: Part) -> str:
    _, dot, suffix = part.name.rpartition(".")
    return f".{suffix}" if dot and suffix and len(suffix) <= _LONGEST_SUFFIX else ""


class _Final:
    """A sink whose documents are as they are to be."""

    def take(self) -> Iterator[Object]:
        return iter(())

    def spooled(self) -> Iterator[Object]:
        return iter(())


class FilesSink(_Final):
    """A file a document: ``documents/pdf/000001/0000017-A-1042.pdf``."""

    def __init__(self, place: str) -> None:
        self._place = place
        self._objects: list[Object] = []

    def add(self, delivered: Delivered, artifact: Artifact) -> Iterable[Row]:
        parts = delivered_parts(artifact)
        for part, name in zip(parts, file_names(delivered, parts), strict=True):
            file = f"{self._place}/{name}"
            self._objects.append((file, part.body))
            yield {**index_row(delivered, artifact, part), "file": file}

    def take(self) -> Iterator[Object]:
        objects, self._objects = self._objects, []
        yield from objects

    def close(self) -> Iterator[Object]:
        return self.take()


class LinesSink(_Final):
    """A line a document: who it goes to, its text, and its facts."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._lines: list[bytes] = []

    def add(self, delivered: Delivered, artifact: Artifact) -> Iterable[Row]:
        parts = delivered_parts(artifact)
        recipient = delivered.document.recipient
        line: dict[str, object] = {"record": delivered.number, "key": delivered.key}
        to = {"sms": recipient.phone, "email": recipient.email}.get(artifact.channel)
        if to:
            line["to"] = to
        line |= _content(parts)
        line["facts"] = dict(artifact.facts)
        self._lines.append(line_bytes(line))
        for part in parts:
            yield {**index_row(delivered, artifact, part), "file": self._name, "entry": str(len(self._lines))}

    def close(self) -> Iterator[Object]:
        if self._lines:
            yield self._name, b"".join(self._lines)


def _content(parts: tuple[Part, ...]) -> dict[str, object]:
    """The text of a document that is one; else its parts, those that are no text in base64."""
    if len(parts) == 1 and parts[0].media_type.startswith("text/"):
        return {"text": parts[0].body.decode()}
    return {"parts": [{"name": part.name, "media_type": part.media_type, **_body(part)} for part in parts]}


def _body(part: Part) -> dict[str, str]:
    if part.media_type.startswith("text/"):
        return {"text": part.body.decode()}
    return {"base64": base64.b64encode(part.body).decode("ascii")}


class ShardSink(_Final):
    """A tar or zip file with a file a document."""

    def __init__(self, name: str, output: Shards) -> None:
        self._name = name
        self._body = io.BytesIO()
        self._shard = _Zip(self._body) if output.container == "zip" else _Tar(self._body)
        self._any = False

    def add(self, delivered: Delivered, artifact: Artifact) -> Iterable[Row]:
        parts = delivered_parts(artifact)
        for part, name in zip(parts, file_names(delivered, parts), strict=True):
            self._shard.add(name, part.body)
            self._any = True
            yield {**index_row(delivered, artifact, part), "file": self._name, "entry": name}

    def close(self) -> Iterator[Object]:
        if self._any:
            self._shard.close()
            yield self._name, self._body.getvalue()


class PackSink:
    """The documents of a chunk one behind the other, with what sorts them and puts them into envelopes."""

    def __init__(self, number: int, output: Print) -> None:
        self._name = pack_name(number)
        self._postal_code = output.postal_code
        self._bodies: list[bytes] = []
        self._length = 0

    def add(self, delivered: Delivered, artifact: Artifact) -> Iterable[Row]:
        recipient = delivered.document.recipient
        postal_code = datum(delivered.record, self._postal_code) if self._postal_code else None
        for part in delivered_parts(artifact):
            yield {
                **index_row(delivered, artifact, part),
                "pack": [self._name, self._length, len(part.body)],
                "name": recipient.name,
                "address": list(recipient.address),
                "postal_code": "" if postal_code is None else str(postal_code),
            }
            self._bodies.append(part.body)
            self._length += len(part.body)

    def take(self) -> Iterator[Object]:
        return iter(())

    def close(self) -> Iterator[Object]:
        return iter(())

    def spooled(self) -> Iterator[Object]:
        if self._bodies:
            yield self._name, b"".join(self._bodies)


def pack_name(number: int) -> str:
    """The spool's object with the documents for print of chunk `number`, below the job's own place."""
    return f"print/{number:06d}.pack"


class _Tar:
    """A POSIX (pax) tar file."""

    def __init__(self, body: io.BytesIO) -> None:
        self._tar = tarfile.TarFile(fileobj=body, mode="w", format=tarfile.PAX_FORMAT)

    def add(self, name: str, body: bytes) -> None:
        member = tarfile.TarInfo(name)
        member.size = len(body)
        member.mode = _MODE
        member.mtime = int(_TIME.timestamp())
        self._tar.addfile(member, io.BytesIO(body))

    def close(self) -> None:
        self._tar.close()


class _Zip:
    def __init__(self, body: io.BytesIO) -> None:
        self._zip = zipfile.ZipFile(body, "w")

    def add(self, name: str, body: bytes) -> None:
        member = zipfile.ZipInfo(name, _TIME.timetuple()[:6])
        member.compress_type = zipfile.ZIP_DEFLATED
        member.create_system = 3  # rights are those of Unix, on whatever system it is written
        member.external_attr = (0o100000 | _MODE) << 16
        self._zip.writestr(member, body)

    def close(self) -> None:
        self._zip.close()
