"""The bytes of files in the database: kept once, under their digest, whoever has them."""

from collections.abc import Mapping

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from content_blocks.digest import digest_bytes
from content_blocks.files import Files
from content_blocks.tables import FileColumns


class StoreDamagedError(RuntimeError):
    """What the database holds is not what was put there: a digest does not agree."""


def listing(files: Files) -> dict[str, str]:
    """`files` as path -> digest, sorted."""
    return {name: digest_bytes(body) for name, body in sorted(files.items())}


def keep_bodies(session: Session, table: type[FileColumns], files: Files) -> None:
    """Store the bodies that are not in `table` yet; two writers may bring the same one."""
    bodies = {digest_bytes(body): body for body in files.values()}
    known = set(session.scalars(select(table.digest).where(table.digest.in_(bodies))))
    for name in sorted(bodies.keys() - known):
        try:
            with session.begin_nested():
                session.execute(insert(table).values(digest=name, body=bodies[name]))
        except IntegrityError:
            continue


def read_bodies(session: Session, table: type[FileColumns], listed: Mapping[str, str], kind: str) -> dict[str, bytes]:
    """The files that are `listed` as path -> digest. Raises StoreDamagedError when one is missing or another."""
    rows = session.execute(select(table.digest, table.body).where(table.digest.in_(listed.values())))
    bodies = {row.digest: row.body for row in rows}
    for name, expected in listed.items():
        if expected not in bodies or digest_bytes(bodies[expected]) != expected:
            raise StoreDamagedError(f"the {kind} file {name} ({expected}) is missing or has been altered")
    return {name: bodies[expected] for name, expected in listed.items()}
