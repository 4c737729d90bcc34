"""Two-stage adoption: a text endorsed at one level, with clauses left to a higher one. Every row here is frozen."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from jointstatement.models.identity import new_id, term
from jointstatement.terms import ConsensusBasis, Position, ReserveKind


class Endorsement(SQLModel, table=True):
    """The chair's declared act: a revision is endorsed with a view to adoption elsewhere. It is no adoption."""

    __table_args__ = (UniqueConstraint("statement_id", "number"),)

    id: str = Field(default_factory=new_id, primary_key=True)
    statement_id: str = Field(foreign_key="statement.id", index=True)
    number: int
    revision_id: str = Field(foreign_key="revision.id")
    fingerprint: str
    """Text fingerprint v1 of what was endorsed, its blank clauses among it."""
    adoption_at: str
    """The meeting or level that is to adopt the text, as "the Summit in Port Alder"."""
    left_to: str
    """As the blank clause has it: "leaders"."""
    reason: str
    basis: ConsensusBasis = Field(sa_type=term(ConsensusBasis))
    endorsed_at: datetime
    endorsed_by: str = Field(foreign_key="person.id")


class LeftClause(SQLModel, table=True):
    """A clause that an endorsement leaves to the higher level."""

    __tablename__ = "left_clause"
    __table_args__ = (UniqueConstraint("endorsement_id", "part_id"),)

    id: str = Field(default_factory=new_id, primary_key=True)
    endorsement_id: str = Field(foreign_key="endorsement.id", index=True)
    part_id: str = Field(foreign_key="working_part.id")


class EndorsedPosition(SQLModel, table=True):
    """A position as it stood when the text was endorsed; none on what was left. For the office and members only."""

    __tablename__ = "endorsed_position"

    id: str = Field(default_factory=new_id, primary_key=True)
    endorsement_id: str = Field(foreign_key="endorsement.id", index=True)
    delegation_id: str = Field(foreign_key="delegation.id")
    part_id: str | None = Field(default=None, foreign_key="working_part.id")
    position: Position = Field(sa_type=term(Position))
    given_on: str
    """The label of the revision it was given on."""
    reserve_kind: ReserveKind | None = Field(default=None, sa_type=term(ReserveKind))
    reason: str = Field(default="")
    is_for_chair: bool = Field(default=False)
    """It was taken in a round for the chair alone: no other delegation reads it here either."""
    group_name: str = Field(default="")
    """The name of the group that took it for the delegation; empty where it took it itself."""


class EndorsementReopened(SQLModel, table=True):
    """The chair re-opened a clause of an endorsed text, or took the whole endorsement back."""

    __tablename__ = "endorsement_reopened"

    id: str = Field(default_factory=new_id, primary_key=True)
    endorsement_id: str = Field(foreign_key="endorsement.id", index=True)
    part_id: str | None = Field(default=None, foreign_key="working_part.id")
    """Empty where the endorsement as a whole holds no longer."""
    reason: str
    reopened_at: datetime
    reopened_by: str = Field(foreign_key="person.id")
