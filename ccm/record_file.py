"""The record of a communication as it is kept beside it: JSON from which exactly the same record is read again.

Numbers keep their kind and every digit: 100 is an integer, 100e0 a decimal without decimals, 1.50 is not 1.5. A lone
surrogate stands as its escape. So the digest of what is read is that of what was written, and so is every rendering.
"""

import json
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from json.encoder import encode_basestring

from content_blocks.digest import digest_bytes

RECORD = "data.json"
# More than any source reads as one record, with room for the escapes.
LARGEST_RECORD = 256 * 1024 * 1024

# Python itself neither writes nor reads an integer of more than 4300 digits.
_LONGEST_INTEGER = 4_000
_TOO_LARGE = 10**_LONGEST_INTEGER
_LONG = re.compile(f"[0-9]{{{_LONGEST_INTEGER + 1}}}")
_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")


class RecordFileError(ValueError):
    """A record cannot be written, or not be read; the message says what is wrong with it."""


def record_bytes(record: object) -> bytes:
    """`record` as the bytes of ``data.json``, the fields in their own order.

    It is plain data: mappings with text keys, sequences, sets of text, text, integers, decimals, booleans and None.
    Raises RecordFileError for anything else, for a decimal that is no number, and for two surrogates that would be
    read as one character.
    """
    try:
        return (_written(record) + "\n").encode("utf-8", "backslashreplace")
    except RecursionError:
        raise RecordFileError("the record is nested too deeply to be written; flatten it") from None


def source_record_bytes(record: object) -> bytes:
    """What `record_bytes` gives, much faster, for a record as a source yields it: plain data without floats, all names
    of which are text. Raises RecordFileError as that does."""
    try:
        text = _quick(record)
    except (_Careful, RecursionError, ValueError):
        return record_bytes(record)
    if (not text.isascii() and _PAIR.search(text)) or (len(text) > _LONGEST_INTEGER and _LONG.search(text)):
        return record_bytes(record)
    return (text + "\n").encode("utf-8", "backslashreplace")


def source_record_digest(record: object) -> str:
    """What `content_blocks.digest.digest` gives, much faster, for such a record, or one that `read_record` gave."""
    return digest_bytes(_quick_canonical(record).encode("utf-8", "surrogatepass"))


def read_written_record(body: bytes) -> object:
    """What `read_record` gives, faster, for bytes that are known to be what `record_bytes` gave."""
    return _TRUSTING.decode(body.decode("utf-8"))


def read_record(body: bytes) -> object:
    """The record that `body` was written from. Raises RecordFileError for what is not JSON or names a field twice."""
    try:
        return _DECODER.decode(body.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise RecordFileError(f"is not UTF-8 at byte {error.start + 1}") from None
    except json.JSONDecodeError as error:
        raise RecordFileError(f"is not JSON: {error.msg} at line {error.lineno}") from None
    except RecursionError:
        raise RecordFileError("is nested too deeply") from None


class _Careful(Exception):  # noqa: N818 - it is no error
    """There is something in a record that the quick way does not write."""


def _not_quick(value: object) -> object:
    raise _Careful


def _canonical(value: object) -> object:
    """As the canonical form has what JSON has not."""
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, set | frozenset):
        return sorted(value)
    if isinstance(value, Mapping):
        return dict(value)
    return list(value)  # type: ignore[call-overload]  # a sequence; for anything else this is the TypeError that is due


_quick = json.JSONEncoder(ensure_ascii=False, check_circular=False, default=_not_quick).encode
_quick_canonical = json.JSONEncoder(
    ensure_ascii=False, check_circular=False, sort_keys=True, separators=(",", ":"), default=_canonical
).encode


def _written(value: object) -> str:
    if isinstance(value, str):
        return _text(value)
    if value is None or isinstance(value, bool):
        return "null" if value is None else "true" if value else "false"
    if isinstance(value, int):
        return _integer(value)
    if isinstance(value, Decimal):
        return _decimal(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_name(key)}: {_written(item)}" for key, item in value.items()) + "}"
    if isinstance(value, set | frozenset):
        return "[" + ", ".join(_name(item) for item in sorted(value)) + "]"
    if isinstance(value, Sequence) and not isinstance(value, bytes | bytearray):
        return "[" + ", ".join([_written(item) for item in value]) + "]"
    raise RecordFileError(f"a {type(value).__name__} cannot stand in a record; use text, integers, decimals, booleans")


def _name(value: object) -> str:
    if not isinstance(value, str):
        raise RecordFileError(f"the name {value!r} is a {type(value).__name__}; names are text")
    return _text(value)


def _text(value: str) -> str:
    if not value.isascii() and _PAIR.search(value):
        raise RecordFileError("a text holds a pair of surrogates; write the character that they stand for")
    return encode_basestring(value)


def _integer(value: int) -> str:
    if abs(value) >= _TOO_LARGE:
        raise RecordFileError(f"an integer has more than {_LONGEST_INTEGER} digits; write it as a text")
    return int.__repr__(value)


def _decimal(value: Decimal) -> str:
    """The digits as they stand, with something in them that makes a reader take them for a decimal."""
    if not value.is_finite():
        raise RecordFileError(f"{value} is no number; leave the field out")
    digits = str(value)
    return digits if "." in digits or "E" in digits else digits + "e0"


def _read_decimal(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:
        raise RecordFileError("holds a number with an exponent beyond all size") from None


def _read_integer(text: str) -> int:
    if len(text.lstrip("-")) > _LONGEST_INTEGER:
        raise RecordFileError(f"holds an integer of {len(text)} digits")
    return int(text)


def _refuse(text: str) -> object:
    raise RecordFileError(f"holds {text}, which is no number")


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    fields = dict(pairs)
    if len(fields) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise RecordFileError(f"names the field {twice[:80]!r} twice")
    return fields


_DECODER = json.JSONDecoder(
    object_pairs_hook=_object, parse_float=_read_decimal, parse_int=_read_integer, parse_constant=_refuse
)
_TRUSTING = json.JSONDecoder(parse_float=_read_decimal, parse_constant=_refuse)
