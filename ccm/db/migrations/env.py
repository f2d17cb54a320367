"""What alembic runs: the revisions, in the transaction of the connection it was given."""

from alembic import context

from ccm.db.migrate import METADATA

context.configure(
    connection=context.config.attributes["connection"], target_metadata=list(METADATA), transactional_ddl=True
)
with context.begin_transaction():
    context.run_migrations()
