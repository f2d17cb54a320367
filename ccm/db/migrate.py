"""Bringing the tables of a database up to date: one history of revisions for every room's tables."""

from threading import Lock

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, MetaData, text

from approval.audit_tables import AuditBase
from approval.tables import ApprovalBase
from ccm.access.tables import Base as AccessBase
from ccm.archive.tables import Base as ArchiveBase
from ccm.comments.tables import Base as CommentBase
from ccm.db.revision import MIGRATIONS, current_revision
from ccm.gates.rules_tables import Base as RuleBase
from ccm.jobs.tables import Base as JobBase
from ccm.operations.tables import Base as OperationBase
from ccm.people.tables import Base as PeopleBase
from ccm.release_tables import Base as ReleaseBase
from content_blocks.tables import Base as ContentBase
from templates_repo.tables import Base as TemplateBase

METADATA: tuple[MetaData, ...] = (
    ContentBase.metadata,
    TemplateBase.metadata,
    AuditBase.metadata,
    ApprovalBase.metadata,
    PeopleBase.metadata,
    ReleaseBase.metadata,
    RuleBase.metadata,
    JobBase.metadata,
    ArchiveBase.metadata,
    AccessBase.metadata,
    OperationBase.metadata,
    CommentBase.metadata,
)

_LOCK = 6_226_001  # any number does, as long as nothing else locks it
_one_at_a_time = Lock()  # alembic keeps what it works on in globals


def upgrade(connection: Connection, revision: str = "head") -> tuple[str | None, str | None]:
    """Bring the tables up to `revision` in the transaction of `connection`; return the revisions before and after.

    Two that upgrade at once take turns.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    before = current_revision(connection)
    config = _config()
    config.attributes["connection"] = connection
    with _one_at_a_time:
        command.upgrade(config, revision)
    return before, current_revision(connection)


def revisions() -> tuple[str, ...]:
    """Every revision there is, the first one first."""
    scripts = ScriptDirectory.from_config(_config()).walk_revisions()
    return tuple(reversed([script.revision for script in scripts]))


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
