"""Appointments to measure with: as many as one likes, each another, and the same in every run."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from benchmarks.customers import FAMILY, GIVEN, STREETS, TOWNS

_FIRST_DAY = date(2026, 12, 1)
_LOCALES = ("it-IT", "de-IT", "en-GB", "it-IT", "it-IT")
_KINDS = ("meter-reading", "technician")


def write_appointments(file: Path, count: int) -> None:
    """Write `count` records of the template appointment-reminder as JSON Lines."""
    with file.open("w", encoding="utf-8") as stream:
        for record in appointments(count):
            stream.write(json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n")


def appointments(count: int) -> Iterator[dict[str, Any]]:
    for number in range(count):
        yield appointment(number)


def appointment(number: int) -> dict[str, Any]:
    """The appointment of the customer `number`, who has a postal address, an email address and a mobile number."""
    given, family = GIVEN[number % len(GIVEN)], FAMILY[number // 7 % len(FAMILY)]
    place = f"{STREETS[number // 3 % len(STREETS)]} {number % 180 + 1}, {TOWNS[number // 11 % len(TOWNS)]}"
    day = _FIRST_DAY + timedelta(days=number % 60)
    return {
        "id": f"A-{number:07d}",
        "issued_on": "2026-11-23",
        "customer": {
            "id": f"7{number:08d}",
            "name": f"{given} {family}",
            "address": place.split(", "),
            "email": f"customer-{number}@example.com",
            "phone": f"+39347{number % 10_000_000:07d}",
            "locale": _LOCALES[number % len(_LOCALES)],
        },
        "visit": {
            "kind": _KINDS[number % 2],
            "date": day.isoformat(),
            "from": f"{8 + number % 9:02d}:00",
            "to": f"{10 + number % 9:02d}:00",
            "place": place,
            "minutes": 10 + number % 6 * 5,
        },
        "meter": f"M-{number % 10_000_000:07d}",
    }
