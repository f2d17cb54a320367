"""Where the engine keeps what is no row of the database, as the environment says.

| variable | what it names | when unset |
| --- | --- | --- |
| ``CCM_HOME`` | the folder of an installation | the working folder |
| ``CCM_ARCHIVE`` | the object store of the archive | ``archive`` in the home |
| ``CCM_ARCHIVE_KEY_FILE`` | the file with the archive's master key | ``archive.key`` in the home |
| ``CCM_SPOOL`` | the object store for what a job needs while it runs | ``spool`` in the home |
| ``CCM_JOBS_OUT`` | the object store for what jobs make, unless ``--out`` names another | ``jobs`` in the home |
| ``CCM_SPOOL_DAYS`` | for how many days after its end a job can be mended | 30 |
| ``CCM_UPLOAD_BYTES`` | how large a file may be that is uploaded for a job | 1 GiB |

The address of an object store is a folder or an address such as ``s3://bucket/prefix`` (`ccm.objects.opening`).
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

UPLOAD_BYTES = 1024**3
SPOOL_DAYS = 30


class SettingsError(ValueError):
    """A variable of the environment says what cannot be; the message names it."""


@dataclass(frozen=True)
class Settings:
    """The places of an installation; `archive`, `spool` and `jobs_out` are addresses of object stores."""

    home: Path
    archive: str
    archive_key: Path
    spool: str
    jobs_out: str
    upload_bytes: int = UPLOAD_BYTES
    spool_days: int = SPOOL_DAYS


def settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings that `environment` gives. An empty variable counts as unset. Raises SettingsError."""
    home = Path(environment.get("CCM_HOME") or ".")
    return Settings(
        home=home,
        archive=environment.get("CCM_ARCHIVE") or str(home / "archive"),
        archive_key=Path(environment.get("CCM_ARCHIVE_KEY_FILE") or home / "archive.key"),
        spool=environment.get("CCM_SPOOL") or str(home / "spool"),
        jobs_out=environment.get("CCM_JOBS_OUT") or str(home / "jobs"),
        upload_bytes=_number(environment, "CCM_UPLOAD_BYTES", UPLOAD_BYTES, "bytes", 15),
        spool_days=_number(environment, "CCM_SPOOL_DAYS", SPOOL_DAYS, "days", 5),
    )


def _number(environment: Mapping[str, str], name: str, usual: int, of: str, digits: int) -> int:
    said = environment.get(name) or str(usual)
    if not (said.isascii() and said.isdecimal() and len(said) <= digits):
        raise SettingsError(f"{name} is {said[:40]!r}, which is no number of {of}; write one, such as {usual}")
    return int(said)
