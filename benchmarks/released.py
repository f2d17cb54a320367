"""An installation to measure with: the starter library, approved and released, without looking at it for minutes."""

from pathlib import Path
from unittest.mock import patch

from ccm.demo.office import AUTHOR, needed, open_office
from tests.ccm.governance.office import passed


def installation(home: Path, *templates: str) -> None:
    """Make ``ccm.db`` in `home`, in which these templates of the starter library are released.

    The gates are taken to have passed: what is measured is what comes after them.
    """
    with patch("ccm.governance.submitting.run_gates", passed):
        office = open_office(home / "ccm.db", lambda _: None)
        try:
            names = needed(office, templates)
            office.submit(AUTHOR, names)
            for name in names:
                office.approve(name)
            for template in templates:
                office.release(template)
        finally:
            office.database.close()
