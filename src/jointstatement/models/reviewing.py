"""Editorial review between declared consensus and adoption: its changes, and what was objected to."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from jointstatement.models.identity import Versioned, new_id, term
from jointstatement.terms import EditorialOutcome


class EditorialReview(Versioned, table=True):
    """The office looks for slips in a text on which consensus is declared; the members may object until an hour."""

    __tablename__ = "editorial_review"
    __table_args__ = (UniqueConstraint("statement_id", "number"),)

    id: str = Field(default_factory=new_id, primary_key=True)
    statement_id: str = Field(foreign_key="statement.id", index=True)
    number: int
    revision_id: str = Field(foreign_key="revision.id")
    """The text on which consensus is declared."""
    opened_at: datetime
    opened_by: str = Field(foreign_key="person.id")
    put_at: datetime | None = Field(default=None)
    """When its changes were put before the members; before that the office alone sees them."""
    put_by: str | None = Field(default=None, foreign_key="person.id")
    due_at: datetime | None = Field(default=None)
    due_as_typed: str = Field(default="")
    remind_at: datetime | None = Field(default=None)
    """When the members that have not objected are reminded next."""
    names_the_objector: bool = Field(default=True)
    """Whether delegations learn who objected; by the body's rule on breakers when the changes were put."""
    ended_at: datetime | None = Field(default=None)
    outcome: EditorialOutcome | None = Field(default=None, sa_type=term(EditorialOutcome))
    reviewed_as: str | None = Field(default=None, foreign_key="revision.id")
    """The text with the changes that stood at the hour; empty where none did. What was given on the text before, and
    consensus on it, holds on this one."""


class EditorialChange(Versioned, table=True):
    """One slip and its mending: for these words of a part those."""

    __tablename__ = "editorial_change"
    __table_args__ = (UniqueConstraint("review_id", "number"),)

    id: str = Field(default_factory=new_id, primary_key=True)
    review_id: str = Field(foreign_key="editorial_review.id", index=True)
    number: int
    part_id: str = Field(foreign_key="working_part.id")
    before: str
    after: str
    """Empty where the words go."""
    reason: str = Field(default="")
    entered_at: datetime
    entered_by: str = Field(foreign_key="person.id")
    dropped_at: datetime | None = Field(default=None)
    """Taken back by the office before it was put before the members."""
    fell_at: datetime | None = Field(default=None)
    """Objected to before the hour."""


class EditorialObjection(SQLModel, table=True):
    """A delegation says that a change is not editorial; in time it falls. Never updated."""

    __tablename__ = "editorial_objection"

    id: str = Field(default_factory=new_id, primary_key=True)
    change_id: str = Field(foreign_key="editorial_change.id", index=True)
    delegation_id: str = Field(foreign_key="delegation.id")
    reason: str
    is_late: bool
    at: datetime
    by: str = Field(foreign_key="person.id")
