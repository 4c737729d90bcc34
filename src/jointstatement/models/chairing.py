"""Who holds the chair of a body, from when to when; a term that is to come is a handover that is planned."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from jointstatement.models.identity import Versioned, new_id, term
from jointstatement.terms import Role


class ChairTerm(Versioned, table=True):
    """One term of the chair."""

    __tablename__ = "chair_term"

    id: str = Field(default_factory=new_id, primary_key=True)
    body_id: str = Field(foreign_key="body.id", index=True)
    holder: str
    """Whose chairmanship it is, as the body writes it."""
    co_chairs: str
    """By name, one to a line: they need not be members."""
    starts_at: datetime
    starts_as_typed: str
    entered_at: datetime
    entered_by: str = Field(foreign_key="person.id")
    begun_at: datetime | None = Field(default=None)
    """Since when it runs; empty while it is to come."""
    ended_at: datetime | None = Field(default=None)
    withdrawn_at: datetime | None = Field(default=None)
    """Since when it is not to come any more."""


class IncomingPerson(SQLModel, table=True):
    """Who comes into the chair's office with a term, and as what."""

    __tablename__ = "incoming_person"
    __table_args__ = (UniqueConstraint("term_id", "person_id"),)

    id: str = Field(default_factory=new_id, primary_key=True)
    term_id: str = Field(foreign_key="chair_term.id", index=True)
    person_id: str = Field(foreign_key="person.id")
    role: Role = Field(sa_type=term(Role))
