"""What a body remembers from one text to the next: agreed language, and the text that another began from."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from jointstatement.models.identity import new_id, term
from jointstatement.terms import PartKind


class AgreedClause(SQLModel, table=True):
    """A clause or item of an adopted text, to be found again by its words. Never updated."""

    __tablename__ = "agreed_clause"
    __table_args__ = (UniqueConstraint("statement_id", "part_id"),)

    id: str = Field(default_factory=new_id, primary_key=True)
    body_id: str = Field(foreign_key="body.id", index=True)
    statement_id: str = Field(foreign_key="statement.id", index=True)
    adoption_id: str = Field(foreign_key="adoption.id")
    part_id: str = Field(foreign_key="working_part.id")
    place_in_order: int
    label: str
    """By which it is cited in the adopted text."""
    kind: PartKind = Field(sa_type=term(PartKind))
    wording: str
    words: str
    """Its words folded, with one space between them; on SQLite a full-text table holds them too."""
    digest: str = Field(index=True)
    """SHA-256 of its plain words: the same for clauses that read the same."""
    agreed_at: datetime


class BaseText(SQLModel, table=True):
    """From which adopted text a statement began. Never updated."""

    __tablename__ = "base_text"

    id: str = Field(default_factory=new_id, primary_key=True)
    statement_id: str = Field(foreign_key="statement.id", unique=True)
    adoption_id: str = Field(foreign_key="adoption.id")
    amends: bool = Field(default=False)
    """It was begun to change what that text means."""
    at: datetime
    by: str = Field(foreign_key="person.id")
