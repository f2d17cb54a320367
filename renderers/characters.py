"""Which characters may stand in HTML, SVG and text messages.

XML 1.0 (production Char) and HTML forbid most control characters and lone surrogates. Data may hold them
anyway; they become U+FFFD, the replacement character, so that a reader sees that something was there.
"""

import re

_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_BLANKS = re.compile(r"[\t\n\r\x85\u2028\u2029]+")

REPLACEMENT = "\ufffd"


def clean(text: str) -> str:
    """Return `text` with every character that markup forbids replaced; line ends become blanks.

    Text that needs no change is returned as it is, which is the common case and costs one scan.
    """
    if text.isprintable():
        return text
    return _BLANKS.sub(" ", _FORBIDDEN.sub(REPLACEMENT, text))
