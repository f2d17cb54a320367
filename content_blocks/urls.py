"""Which addresses a document may link to."""

import re
import unicodedata
from urllib.parse import urlsplit

ALLOWED_SCHEMES = ("https", "mailto", "tel")

_UNSAFE = frozenset('<>"\\^`{|}')
_MAILBOX = re.compile(r"[^@\s]+@[^@\s]+\Z")
_TEL = re.compile(r"(?=[^0-9]*[0-9])\+?[0-9().\-]{3,32}(;[a-z\-]+=[\w.+\-]+)*\Z")


class UrlError(ValueError):
    """The address may not be linked to; the message says why."""


def checked_url(url: str) -> str:
    """Return `url` if a document may link to it (RFC 3986, schemes https, mailto and tel).

    Raises UrlError for any other scheme, for blank, control, direction and invisible characters, for credentials
    in the address, for a missing host and for a host outside ASCII (which may look like another): data that
    looks like a link must not become a trap for a customer.
    """
    if len(url) > 2000:
        raise UrlError("is longer than 2,000 characters")
    for character in url:
        if unicodedata.category(character)[0] in "CZ":
            raise UrlError(f"has a blank, control or invisible character in it (U+{ord(character):04X}); take it out")
        if character in _UNSAFE:
            raise UrlError(f"has the character {character} in it; write it as %{ord(character):02X}")
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise UrlError(f"is not an address: {error}") from error
    scheme = parts.scheme.lower()
    if scheme not in ALLOWED_SCHEMES:
        shown = f"has the scheme {scheme}:" if scheme else "has no scheme"
        raise UrlError(f"{shown}; allowed are https:, mailto: and tel:")
    if scheme == "https" and not host:
        raise UrlError("names no host")
    if scheme == "https" and "@" in parts.netloc:
        raise UrlError("carries a user name or password before the host")
    if scheme == "https" and host and not host.isascii():
        raise UrlError("has letters outside ASCII in its host; write the host as it is registered (xn--...)")
    if scheme == "mailto" and not _MAILBOX.match(parts.path):
        raise UrlError("names no mailbox")
    if scheme == "tel" and not _TEL.match(parts.path):
        raise UrlError("is not a telephone number (RFC 3966)")
    return url
