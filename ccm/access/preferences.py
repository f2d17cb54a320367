"""How each person wants the interface: its language, its colours, the time zone that moments are shown in."""

from dataclasses import dataclass
from typing import Literal, cast
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy.orm import Session

from approval.people import PeopleError
from ccm.access.tables import PreferenceRow

Language = Literal["en", "it"]
Scheme = Literal["auto", "light", "dark"]


@dataclass(frozen=True)
class Preferences:
    """`language` and `time_zone` (of the IANA) are None for what the browser says."""

    language: Language | None = None
    scheme: Scheme = "auto"
    time_zone: str | None = None


class PreferenceStore:
    """The preferences of people. It works in the session it is given and never commits."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def of(self, person: str) -> Preferences:
        row = self.session.get(PreferenceRow, person)
        if row is None:
            return Preferences()
        return Preferences(cast("Language | None", row.language), cast("Scheme", row.scheme), row.time_zone)

    def set(self, person: str, wanted: Preferences) -> None:
        """Keep what a person wants. Raises PeopleError for a time zone that there is not."""
        if wanted.time_zone is not None:
            _check_zone(wanted.time_zone)
        row = PreferenceRow(
            person=person, language=wanted.language, scheme=wanted.scheme, time_zone=wanted.time_zone
        )  # fmt: skip
        self.session.merge(row)


def _check_zone(name: str) -> None:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise PeopleError(f"there is no time zone {name[:60]!r}; write one as Europe/Rome") from None
