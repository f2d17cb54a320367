"""XML that may come from anybody: no document types, no entities, nothing fetched, nothing huge.

Elements are handed out as they end and thrown away afterwards, so that a file of any length needs the memory of
its largest part. Every error of the parser becomes a SourceError that says where.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

from lxml import etree

from ccm.sources.record import SourceError, SourceFault

_CHUNK = 4096
_MAX_PROLOGUE = 1024 * 1024
_NOISE = re.compile(r", line [0-9]+, column [0-9]+\Z|, (?:use|try) XML_PARSE_HUGE(?: option)?")
_FORBIDDEN = "has a document type declaration (DOCTYPE), through which a file can pull in or multiply content"


def root_name(path: Path) -> tuple[str, str]:
    """The namespace and the name of the root element. Raises SourceError when `path` does not begin as safe XML."""
    with path.open("rb") as stream:
        return _root_name(stream, path)


def stream_elements(path: Path, names: tuple[str, ...]) -> Iterator[etree._Element]:
    """Each element called one of `names` (in any namespace), when it ends; it is emptied when the next is asked for.

    Raises SourceError for anything that is not safe XML.
    """
    with path.open("rb") as stream:
        _root_name(stream, path)
        stream.seek(0)
        events = etree.iterparse(
            stream,
            events=("end",),
            tag=[f"{{*}}{name}" for name in names],
            remove_comments=True,
            remove_pis=True,
            resolve_entities=False,
            load_dtd=False,
            no_network=True,
            huge_tree=False,
        )
        try:
            for _, element in events:
                yield element
                discard(element)
        except etree.XMLSyntaxError as error:
            # What comes first in the parser's own log is the cause; the error may only be what follows from it.
            first = next(iter(events.error_log), None)
            raise _malformed(
                path, first.message if first else error.msg, first.line if first else error.lineno
            ) from None


def discard(element: etree._Element) -> None:
    """Free what an element holds, and its elder siblings of the same name, which are empty by now."""
    element.clear()
    parent = element.getparent()
    if parent is None:
        return
    elder = element.getprevious()
    while elder is not None and elder.tag == element.tag:
        parent.remove(elder)
        elder = element.getprevious()


class _Prologue:
    """A target that looks at what comes before the content (the document type, the root) and keeps no more."""

    def __init__(self) -> None:
        self.root: str | None = None
        self.has_doctype = False

    def doctype(self, name: str, public: str | None, system: str | None) -> None:
        self.has_doctype = True

    def start(self, tag: str | bytes, attrib: Mapping[str | bytes, str | bytes]) -> None:
        self.root = self.root or str(tag)

    def end(self, tag: str | bytes) -> None:
        pass

    def data(self, data: str | bytes) -> None:
        pass

    def comment(self, text: str | bytes) -> None:
        pass

    def close(self) -> None:
        pass


def _root_name(stream: BinaryIO, path: Path) -> tuple[str, str]:
    """Read only as far as the root element, in small steps, so that no entity has been used yet."""
    prologue = _Prologue()
    parser = etree.XMLParser(target=prologue, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    read = 0
    try:
        while prologue.root is None and read <= _MAX_PROLOGUE:
            chunk = stream.read(_CHUNK)
            if not chunk:
                parser.close()
                break
            parser.feed(chunk)
            read += len(chunk)
    except etree.XMLSyntaxError as error:
        # Where the root was there already, what follows it is for the real parser to judge.
        if prologue.root is None and not prologue.has_doctype:
            raise _malformed(path, str(error.msg), error.lineno) from None
    if prologue.has_doctype:
        raise _fault(path, _FORBIDDEN, "remove the <!DOCTYPE ...> and write out what its entities stand for", 1)
    if prologue.root is None:
        raise _fault(path, "holds no XML element", "write a complete XML document")
    name = etree.QName(prologue.root)
    return name.namespace or "", name.localname


def _malformed(path: Path, message: str, line: int | None) -> SourceError:
    said = _NOISE.sub("", " ".join(message.split()))
    return _fault(path, f"is not well-formed XML: {said}", _remedy(said), line or None)


def _remedy(message: str) -> str:
    text = message.lower()
    if "encoding" in text or "utf-8" in text or "bytes" in text:
        return "save the file in the encoding that its first line names"
    if "excessive" in text or "limit" in text or "too long" in text:
        return "split the file; parts of this size are refused for safety"
    return "correct the file there, or ask for it again; it may have been cut off"


def _fault(path: Path, problem: str, remedy: str, line: int | None = None) -> SourceError:
    return SourceError(SourceFault(str(path), problem, remedy, None, line))
