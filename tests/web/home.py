"""An installation to look at: the starter library approved and released, and people who can sign in.

The gates pass here whatever they are given; what they find is asked in their own tests, and in the one test that goes
the whole way.
"""

import fcntl
import shutil
from pathlib import Path

import pytest

from ccm.access.signing_in import set_password
from ccm.demo.office import MANAGER, PEOPLE, open_office
from ccm.demo.run import approve_and_release
from ccm.governance.acting import acting_now
from ccm.library import Library
from tests.ccm.governance.office import passed

PASSWORD = "four plain words here"  # noqa: S105 - everybody's, in tests


def built_home(shared: Path) -> Path:
    """The installation, made by whichever process of the tests asks first; the others wait for it."""
    home = shared / "office-home"
    with (shared / "office-home.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (home / "whole").exists():
            shutil.rmtree(home, ignore_errors=True)
            _build(home)
            (home / "whole").touch()
    return home


def copied_home(built: Path, folder: Path) -> Path:
    """An installation of one's own."""
    return Path(shutil.copytree(built, folder / "home"))


def _build(home: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("ccm.governance.submitting.run_gates", passed)
        office = open_office(home / "ccm.db", lambda _: None)
        approve_and_release(office, tuple(Library().template_folders))
    with office.database.writing() as session:
        for person in (MANAGER, *PEOPLE):
            set_password(session, acting_now(person, "tests"), PASSWORD, "for tests")
    office.database.close()
