"""Which addresses a document may link to."""

import re
from urllib.parse import urlsplit

ALLOWED_SCHEMES = ("https", "mailto", "tel")

_UNSAFE = re.compile(r"[\x00-\x20\x7f-\x9f<>\"\\^`{|}\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
_TEL = re.compile(r"\+?[0-9().\-]{3,32}(;[a-z\-]+=[\w.+\-]+)*\Z")


class UrlError(ValueError):
    """The address may not be linked to; the message says why."""


def checked_url(url: str) -> str:
    """Return `url` if a document may link to it (RFC 3986, schemes https, mailto and tel).

    Raises UrlError for any other scheme, for control, direction and invisible characters, for credentials in
    the address and for a missing host: data that looks like a link must not become a trap for a customer.
    """
    if len(url) > 2000:
        raise UrlError("is longer than 2,000 characters")
    if _UNSAFE.search(url):
        raise UrlError("has a blank, control or invisible character in it; percent-encode it")
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError as error:
        raise UrlError(f"is not an address: {error}") from error
    scheme = parts.scheme.lower()
    if scheme not in ALLOWED_SCHEMES:
        shown = f"{scheme}:" if scheme else "none"
        raise UrlError(f"has the scheme {shown!r}; allowed are https:, mailto: and tel:")
    if scheme == "https" and not host:
        raise UrlError("names no host")
    if scheme == "https" and (parts.username or parts.password):
        raise UrlError("carries a user name or password before the host")
    if scheme == "mailto" and "@" not in parts.path:
        raise UrlError("names no mailbox")
    if scheme == "tel" and not _TEL.match(parts.path):
        raise UrlError("is not a telephone number (RFC 3966)")
    return url
