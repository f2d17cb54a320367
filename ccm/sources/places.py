"""Addresses that an operator gives for data, as they may be shown: without passwords, and without what may be a key."""

from urllib.parse import urlsplit

_UNSHOWN = "an address that cannot be read"


def scheme_of(place: str) -> str:
    """``https`` of ``https://...``; empty for what is no address, such as a path."""
    scheme, separator, _ = place.partition("://")
    return scheme.lower() if separator and scheme.replace("+", "").isalnum() else ""


def shown(place: str) -> str:
    """`place` for messages and books: a path as it is; an address without user, password, query and fragment."""
    if not scheme_of(place):
        return place
    try:
        parts = urlsplit(place)
        host = parts.hostname or ""
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return f"{scheme_of(place)}://, {_UNSHOWN}"
    return f"{parts.scheme}://{f'[{host}]' if ':' in host else host}{port}{parts.path}"
