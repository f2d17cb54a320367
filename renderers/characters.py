"""Which characters may stand in HTML, SVG and text messages.

XML 1.0 (production Char) and HTML forbid most control characters and lone surrogates. Data may hold them
anyway; they become U+FFFD, the replacement character, so that a reader sees that something was there.
"""

import re

_NO_CHARACTERS = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
_LINE_ENDS = r"\t\n\r\x85\u2028\u2029"
_FORBIDDEN = re.compile(f"[{_NO_CHARACTERS}]")
_BLANKS = re.compile(f"[{_LINE_ENDS}]+")
_EITHER = re.compile(f"[{_NO_CHARACTERS}{_LINE_ENDS}]")

REPLACEMENT = "\ufffd"


def clean(text: str) -> str:
    """Return `text` with every character that markup forbids replaced; line ends become blanks.

    Text that needs no change is returned as it is, which is the common case and costs one scan.
    """
    if text.isprintable() or not _EITHER.search(text):
        return text
    return _BLANKS.sub(" ", _FORBIDDEN.sub(REPLACEMENT, text))
