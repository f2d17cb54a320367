"""What kind of file this is, by its content first and its name where the content can be several things."""

import json
from pathlib import Path

from ccm.sources.record import SourceError, SourceFault

KINDS = ("json", "jsonl", "csv", "parquet", "camt053", "ubl", "cii", "fatturapa")

_HEAD = 64 * 1024
_SIGNED = b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02"  # the object identifier of PKCS #7 signed data, in DER
_LINES = (".jsonl", ".ndjson", ".jsonlines")
_TABLES = (".csv", ".tsv", ".tab", ".txt")
_WIDE = (b"\xff\xfe", b"\xfe\xff")


def detect(path: Path) -> str:
    """The kind of source `path` is. Raises SourceError when it cannot be read or is none of them."""
    if path.is_dir():
        raise _fault(path, "is a folder", "name a file")
    try:
        with path.open("rb") as stream:
            head = stream.read(_HEAD)
    except OSError as error:
        raise _fault(path, f"cannot be read: {error.strerror}", "check the name and the rights of the file") from None
    return _kind(path, head)


def _kind(path: Path, head: bytes) -> str:
    suffix = path.suffix.lower()
    if not head.strip():
        raise _fault(path, "is empty", "give a file that holds records")
    if suffix == ".p7m" or _SIGNED in head[:64]:
        remedy = "take the XML out first: openssl cms -verify -noverify -inform DER -in FILE.p7m -out FILE.xml"
        raise _fault(path, "is a signed envelope (PKCS #7), not the invoice itself", remedy)
    if head.startswith(b"PAR1"):
        return "parquet"
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"<") or (head[:2] in _WIDE and b"<" in head[:8]):
        return _xml_kind(path)
    if head[:2] in _WIDE:
        raise _fault(path, "is UTF-16", "save the file as UTF-8")
    if start.startswith(b"["):
        return "json"
    if start.startswith(b"{"):
        return "jsonl" if suffix in _LINES or _is_lines(start) else "json"
    if suffix in _TABLES or any(mark in start.split(b"\n", 1)[0] for mark in (b",", b";", b"\t", b"|")):
        return "csv"
    raise _fault(path, "is no kind of file that is known", "name its kind: " + ", ".join(KINDS))


def _is_lines(start: bytes) -> bool:
    """Whether the first line is a whole JSON object and another one follows."""
    first, _, rest = start.partition(b"\n")
    try:
        json.loads(first)
    except (ValueError, RecursionError):
        return False
    return rest.lstrip().startswith(b"{")


def _xml_kind(path: Path) -> str:
    from ccm.sources.camt053 import reader as camt053
    from ccm.sources.cii import reader as cii
    from ccm.sources.fatturapa import reader as fatturapa
    from ccm.sources.ubl import reader as ubl
    from ccm.sources.xml_safe import root_name

    namespace, name = root_name(path)
    if camt053.NAMESPACE.match(namespace):
        return "camt053"
    if namespace.startswith(ubl.NAMESPACE):
        return "ubl"
    if namespace.startswith(cii.NAMESPACE.rpartition(":")[0]):
        return "cii"
    if namespace == fatturapa.NAMESPACE:
        return "fatturapa"
    problem = f"is XML of a kind that is not known: {name} of {namespace or 'no namespace'}"
    raise _fault(path, problem, "give camt.053, UBL, CII or FatturaPA")


def _fault(path: Path, problem: str, remedy: str) -> SourceError:
    return SourceError(SourceFault(str(path), problem, remedy))
