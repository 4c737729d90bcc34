"""Who stands behind what in a bracket. The bracket itself stands in the wording of its part."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from jointstatement.models.identity import new_id


class BracketSponsor(SQLModel, table=True):
    """A delegation behind one alternative of a bracket.

    The bracket is known by its part, its words with their signs, and how many brackets of the same words stand before
    it there: other words around it leave it what it is.
    """

    __tablename__ = "bracket_sponsor"

    id: str = Field(default_factory=new_id, primary_key=True)
    statement_id: str = Field(foreign_key="statement.id", index=True)
    part_id: str = Field(foreign_key="working_part.id")
    bracket: str
    occurrence: int
    choice: str
    """The words of the alternative; empty for leaving the words out."""
    delegation_id: str = Field(foreign_key="delegation.id")
    since: datetime
    named_by: str = Field(foreign_key="person.id")
    is_named: bool = Field(default=True)
    """By the rule of the day on which it was noted, delegations learn who it is."""
    ended_at: datetime | None = Field(default=None)
    """Until when; what was circulated in between shows it."""
