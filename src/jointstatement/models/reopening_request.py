"""What delegations ask of the chair on clauses that are closed."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from jointstatement.models.identity import Versioned, new_id, term
from jointstatement.terms import ReopeningAnswer


class ReopeningRequest(Versioned, table=True):
    """A delegation asks that a clause, agreed at the table or endorsed, be re-opened.

    It and the office read it; where it asks for a group, so do the members for which it asks.
    """

    __tablename__ = "reopening_request"
    __table_args__ = (UniqueConstraint("statement_id", "number"),)

    id: str = Field(default_factory=new_id, primary_key=True)
    statement_id: str = Field(foreign_key="statement.id", index=True)
    number: int
    """Within its statement."""
    delegation_id: str = Field(foreign_key="delegation.id")
    part_id: str = Field(foreign_key="working_part.id")
    revision_id: str = Field(foreign_key="revision.id")
    """The text that lay on the table."""
    note_number: int | None = Field(default=None)
    """Among the notes on clauses the agreement that it asks to take back; none where an endorsement closed the part."""
    reason: str
    words: str = Field(default="")
    """What the delegation would propose; empty where it does not say."""
    is_recorded: bool = Field(default=False)
    """Made in the room or on paper, and entered by the secretariat."""
    group_edition_id: str | None = Field(default=None, foreign_key="group_edition.id")
    """The group, as it was then, for which the delegation asks; empty for itself alone."""
    requested_at: datetime
    requested_by: str = Field(foreign_key="person.id")
    withdrawn_at: datetime | None = Field(default=None)
    withdrawn_by: str | None = Field(default=None, foreign_key="person.id")
    answer: ReopeningAnswer | None = Field(default=None, sa_type=term(ReopeningAnswer))
    answer_reason: str = Field(default="")
    answered_at: datetime | None = Field(default=None)
    """When the delegation was told: of what happened on the desk, when it was tabled."""
    answered_by: str | None = Field(default=None, foreign_key="person.id")
