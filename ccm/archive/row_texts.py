"""Texts of customers' data as rows hold them, to be found by: such as every database takes, and not too long."""

from hashlib import sha256

LONGEST = 200

_MARK = 16


def row_text(text: str) -> str:
    """`text` as a row holds it: a lone surrogate or NUL as its escape, and what is too long with a digest behind it.

    Texts that differ are still told apart; ordinary ones stand as they are.
    """
    if len(text) <= LONGEST and text.isascii() and "\0" not in text:
        return text
    plain = text.encode("utf-8", "backslashreplace").decode().replace("\0", "\\x00")
    if len(plain) <= LONGEST:
        return plain
    mark = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_MARK]
    return f"{plain[: LONGEST - _MARK - 1]}~{mark}"
