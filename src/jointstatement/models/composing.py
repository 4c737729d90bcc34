"""Amendments on their way into one wording."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from jointstatement.models.identity import Versioned, new_id


class MergeInProgress(Versioned, table=True):
    """What the chair's office has chosen so far where the amendments of one part change the same words."""

    __tablename__ = "merge_in_progress"
    __table_args__ = (UniqueConstraint("statement_id", "part_id"),)

    id: str = Field(default_factory=new_id, primary_key=True)
    statement_id: str = Field(foreign_key="statement.id", index=True)
    part_id: str = Field(foreign_key="working_part.id")
    base: str
    """The words that the choices were made on."""
    choices: str
    """Place by place, as JSON."""
    saved_at: datetime
    saved_by: str = Field(foreign_key="person.id")
