"""Header fields as bytes (RFC 5322, encoded words by RFC 2047).

Most subjects and names fit one line as they are, or as one encoded word: those are written here. All others are
left to the standard library, which takes them apart by the grammar, at a hundred times the cost.
"""

import re
from binascii import b2a_base64
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

_LONGEST_LINE = 76  # of a line with an encoded word
_PRINTABLE = re.compile(r"[!-~](?:[ -~]*[!-~])?")
_ATOMS = re.compile(r"[A-Za-z0-9]+(?: [A-Za-z0-9]+)*")
_PLAIN_ADDRESS = re.compile(r"[A-Za-z0-9._+@\-]+")
_Q = [chr(byte) if chr(byte).isalnum() and byte < 128 else "_" if byte == 32 else f"={byte:02X}" for byte in range(256)]


def text_field(name: str, text: str) -> bytes:
    """A field of any words, such as Subject. Raises ValueError for a line end in `text`."""
    if _PRINTABLE.fullmatch(text) and "=?" not in text:
        line = f"{name}: {text}"
    elif _worth_a_word(text):
        line = f"{name}: {encoded_word(text)}"
    else:
        return _folded(name, text)
    return f"{line}\r\n".encode() if len(line) <= _LONGEST_LINE else _folded(name, text)


def mailbox_field(name: str, person: str, address: str) -> bytes:
    """A field with one mailbox, such as To. Raises ValueError for a line end in `person` or `address`."""
    phrase = person if _ATOMS.fullmatch(person) else encoded_word(person) if _worth_a_word(person) else ""
    line = f"{name}: {phrase} <{address}>"
    if phrase and len(line) <= _LONGEST_LINE and _PLAIN_ADDRESS.fullmatch(address):
        return f"{line}\r\n".encode()
    return _folded(name, str(Address(person, addr_spec=address)))


def _worth_a_word(text: str) -> bool:
    return not text.isascii() and text.isprintable()


def encoded_word(text: str) -> str:
    """`text` as one encoded word, in the shorter of the two encodings; a word may stand wherever it fits a line."""
    data = text.encode()
    quoted = "".join([_Q[byte] for byte in data])
    base64 = b2a_base64(data, newline=False).decode()
    return f"=?utf-8?q?{quoted}?=" if len(quoted) <= len(base64) else f"=?utf-8?b?{base64}?="


def _folded(name: str, value: str) -> bytes:
    message = EmailMessage(SMTP)
    message[name] = value
    folded: str = SMTP.fold(name, message[name])
    return folded.encode("ascii")
