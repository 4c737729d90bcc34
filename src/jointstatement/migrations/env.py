"""What Alembic runs: the migrations on the connection it was handed."""

from alembic import context
from sqlmodel import SQLModel

import jointstatement.models  # noqa: F401 - fills the metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
    compare_type=True,
)
context.run_migrations()
