"""What Alembic runs: the migrations on the connection it was handed."""

from typing import Any, Literal

from alembic import context
from sqlmodel import SQLModel
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

import jointstatement.models  # noqa: F401 - fills the metadata


def written(kind: str, item: Any, _: object) -> str | Literal[False]:
    """How a column type is written into a new migration, which imports neither the models nor what made them."""
    if kind == "type" and isinstance(item, AutoString):
        return "sa.String()"
    if kind == "type" and isinstance(item, UTCDateTime):
        return "UTCDateTime()"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
    render_item=written,
    compare_type=True,
)
context.run_migrations()
