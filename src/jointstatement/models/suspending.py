"""When the negotiation of a text was suspended, and when it went on."""

from datetime import date, datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from jointstatement.models.identity import Versioned, new_id, term
from jointstatement.terms import Role


class Suspension(Versioned, table=True):
    """The office suspends the negotiation of a text, in whatever state it is, until the office resumes it."""

    __table_args__ = (UniqueConstraint("statement_id", "number"),)

    id: str = Field(default_factory=new_id, primary_key=True)
    statement_id: str = Field(foreign_key="statement.id", index=True)
    number: int
    reason: str
    until: date | None = Field(default=None)
    """The day until which it is foreseen. It is told, and drives nothing."""
    suspended_at: datetime
    suspended_by: str = Field(foreign_key="person.id")
    suspended_as: Role = Field(sa_type=term(Role))
    """The role in which that person did it, whoever holds the chair since."""
    ended_at: datetime | None = Field(default=None)
    """When it was resumed, or the statement given up."""
    ended_by: str | None = Field(default=None, foreign_key="person.id")
    word: str = Field(default="")
    """What was said on resuming."""
