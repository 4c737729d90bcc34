"""Random public ids, and the version column of every row that people edit."""

import secrets
from enum import StrEnum
from typing import Any

from sqlalchemy import Enum
from sqlalchemy.orm import declared_attr
from sqlmodel import Field, SQLModel

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


def new_id() -> str:
    """A fresh random id of 128 bits, 32 hexadecimal digits."""
    return secrets.token_hex(16)


def term(terms: type[StrEnum]) -> Any:
    """The column type of a closed set: its values as text, nothing else is taken."""
    return Enum(
        terms,
        native_enum=False,
        length=32,
        create_constraint=True,
        validate_strings=True,
        name=terms.__name__.lower(),
        values_callable=lambda members: [member.value for member in members],
    )


class Versioned(SQLModel):
    """A row that people edit: every change counts its version up, and a stale change is refused."""

    version: int = Field(default=1)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805 - SQLAlchemy hands the class in
        return {"version_id_col": cls.__table__.c.version}  # type: ignore[attr-defined]
