"""What the chair noted of a clause at the table, and what is agreed together or not at all."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from jointstatement.models.identity import new_id, term
from jointstatement.terms import ClauseState


class ClauseNote(SQLModel, table=True):
    """A clause was noted as agreed, or re-opened. Rows are added, never changed: the last one holds."""

    __tablename__ = "clause_note"
    __table_args__ = (UniqueConstraint("statement_id", "number"),)

    id: str = Field(default_factory=new_id, primary_key=True)
    statement_id: str = Field(foreign_key="statement.id")
    part_id: str = Field(foreign_key="working_part.id", index=True)
    number: int
    """Within its statement."""
    state: ClauseState = Field(sa_type=term(ClauseState))
    reason: str = Field(default="")
    confirm_by: datetime | None = Field(default=None)
    """Of an agreement ad referendum: the hour by which it is to be confirmed."""
    confirm_as_typed: str = Field(default="")
    revisions: int
    """How many revisions were tabled by then."""
    is_circulated: bool
    """The words were those of the tabled text, so that all were told at once; else the next tabling tells them."""
    noted_at: datetime
    noted_by: str = Field(foreign_key="person.id")


class ClauseNoteAwaited(SQLModel, table=True):
    """A delegation whose agreement a clause still waits for."""

    __tablename__ = "clause_note_awaited"
    __table_args__ = (UniqueConstraint("note_id", "delegation_id"),)

    id: str = Field(default_factory=new_id, primary_key=True)
    note_id: str = Field(foreign_key="clause_note.id")
    delegation_id: str = Field(foreign_key="delegation.id")


class Package(SQLModel, table=True):
    """Clauses and brackets of the tabled text that are agreed together or not at all."""

    id: str = Field(default_factory=new_id, primary_key=True)
    statement_id: str = Field(foreign_key="statement.id", index=True)
    title: str
    bound_at: datetime
    bound_by: str = Field(foreign_key="person.id")
    freed_at: datetime | None = Field(default=None)
    freed_by: str | None = Field(default=None, foreign_key="person.id")


class PackagePart(SQLModel, table=True):
    """One clause of a package."""

    __tablename__ = "package_part"
    __table_args__ = (UniqueConstraint("package_id", "part_id"),)

    id: str = Field(default_factory=new_id, primary_key=True)
    package_id: str = Field(foreign_key="package.id")
    part_id: str = Field(foreign_key="working_part.id")


class PackageBracket(SQLModel, table=True):
    """One bracket of a package, under the words by which it was known from one hour to another.

    It is known as its sponsors know it: by its part, its words with their signs, and its place among equals. Where its
    words change with an inner bracket, one row ends and the next begins; with the last row it was resolved.
    """

    __tablename__ = "package_bracket"

    id: str = Field(default_factory=new_id, primary_key=True)
    package_id: str = Field(foreign_key="package.id", index=True)
    number: int
    """Among the brackets of its package, counted from 0."""
    part_id: str = Field(foreign_key="working_part.id")
    bracket: str
    occurrence: int
    place: int = Field(default=0)
    """Among the rows of its bracket in the order of time, counted from 0."""
    since: datetime
    since_revisions: int
    """How many revisions were tabled by then; the next tabling tells it."""
    ended_at: datetime | None = Field(default=None)
    ended_revisions: int | None = Field(default=None)
