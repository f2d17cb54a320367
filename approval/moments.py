"""Moments as they are stored: RFC 3339 in UTC, always of one length, so that texts stand in the order of time."""

from datetime import UTC, datetime


def moment(at: datetime) -> str:
    """`at`, which knows its zone, as ``2026-11-21T09:30:00.000000Z``."""
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def read_moment(stored: str) -> datetime:
    """The moment that `moment` gave `stored` for, in UTC. Raises ValueError or TypeError for anything else."""
    at = datetime.fromisoformat(stored)
    if moment(at) != stored:
        raise ValueError(f"{stored!r} is no moment as this program writes it")
    return at
