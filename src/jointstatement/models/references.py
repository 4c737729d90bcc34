"""Which clause is meant where the words of a part cite one by its number. The number itself stands in the wording."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from jointstatement.models.identity import new_id


class ClauseReference(SQLModel, table=True):
    """What one number in the words of a part means, as long as it stands there.

    It is known by its part, the number, and how many equal numbers stand before it there.
    """

    __tablename__ = "clause_reference"

    id: str = Field(default_factory=new_id, primary_key=True)
    statement_id: str = Field(foreign_key="statement.id", index=True)
    part_id: str = Field(foreign_key="working_part.id")
    label: str
    """The number as it is said there: "3", "PP2", "3bis", "3(a)"."""
    occurrence: int
    meant_id: str | None = Field(default=None, foreign_key="working_part.id")
    """The clause or item; empty where somebody has said that the number means no clause of this text."""
    since: datetime
    said_by: str | None = Field(default=None, foreign_key="person.id")
    """Who said what it means; empty where it was read from the numbers of the text."""
    ended_at: datetime | None = Field(default=None)
    """Until when; what was tabled in between shows it."""
