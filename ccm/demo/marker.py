"""What says that an installation is a demo: a file in its home, with the people one can sign in as.

Only `ccm demo` writes it. Whoever reads the sign-in page of such an installation is told everybody's password.
"""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

MARKER = "demo.json"
PASSWORD = "correct horse battery staple"  # noqa: S105 - of invented people, and told to everybody


@dataclass(frozen=True)
class DemoPerson:
    """Somebody to sign in as, with their role."""

    key: str
    name: str
    role: str


def mark_demo(home: Path, people: tuple[DemoPerson, ...]) -> None:
    """Write down that the installation in `home` is a demo."""
    body = json.dumps([asdict(person) for person in people], indent=1)
    (home / MARKER).write_text(body + "\n", encoding="utf-8")


def demo_people(home: Path) -> tuple[DemoPerson, ...]:
    """Whom one can sign in as at the installation in `home`; nobody where it is none of a demo."""
    try:
        said = json.loads((home / MARKER).read_text(encoding="utf-8"))
        return tuple(DemoPerson(**one) for one in said)
    except (OSError, TypeError, ValueError):
        return ()
