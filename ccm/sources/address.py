"""Postal addresses as they stand in an address window."""

# Where the town comes before the postcode.
_TOWN_FIRST = frozenset({"AU", "CA", "GB", "IE", "IN", "NZ", "US"})


def street_line(street: str | None, number: str | None) -> str:
    return " ".join(part for part in (street, number) if part)


def town_line(postcode: str | None, town: str | None, region: str | None, country: str | None) -> str:
    """``20121 Milano MI`` or ``Leeds LS1 4AP``, after the country's habit."""
    parts = (town, region, postcode) if country in _TOWN_FIRST else (postcode, town, region)
    return " ".join(part for part in parts if part)


def lines(*parts: str | None) -> list[str]:
    """The parts that say something, each once."""
    return list(dict.fromkeys(part for part in parts if part))
