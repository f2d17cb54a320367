"""Periods of effect, as the API tells of them."""

from datetime import date

from pydantic import Field

from ccm.api.models.common import Answer, Asked, Why, shown


class PeriodShown(Answer):
    """The days, both included, on which a version is in force; without an end, until further notice."""

    number: int = Field(description="The number of the version.")
    starts: date
    ends: date | None


class PeriodsShown(Answer):
    """The periods of a template that count, by time. A day in none of them sends nothing."""

    model_config = shown(
        {"periods": [{"number": 2, "starts": "2026-01-01", "ends": "2026-12-31"},
                     {"number": 3, "starts": "2027-01-01", "ends": None}]}
    )  # fmt: skip

    periods: list[PeriodShown]


class Ending(Asked):
    """The last day of the period, and why."""

    model_config = shown({"last": "2027-03-31", "why": "The rates were wrong"})

    last: date
    why: Why = ""
