"""Alembic's environment: the connection comes from `madang.database.migrate`, each migration is one transaction."""

from alembic import context

connection = context.config.attributes["connection"]
context.configure(connection=connection, transactional_ddl=True, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
connection.commit()
